"""The next steps that direct work led to, told to the case page."""

from cases.next_up import Next, add_source
from emerald.accounts.permissions import Right


def open_next_steps(case):
    return [Next(session.next_step, session.next_step_on, "session",
                 {"reference": case.reference, "session": session.pk})
            for session in case.sessions.with_next_step_open()]


add_source(open_next_steps, needs=Right.READ_SESSIONS)
