"""What somebody knows of the child they look for, and in what a child is like that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from emerald.text.names import SoughtName, words_in
from emerald.text.naming import same_name

if TYPE_CHECKING:
    from cases.models.children.child import Child

NUMBERS = {"nhs_number": "same NHS number", "upn": "same UPN", "social_care_id": "same social-care number"}


@dataclass(frozen=True)
class SearchCriteria:
    """`age`: in whole years, when the date of birth is not known."""

    given_names: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    age: int | None = None
    nhs_number: str = ""
    upn: str = ""
    social_care_id: str = ""

    @classmethod
    def of(cls, child: "Child") -> Self:
        return cls(
            given_names=f"{child.given_names} {child.preferred_name}",
            family_name=child.family_name,
            date_of_birth=child.date_of_birth,
            nhs_number=child.nhs_number,
            upn=child.upn,
            social_care_id=child.social_care_id,
        )

    @cached_property
    def name(self) -> SoughtName:
        return SoughtName(self.given_names, self.family_name)

    def closeness(self, name_keys: Iterable[str]) -> float:
        """How close the name is to those that were made into `name_keys`: 0 where it is another."""
        return self.name.closeness(words_in(name_keys))

    def numbers(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in NUMBERS if getattr(self, name)}

    def is_surely(self, *, name_keys: Iterable[str], date_of_birth: date | None, **numbers: str) -> bool:
        """Hardly chance: an identical number, or a close name with the same date of birth."""
        if any(value == numbers.get(name) for name, value in self.numbers().items()):
            return True
        same_day = self.date_of_birth is not None and self.date_of_birth == date_of_birth
        return same_day and bool(self.closeness(name_keys))

    def why(self, child: "Child") -> list[str]:
        """In what `child` is alike, in words; empty when in nothing."""
        said = [NUMBERS[name] for name, value in self.numbers().items() if value == getattr(child, name)]
        if self.closeness(child.name_keys):
            alike = same_name(f"{self.given_names} {self.family_name}", child.full_name)
            said.append("same name" if alike else "name sounds alike")
        if self.date_of_birth and self.date_of_birth == child.date_of_birth:
            said.append("same date of birth")
        elif said and self.age is not None and abs(child.age - self.age) <= 1:
            said.append("about the same age")
        return said
