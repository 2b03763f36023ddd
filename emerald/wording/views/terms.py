"""The wording list: kept by managers, read by the script on every long page."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.wording.forms.terms import TermForm
from emerald.wording.models import Starter, Term
from emerald.wording.writing_kinds import all_kinds


@require_safe
def wording(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.KEEP_WORDING)
    return render(
        request, "wording/wording.html", {"terms": Term.listed(), "uses": all_kinds(), "starters": Starter.by_place()}
    )


@require_safe
def wording_terms(request: SignedInRequest) -> HttpResponse:
    """The list for the script that suggests while one writes. It names no child, and knows none."""
    return JsonResponse(
        {
            "terms": [
                {
                    "id": term.pk,
                    "words": term.words,
                    "better": term.better,
                    "says_the_same": term.says_the_same,
                    "why": term.why,
                }
                for term in Term.suggested()
            ]
        }
    )


@idempotent
def add_term(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.KEEP_WORDING)
    form = TermForm(answers(request))
    return ask(
        request,
        form,
        done=lambda form: f"“{form.outcome.phrase}” is on the list.",
        then="wording",
        draw=lambda: render(request, "wording/term.html", {"form": form, "term": None}),
    )


@idempotent
def change_term(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.KEEP_WORDING)
    term = Term.find(pk)
    form = TermForm(answers(request), term=term)
    return ask(
        request,
        form,
        done="The phrase was saved.",
        then="wording",
        draw=lambda: render(request, "wording/term.html", {"form": form, "term": term}),
    )
