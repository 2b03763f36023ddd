"""`@step`: everything that is the same about every move of a case, once.

Calling a transition of django-fsm neither requires a right of the person nor gives a reason (RELIABILITY.md section 2),
so a step does both, separately and in this order: lock the visible row, compare the version the page was made from,
require the right, check the guards, move, save, write the history row and the chronology line. One transaction, or
nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cases.models.access.visible import rights_on
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import Guard, NotYet, reasons
from emerald.versioned import Versioned


@dataclass(frozen=True)
class Step:
    name: str
    right: Right
    guards: tuple[Guard, ...]
    sentence: str

    def why_not(self, case: Any) -> list[str]:
        return reasons(self.guards, case)


STEPS = {}


def step(
    *, right: Right, guards: Iterable[Guard] = (), sentence: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Wrap a django-fsm transition. The verb then takes `by`, `rationale`, `effective_on`, `version` by keyword.

    `effective_on`: a date, Europe/London, default today. `version`: the case's version when the page was made; None
    skips the comparison. What the transition returns (a dict) joins the history row. `sentence`: the chronology's.
    Raises NotYours, NotYet or ChangedMeanwhile; then nothing has changed. Returns the StateChange.
    """

    def wrap(move: Callable[..., Any]) -> Callable[..., Any]:
        one = STEPS[move.__name__] = Step(move.__name__, right, tuple(guards), sentence)

        @wraps(move)
        @transaction.atomic
        def taken(
            case: Any,
            *,
            by: User,
            rationale: str = "",
            effective_on: date | None = None,
            version: int | None = None,
            **facts: Any,
        ) -> Any:
            effective_on = effective_on or timezone.localdate()
            case.begin_change(by=by, right=right, version=version)
            obstacles = one.why_not(case) + case.why_not_effective_on(effective_on)
            if obstacles:
                raise NotYet(*obstacles)
            before = case.state
            recorded = move(case, effective_on=effective_on, **facts) or {}
            case.save_next_version("state", "closed_on", "closure_reason")
            # The line first: what is told after the moment of the move is what came later (`base.after_closing`).
            case.chronicle(Kind.STATUS, sentence, by=by, on=effective_on, page="case_status", reference=case.reference)
            return case.state_changes.create(
                step=one.name,
                from_state=before,
                to_state=case.state,
                effective_on=effective_on,
                by=by,
                rationale=rationale,
                reason=case.closure_reason,
                version=case.version,
                **recorded,
            )

        return taken

    return wrap


class LockedByVerb(Versioned):
    """The trait of a case that it is locked, compared and asked before a verb changes it."""

    right_to_change, called_here = Right.CHANGE_STATUS, "this case"

    class Meta:
        abstract = True

    def gives(self, right: Right, *, to: User) -> bool:
        """Also of somebody who no longer sees the case: then nothing."""
        return {Right.SEE_CASE, right} <= rights_on(self, to)


class OwnState:
    """The trait of a record with a protected `state` that it can be read again."""

    if TYPE_CHECKING:  # what it needs of the model
        _meta: Any

        def get_deferred_fields(self) -> set[str]: ...

    def refresh_from_db(self, using: str | None = None, fields: Iterable[str] | None = None, **options: Any) -> None:
        """As Django's, for a protected state.

        django-fsm-2's own mixin lifts the protection for the whole process while it refreshes, and for good when the
        row has gone (RELIABILITY.md section 2). Here only this object forgets its value, and takes it back on error.
        """
        if fields is None:
            # By name: Django leaves out of a refresh whatever the object has forgotten, and would keep the old state.
            fields = {field.attname for field in self._meta.concrete_fields} - self.get_deferred_fields()
            self._prefetched_objects_cache: dict[str, Any] = {}
        forgets = "state" in fields
        before = self.__dict__.pop("state", None) if forgets else None
        try:
            super().refresh_from_db(using=using, fields=fields, **options)  # type: ignore[misc]  # the model's
        finally:
            if before is not None:
                self.__dict__.setdefault("state", before)
