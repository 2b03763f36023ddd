"""What stands in the way of recording a note: each function returns sentences, and none means go ahead."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.models import Case
from emerald.working_days import working_days_after
from interventions.timescales import PLANNED_AHEAD, WRITTEN_UP_WITHIN

CLOCKS_DIFFER_BY = timedelta(minutes=5)  # a phone's clock may run ahead of the server's


def why_not_record(case: Case, what: str = "direct work") -> list[str]:
    """What about the case itself stands in the way of recording `what`."""
    if case.is_open:
        return []
    return [f"This case was closed. Ask a manager to reopen it before you record {what}."]


def why_not_plan(case: Case) -> list[str]:
    """What about the case itself stands in the way of planning a session."""
    if case.is_open:
        return []
    return ["This case was closed. Ask a manager to reopen it before you plan direct work."]


def why_not_plan_for(case: Case, planned_for: datetime) -> list[str]:
    """What is wrong with planning a session of this case for `planned_for` (aware datetime)."""
    if planned_for <= timezone.now():
        return ["That time has passed. Plan a session for a time to come, or record the one that was."]
    if planned_for > timezone.now() + PLANNED_AHEAD:
        return ["A session can be planned for up to a year ahead."]
    if early := case.why_before_opening(timezone.localdate(planned_for), "That"):
        return early
    if case.planned_sessions.waiting().filter(planned_for=planned_for).exists():
        return ["A session with this child is planned for that time already."]
    return []


def earliest_day_in_time() -> date:
    """The first day (Europe/London) of which a session written up today is not late."""
    day = timezone.localdate()
    while working_days_after(day - timedelta(days=1), timezone.localdate()) <= WRITTEN_UP_WITHIN:
        day -= timedelta(days=1)
    return day


def why_moment_in_future(at: datetime, called: str) -> list[str]:
    return [f"{called} cannot be in the future."] if at > timezone.now() + CLOCKS_DIFFER_BY else []


def why_not_at(case: Case, at: datetime, called: str = "session") -> list[str]:
    """What is wrong with a session, or what `called` says, of this case `at` this moment (aware datetime)."""
    day = timezone.localdate(at)
    sentences = why_moment_in_future(at, f"The {called}")
    if not case.child.was_born_by(day):
        sentences.append(f"The {called} is before the child was born.")
    else:
        sentences += case.why_before_opening(day, f"The {called}")
    return sentences


def why_not_next_step(at: datetime, next_step: str, next_step_on: date | None, called: str = "session") -> list[str]:
    """What is wrong with the next step after a session at `at`; it may lie in the future."""
    if next_step_on is None:
        return []
    if not next_step:
        return ["There is a day for the next step, but no next step."]
    if next_step_on < timezone.localdate(at):
        return [f"The next step cannot be due before the {called}."]
    return []


def why_not_so_late(
    at: datetime, late_reason: str, called: str = "session", within: int = WRITTEN_UP_WITHIN
) -> list[str]:
    """What is wrong with writing up now, for this reason or none, a session of that moment; `within` working days
    no reason is asked for."""
    days = working_days_after(timezone.localdate(at), timezone.localdate())
    if days <= within or late_reason.strip():
        return []
    return [f"The {called} was {days} working days ago. Enter why it is recorded late."]
