"""The page of a case: whose it is, what is due, what to do next."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.registries.next_up import next_up
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right

LATEST = 5


@require_safe
@needs(Right.SEE_CASE)
def overview(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/case.html",
        tab="case",
        entries=case.entries.readable_with(case.rights).newest_first().select_related("recorded_by")[:LATEST],
        pins=case.pins_for(case.rights),
        closure=case.closure_waiting,
        next_up=next_up(case),
        is_restricted=case.is_restricted,
    )
