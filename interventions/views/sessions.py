"""Direct work on a case: its sessions, recording one, reading one, and finishing the next step it led to."""

from cases.door import open_case
from cases.views.page import case_page
from emerald.accounts.permissions import Right
from emerald.drafts.once import once


def sessions(request, reference):
    case = open_case(request, reference, to=Right.HEAR_OF_SESSIONS)
    return case_page(request, case, "interventions/sessions.html", tab="case_sessions")


@once
def record_session(request, reference):
    case = open_case(request, reference, to=Right.RECORD_SESSION)
    return case_page(request, case, "interventions/record_session.html", tab="case_sessions")


def session(request, reference, session):
    case = open_case(request, reference, to=Right.READ_SESSIONS)
    return case_page(request, case, "interventions/session.html", tab="case_sessions")


@once
def finish_next_step(request, reference, session):
    case = open_case(request, reference, to=Right.RECORD_SESSION)
    return case_page(request, case, "interventions/finish_next_step.html", tab="case_sessions")
