"""Sessions of direct work, recorded through the verb the pages use."""

from datetime import timedelta

from django.utils import timezone

from interventions.group_sessions.models import record_together
from interventions.models import PlannedSession, Session
from tests.days import an_hour_ago, standing_at


def make_session(
    case,
    *,
    by,
    held_at=None,
    place="At school",
    work="safety",
    child_seen_alone=True,
    what_happened="We talked about the way home.",
    late_reason="I was on leave.",
    **written,
):
    """A session held an hour ago unless `held_at` (aware datetime) says otherwise."""
    return Session.record(
        case,
        by=by,
        held_at=held_at or an_hour_ago(case),
        place=place,
        work=work,
        child_seen_alone=child_seen_alone,
        what_happened=what_happened,
        late_reason=late_reason,
        **written,
    )


def make_missed_session(case, *, by, **written):
    """A session to which the child did not come."""
    told = {
        "attendance": "did_not_attend",
        "why_not_held": "No bus ran. We agreed to meet at school instead.",
        "child_seen_alone": None,
        "what_happened": "",
    }
    return make_session(case, by=by, **told | written)


def make_old_session(case, *, by, hours=25, **written):
    """A session recorded that many hours ago, an hour after it was held."""
    then = timezone.now() - timedelta(hours=hours)
    with standing_at(then):
        return make_session(case, by=by, held_at=then - timedelta(hours=1), **written)


def make_planned(case, *, by, planned_for=None, place="At school", work="safety", aims="Agree on a safe way home."):
    """A session planned for tomorrow at this hour unless `planned_for` (aware datetime, to come) says otherwise."""
    return PlannedSession.plan(
        case, by=by, planned_for=planned_for or timezone.now() + timedelta(days=1), place=place, work=work, aims=aims
    )


def make_overdue(case, *, by, hours=3, **planned):
    """A session planned the day before it was to be, that many hours ago, of which nobody has written anything."""
    at = timezone.now() - timedelta(hours=hours)
    with standing_at(at - timedelta(days=1)):
        return make_planned(case, by=by, planned_for=at, **planned)


def part(**written):
    """What is written of one child in a session with several."""
    return {"child_seen_alone": False, "what_happened": "She listened and spoke once."} | written


def make_together(
    *cases,
    by,
    held_at=None,
    parts=None,
    what_happened="We drew a map of the town.",
    place="Youth club",
    work="safety",
    late_reason="I was on leave.",
    **shared,
):
    """One session with the children of `cases`, held an hour ago; `parts`: {case: what differs from `part()`}. Returns
    the sessions in the order of `cases`."""
    made = record_together(
        {case: (parts or {}).get(case) or part() for case in cases},
        by=by,
        place=place,
        work=work,
        held_at=held_at or an_hour_ago(*cases),
        what_happened=what_happened,
        late_reason=late_reason,
        **shared,
    )
    return [made[case] for case in cases]


def make_old_together(*cases, by, hours=25, **written):
    """The same, recorded that many hours ago."""
    then = timezone.now() - timedelta(hours=hours)
    with standing_at(then):
        return make_together(*cases, by=by, held_at=then - timedelta(hours=1), **written)
