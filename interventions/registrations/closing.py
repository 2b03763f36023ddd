"""What direct work and other contacts ask before a case closes. Source: DOMAIN.md section 2.1: open actions = 0."""

from django.utils import timezone


def steps_after_sessions_are_finished(case):
    return _waiting(case.sessions.with_next_step_open(), "direct work")


def steps_after_contacts_are_finished(case):
    return _waiting(case.contacts.with_next_step_open(), "other contacts")


def _waiting(notes, after):
    moments = sorted(note.moment for note in notes)
    if not moments:
        return []
    return [
        f"{len(moments)} next step{'s' if len(moments) > 1 else ''} after {after} not finished yet; the first is "
        f"from {timezone.localtime(moments[0]):%-d %B %Y}."
    ]


def planned_sessions_are_settled(case):
    """None is called off by itself: the child may be waiting for the worker at that hour and must be told."""
    waiting = list(case.planned_sessions.waiting().first_planned_first())
    if not waiting:
        return []
    return [
        f"{len(waiting)} planned session{'s' if len(waiting) > 1 else ''} neither recorded nor called off yet; the "
        f"first is planned for {timezone.localtime(waiting[0].planned_for):%-d %B %Y}."
    ]
