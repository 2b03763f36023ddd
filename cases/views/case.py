"""The page of a case: whose it is, what is due, what to do next."""

from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.next_up import next_up
from cases.views.page import case_page

LATEST = 5


@require_safe
def overview(request, reference):
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/case.html",
        tab="case",
        entries=case.entries.readable_with(case.rights).newest_first().select_related("told_by")[:LATEST],
        pins=case.pins_for(case.rights),
        closure=case.closure_waiting,
        next_up=next_up(case),
        is_restricted=case.is_restricted,
    )
