"""The sessions planned and the next steps that direct work and other contacts led to, told to the case page."""

from cases.next_up import Next, add_source
from emerald.accounts.permissions import Right
from emerald.govuk.words import moment


def open_next_steps(case):
    return _told(case, case.sessions, "session")


def open_contact_steps(case):
    return _told(case, case.contacts, "contact")


def _told(case, notes, page):
    return [Next(note.next_step, note.next_step_on, page, {"reference": case.reference, page: note.pk})
            for note in notes.with_next_step_open()]


def planned_sessions(case):
    return [Next(f"{'Not written up yet' if plan.is_not_written_up else 'Session planned'}: "
                 f"{plan.get_work_display().lower()}, {moment(plan.planned_for)}", plan.day, "planned_session",
                 {"reference": case.reference, "planned": plan.pk})
            for plan in case.planned_sessions.waiting().first_planned_first()]


add_source(planned_sessions, needs=Right.READ_SESSIONS)
add_source(open_next_steps, needs=Right.READ_SESSIONS)
add_source(open_contact_steps, needs=Right.READ_SESSIONS)
