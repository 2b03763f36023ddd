"""The chronology of a case: what happened, each event in one sentence by the app that owns it."""

from cases.door import open_case
from cases.views.page import case_page


def chronology(request, reference):
    case = open_case(request, reference)
    return case_page(request, case, "cases/chronology.html", tab="case_chronology")
