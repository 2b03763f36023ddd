"""The wording list: kept by managers, read by the script on every long page."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from emerald.accounts.door import require
from emerald.accounts.permissions import SiteRight
from emerald.drafts.once import once
from emerald.wording.forms.terms import TermForm
from emerald.wording.models import Starter, Term
from emerald.wording.uses import all_uses


@require_safe
def wording(request):
    require(request, SiteRight.KEEP_WORDING)
    return render(
        request, "wording/wording.html", {"terms": Term.listed(), "uses": all_uses(), "starters": Starter.by_place()}
    )


@require_safe
def wording_terms(request):
    """The list for the script that suggests while one writes. It names no child, and knows none."""
    return JsonResponse(
        {
            "terms": [
                {"id": term.pk, "words": term.words, "better": term.better, "why": term.why}
                for term in Term.suggested()
            ]
        }
    )


@once
def add_term(request):
    require(request, SiteRight.KEEP_WORDING)
    form = TermForm(request.POST or None)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"“{form.outcome.phrase}” is on the list.")
        return redirect("wording")
    return render(request, "wording/term.html", {"form": form, "term": None})


@once
def change_term(request, pk):
    require(request, SiteRight.KEEP_WORDING)
    term = Term.find(pk)
    form = TermForm(request.POST or None, term=term)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "The phrase was saved.")
        return redirect("wording")
    return render(request, "wording/term.html", {"form": form, "term": term})
