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
