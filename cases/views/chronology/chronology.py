"""The chronology of a case: what happened, each event in one sentence by the app that owns it."""

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.chronology.filters import ChronologyFilter
from cases.registries.pages import may_open
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.paging import page_of

ON_A_PAGE = 50
MOST_PRINTED = 2_000


@require_safe
@needs(Right.SEE_CASE)
def chronology(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    asked = ChronologyFilter(request.GET, readable=case.entries.readable_with(case.rights))
    page = page_of(asked.found.with_people().newest_first(), request.GET, size=ON_A_PAGE)
    pins = case.pins_for(case.rights)
    return case_page(
        request,
        case,
        "cases/chronology.html",
        tab="case_chronology",
        page=page,
        form=asked,
        pins={pin.entry_id: pin for pin in pins},
        may_open=lambda entry: may_open(entry.page, case.rights),
    )


@require_safe
@needs(Right.SEE_CASE)
def print_chronology(request: SignedInRequest, reference: str) -> HttpResponse:
    """For paper: nothing but the record, all of it that was asked for. Leaves its own entry in the access log."""
    case = open_case(request, reference, verb="printed")
    asked = ChronologyFilter(request.GET, readable=case.entries.readable_with(case.rights))
    page = page_of(asked.found.with_people().newest_first(), QueryDict(), size=MOST_PRINTED)
    pins = case.pins_for(case.rights)
    return case_page(
        request,
        case,
        "cases/chronology_print.html",
        tab="case_chronology",
        page=page,
        form=asked,
        most=MOST_PRINTED,
        now=timezone.now(),
        pins={pin.entry_id: pin for pin in pins},
    )
