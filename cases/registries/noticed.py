"""What other rooms have to say to whoever saved a detail of a child: asked once it is saved, said on the next page."""

from typing import Any

from cases.models import Case
from cases.parts import CasePart
from emerald.accounts.models import User


def noticed(case: Case, detail: Any, *, by: User) -> list[str]:
    """The sentences of those who have something to say. `case` is as its door gives it, with the rights of `by`."""
    return [said for notices in CasePart.joined("noticers") if (said := notices(case, detail, by))]
