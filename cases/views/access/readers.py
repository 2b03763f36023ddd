"""Who has opened a case: the part of the access log that the people answerable for the child may read."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.audit.access_trail import AccessTrail, role_in_words
from cases.door import open_case
from cases.registries.pages import words_for
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.paging import key_in, page_of

ON_A_PAGE = 50


@require_safe
@needs(Right.SEE_READERS)
def readers(request: SignedInRequest, reference: str) -> HttpResponse:
    """The door has written this very look before the page is drawn, so it stands in the list too."""
    case = open_case(request, reference)
    readership = AccessTrail(case)
    person = key_in(request.GET, "person")
    found = readership.entries().by_person(person) if person else readership.entries()
    return case_page(
        request,
        case,
        "cases/readers.html",
        tab="case_readers",
        people=readership.people(),
        page=page_of(found, request.GET, size=ON_A_PAGE),
        chosen=person,
        words_for=words_for,
        role_in_words=role_in_words,
    )
