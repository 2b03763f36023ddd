"""The page for a phone in a car park: which child, then the fewest questions that make a whole record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may, list_cases, open_case, show
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.wording.models import Starter
from interventions.sessions.forms.quick import QuickNoteForm
from interventions.sessions.prompts import SESSION


@require_safe
@needs(Right.RECORD_SESSION)
def quick_notes(request: SignedInRequest) -> HttpResponse:
    """The open cases this person may record on, and no others."""
    for_those_who_may(request)
    cases = list_cases(request, to=Right.RECORD_SESSION).open().with_people().longest_unseen_first()
    return render(request, "interventions/quick_notes.html", {"cases": show(request, cases)})


@idempotent
@autosaved("Quick note")
@needs(Right.RECORD_SESSION)
def quick_note(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = QuickNoteForm(answers(request), case=case)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Session recorded. For 24 hours you can add the rest with “Change the text”.")
        request.autosave.change_at = reverse("change_session", args=[case.reference, form.outcome.pk])
        return redirect("session", case.reference, form.outcome.pk)
    return case_page(
        request,
        case,
        "interventions/quick_note.html",
        tab="case_sessions",
        form=form,
        obstacles=form.obstacles,
        starters=Starter.offered(SESSION),
    )
