"""What direct work asks before a case closes. Source: DOMAIN.md section 2.1: open actions = 0."""

from django.utils import timezone

from cases.closing import before_closing


@before_closing
def next_steps_are_finished(case):
    waiting = case.sessions.with_next_step_open().count()
    if not waiting:
        return []
    first = case.sessions.with_next_step_open().order_by("held_at").first()
    return [f"{waiting} next step{'s' if waiting > 1 else ''} after direct work not finished yet; the first is from "
            f"{timezone.localtime(first.held_at):%-d %B %Y}."]


@before_closing
def planned_sessions_are_settled(case):
    """None is called off by itself: the child may be waiting for the worker at that hour and must be told."""
    waiting = list(case.planned_sessions.waiting().first_planned_first())
    if not waiting:
        return []
    return [f"{len(waiting)} planned session{'s' if len(waiting) > 1 else ''} neither recorded nor called off yet; the "
            f"first is planned for {timezone.localtime(waiting[0].planned_for):%-d %B %Y}."]
