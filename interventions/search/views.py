"""Finding notes of direct work and other contacts: in all one may read, or in one case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cases.door import for_those_who_may, open_case
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from interventions.search.forms import NotesForm
from interventions.search.queries import Found, find_notes, find_notes_of
from interventions.search.words import highlighted


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_SESSIONS)
def find_in_notes(request: SignedInRequest) -> HttpResponse:
    for_those_who_may(request)
    form, found = NotesForm(answers(request), by=request.user), None
    if form.is_valid():
        found = find_notes(form.wanted, by=request.user, before=request.POST.get("before", ""))
        _record(request, found)
    return render(
        request, "interventions/find_in_notes.html", {"form": form, "found": found, "highlighted": highlighted}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_SESSIONS)
def find_in_case_notes(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form, found = NotesForm(answers(request)), None
    if form.is_valid():
        found = find_notes_of(case, form.wanted, before=request.POST.get("before", ""))
        _record(request, found)
    return case_page(
        request,
        case,
        "interventions/find_in_case_notes.html",
        tab="case_sessions",
        form=form,
        found=found,
        highlighted=highlighted,
    )


def _record(request: SignedInRequest, found: Found) -> None:
    """Whose notes were shown and which, without the words."""
    kinds = {kind: [str(one.pk) for one in found.notes if one.page == kind] for kind in ("session", "contact")}
    record(
        request,
        "searched",
        subject="case",
        subject_ids=sorted({one.case_id for one in found.notes}),
        detail=". ".join(f"{kind.capitalize()}s: {' '.join(keys)}" for kind, keys in kinds.items() if keys),
    )
