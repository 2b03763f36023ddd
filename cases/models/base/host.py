"""What a trait of a case may count on. A trait is a part of `Case` in a file of its own; by `self: CaseHost` it says
that it needs no more of the case, and the checker of types holds `Case` to it.

    class Pinning(models.Model):
        def pin(self: CaseHost, entry: ChronologyEntry, *, by: User, note: str = "") -> ChronologyPin: ...
"""

from datetime import date
from typing import Any, Protocol

from emerald.accounts.models import User
from emerald.accounts.permissions import Right


class CaseHost(Protocol):
    pk: Any
    reference: Any
    state: Any
    version: Any
    child: Any
    team: Any
    opened_on: Any
    closed_on: Any

    @property
    def is_open(self) -> bool: ...

    def begin_change(self, *, by: User, right: Right, version: int | None = None) -> None:
        """Lock the case, bring it up to date, require the right: the first line of every verb."""

    def chronicle(self, kind: str, sentence: str, *, by: User, on: date | None = None, **facts: Any) -> Any:
        """Tell the chronology what happened, as the last line of a verb."""

    def whom_to_ask(self) -> str:
        """The sentence that ends a refusal."""

    def why_not_on(self, day: date | None) -> list[str]:
        """Why nothing can have been done about the case on `day`."""

    def why_before_opening(self, day: date | None, called: str = "The day") -> list[str]:
        """Why nothing can have been done on `day`: it is before the case opened."""
