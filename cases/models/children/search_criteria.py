"""What somebody knows of the child they look for, and in what a child is like that."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Self

from cases.models.children.identifiers import plain, sounds_of

if TYPE_CHECKING:
    from cases.models.children.child import Child

MOST_SOUNDS = 4  # of each name: more words make the question longer and the answer no better
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
    def sounds(self) -> list[list[str]]:
        """Lists of sounds, each of which is enough: one of the given names together with one of the family names."""
        given, family = sounds_of(self.given_names)[:MOST_SOUNDS], sounds_of(self.family_name)[:MOST_SOUNDS]
        if given and family:
            return [sorted(pair) for pair in product(given, family)]
        return [[sound] for sound in given or family]

    def numbers(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in NUMBERS if getattr(self, name)}

    def why(self, child: "Child") -> list[str]:
        """In what `child` is alike, in words; empty when in nothing."""
        said = [NUMBERS[name] for name, value in self.numbers().items() if value == getattr(child, name)]
        mine, theirs = plain(f"{self.given_names} {self.family_name}"), plain(child.full_name)
        if self.sounds and any(set(sounds) <= set(child.sounds) for sounds in self.sounds):
            said.append("same name" if mine == theirs else "name sounds alike")
        if self.date_of_birth and self.date_of_birth == child.date_of_birth:
            said.append("same date of birth")
        elif said and self.age is not None and abs(child.age - self.age) <= 1:
            said.append("about the same age")
        return said
