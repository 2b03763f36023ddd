"""What a concept of the register joins: what any concept about a child does, and tabs on persons and places.

`cases.parts` and `emerald.parts` say what the fields are, and how the declarations beside this one are found.
"""

from dataclasses import dataclass

from django.db.models import Model

from cases.parts import Absent, CasePart

__all__ = ["IN_THE_REGISTER", "NOT_THE_CHILDS", "WORKED_OUT", "RegisterPart", "RegisterTab"]

NOT_THE_CHILDS = Absent("It tells of somebody else: what of it the child’s record says stands in the chronology.")
IN_THE_REGISTER = Absent("“Find in notes” looks through notes on children; the register has a search of its own.")

WORKED_OUT = Absent("It is worked out from other records and holds nothing of its own.")


@dataclass(frozen=True)
class RegisterTab:
    """A tab on records of the model `of`. Anybody who may open the page gets it; tabs stand in the order of `place`."""

    of: type[Model]
    text: str
    page: str  # URL name; its address takes the record's reference
    place: int

    def __str__(self) -> str:
        return f"{self.of.__name__}: {self.text}: {self.page}"


@dataclass(frozen=True, kw_only=True)
class RegisterPart(CasePart):
    """A concept of the register of persons of concern, places and measures."""

    register_tabs: tuple[RegisterTab, ...]  # of RegisterTab
