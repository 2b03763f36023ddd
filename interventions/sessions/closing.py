"""What direct work asks before a case closes. Source: DOMAIN.md section 2.1: open actions = 0."""

from cases.models import Case
from interventions.notes.next_steps import unfinished


def steps_after_sessions_are_finished(case: Case) -> list[str]:
    return unfinished(case.sessions.with_next_step_open(), "direct work")
