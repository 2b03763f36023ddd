"""The next steps that direct work and other contacts led to, told to the case page."""

from cases.next_up import Next, add_source
from emerald.accounts.permissions import Right


def open_next_steps(case):
    return _told(case, case.sessions, "session")


def open_contact_steps(case):
    return _told(case, case.contacts, "contact")


def _told(case, notes, page):
    return [Next(note.next_step, note.next_step_on, page, {"reference": case.reference, page: note.pk})
            for note in notes.with_next_step_open()]


add_source(open_next_steps, needs=Right.READ_SESSIONS)
add_source(open_contact_steps, needs=Right.READ_SESSIONS)
