"""Two records that may be of one child: what a manager sees of it, and decides."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may, open_likeness
from cases.forms.likeness import LikenessForm
from cases.models import Likeness
from cases.models.likeness import DECIDES
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.asking import ask
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
@needs(DECIDES)
def likenesses(request: SignedInRequest) -> HttpResponse:
    for_those_who_may(request)
    found = Likeness.to_decide(request.user)
    record(request, "listed", subject="likeness", subject_ids=[one.pk for one in found])
    return render(request, "cases/likenesses.html", {"found": found})


@idempotent
@autosaved("Decide about two records")
def likeness(request: SignedInRequest, likeness: int) -> HttpResponse:
    one = open_likeness(request, likeness)
    form = None if one.outcome else LikenessForm(answers(request), likeness=one)
    return ask(
        request,
        form,
        done="What you decided was saved.",
        then="likenesses",
        draw=lambda: render(
            request, "cases/likeness.html", {"one": one, "form": form, "sides": one.sides_for(request.user)}
        ),
    )
