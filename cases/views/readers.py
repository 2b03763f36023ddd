"""Who has opened a case: the part of the access log that the people answerable for the child may read."""

from cases.door import open_case
from cases.views.page import case_page
from emerald.accounts.permissions import Right


def readers(request, reference):
    case = open_case(request, reference, to=Right.SEE_READERS)
    return case_page(request, case, "cases/readers.html", tab="case_readers")
