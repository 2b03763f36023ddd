"""Warning notices that were served, recorded for several children at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.door import show
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.words import plural
from perpetrators.forms.measures.served import ServedForm, SuggestForm
from perpetrators.lookup.suggestions import Suggestions
from perpetrators.presenters.listing import PERSON, enter_register, note_shown


@idempotent
@needs(Right.KEEP_MEASURES)
def serve_notices(request: SignedInRequest) -> HttpResponse:
    """One form, of which every answer can be typed. Who is meant is found among what the reader may see."""
    known = Suggestions(enter_register(request))
    form = ServedForm(answers(request), known=known)
    if form.is_valid() and form.save(by=request.user):
        made = form.outcome
        said = plural(len(made), "warning notice was", "warning notices were")
        messages.success(request, f"{said} recorded: {', '.join(one.reference for one in made)}.")
        return redirect(made[0] if len(made) == 1 else form.person)
    return render(request, "perpetrators/serve_notices.html", {"form": form})


@require_POST
@needs(Right.KEEP_MEASURES)
def suggest_persons(request: SignedInRequest) -> HttpResponse:
    """For the script: who may be meant by what was typed so far. Logged as what was shown, without the words."""
    known = Suggestions(enter_register(request))
    found = note_shown(request, PERSON, known.persons_called(_typed(request)), verb="searched")
    return JsonResponse({"found": [f"{one.name}, {one.reference}" for one in found]})


@require_POST
@needs(Right.KEEP_MEASURES)
def suggest_children(request: SignedInRequest) -> HttpResponse:
    return _children_suggested(request)


@require_POST
@needs(Right.RECORD_SUSPECTS)
def suggest_protected(request: SignedInRequest) -> HttpResponse:
    """The same for whoever proposes or records a measure at a place."""
    return _children_suggested(request)


def _children_suggested(request: SignedInRequest) -> HttpResponse:
    known = Suggestions(enter_register(request))
    found = show(request, known.cases_called(_typed(request)), verb="searched")
    return JsonResponse({"found": [f"{one.child.full_name}, {one.reference}" for one in found]})


def _typed(request: SignedInRequest) -> Any:
    form = SuggestForm(request.POST)
    return form.cleaned_data["sought"] if form.is_valid() else ""
