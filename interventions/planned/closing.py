"""What planned sessions ask before a case closes."""

from cases.models import Case
from emerald.words import day_in_words


def planned_sessions_are_resolved(case: Case) -> list[str]:
    """None is called off by itself: the child may be waiting for the worker at that hour and must be told."""
    waiting = list(case.planned_sessions.waiting().first_planned_first())
    if not waiting:
        return []
    return [
        f"{len(waiting)} planned session{'s' if len(waiting) > 1 else ''} neither recorded nor called off yet; the "
        f"first is planned for {day_in_words(waiting[0].planned_for)}."
    ]
