"""Recording one session with several children: a part for all of them, and a part for each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import NotYet, NotYours
from interventions.notes.models.rules import why_not_at, why_not_next_step, why_not_record, why_not_so_late
from interventions.planned.models import PlannedSession
from interventions.sessions.models.attendance import Attendance, why_not_attendance
from interventions.sessions.models.session import Session
from interventions.sessions.models.shared_part import SharedPart, why_not_shared
from interventions.timescales import CHILDREN_IN_A_GROUP

OF_EACH = (
    "attendance",
    "cancelled_by",
    "why_not_held",
    "child_seen_alone",
    "what_happened",
    "childs_words",
    "analysis",
    "next_step",
    "next_step_on",
)


Parts = Mapping[Case, Mapping[str, Any]]  # {case: what was written of this child}


@transaction.atomic
def record_together(
    parts: Parts,
    *,
    by: User,
    held_at: datetime,
    place: str,
    work: str,
    what_happened: str = "",
    aims: str = "",
    others_present: str = "",
    length_minutes: int | None = None,
    late_reason: str = "",
    planned: PlannedSession | None = None,
) -> dict[Case, Session]:
    """Record one session of `held_at` (aware datetime) with several children, or nothing of it.

    `parts`: {case: {name in OF_EACH: what was written of this child}}; a part that leaves out `attendance` was held.
    `what_happened` is of the group and names no child. `planned`: the PlannedSession it was, of one of the cases; plans
    of the other children for the same moment are recorded with it.

    Raises NotYours for a case that `by` may not record on, NotYet with every sentence, each led by the reference of the
    case it is about. Returns {case: Session}.
    """
    cases = sorted(parts, key=lambda case: case.pk)  # always locked in the same order
    _begin_change(cases, by)
    shared_words = (what_happened, aims, others_present, place)
    obstacles = why_not_together(parts, what_happened) + why_not_shared([case.child for case in cases], shared_words)
    obstacles += [
        f"{case.reference}: {sentence}" for case in cases for sentence in _why_not(case, held_at, parts[case])
    ]
    if obstacles:
        raise NotYet(*obstacles)
    if late := why_not_so_late(held_at, late_reason):
        raise NotYet(*late)
    facts: dict[str, Any] = {"held_at": held_at, "place": place, "work": work}
    shared = SharedPart.objects.create(
        **facts,
        recorded_by=by,
        length_minutes=length_minutes,
        aims=aims,
        others_present=others_present,
        what_happened=what_happened,
    )
    sessions = {}
    for case in cases:
        length = length_minutes if _is_held(parts[case]) else None
        sessions[case] = Session.record(
            case, by=by, **facts, group=shared, length_minutes=length, late_reason=late_reason, **parts[case]
        )
    if planned is not None:
        _tie_plans(planned, sessions, by)
    return sessions


def _begin_change(cases: Iterable[Case], by: User) -> None:
    refused = []
    for case in cases:
        try:
            case.begin_change(by=by, right=Right.RECORD_SESSION)
        except NotYours:
            refused.append(
                f"You cannot record direct work on {case.reference} any more. Take this child out to save the others."
            )
    if refused:
        raise NotYours(*refused)


def why_not_together(parts: Parts, what_happened: str) -> list[str]:
    """What is wrong with the session as a whole."""
    sentences = []
    if len(parts) < 2:
        sentences.append("A session with one child alone is recorded on the page for one child.")
    if len(parts) > CHILDREN_IN_A_GROUP:
        sentences.append(f"One session can be recorded for up to {CHILDREN_IN_A_GROUP} children.")
    came = any(_is_held(part) for part in parts.values())
    if came and not what_happened.strip():
        sentences.append("Say what happened in the group.")
    if not came and what_happened.strip():
        sentences.append("No child came: leave what happened in the group empty.")
    return sentences


def _is_held(part: Mapping[str, Any]) -> bool:
    return bool(part.get("attendance", Attendance.HELD) == Attendance.HELD)


def _why_not(case: Case, held_at: datetime, part: Mapping[str, Any]) -> list[str]:
    if unknown := set(part) - set(OF_EACH):
        raise KeyError(unknown)
    return (why_not_record(case) + why_not_at(case, held_at)) or (
        why_not_attendance(**part) + why_not_next_step(held_at, part.get("next_step", ""), part.get("next_step_on"))
    )


def _tie_plans(planned: PlannedSession, sessions: dict[Case, Session], by: User) -> None:
    planned.refresh_from_db()
    if obstacles := planned.why_not_resolve():
        raise NotYet(*obstacles)
    by_case = {case.pk: session for case, session in sessions.items()}
    for plan in PlannedSession.objects.at(planned.planned_for, cases=by_case):
        plan.is_recorded_as(by_case[plan.case_id], by=by)
