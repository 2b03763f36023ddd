"""The prompts that a kind of writing begins with."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.wording.forms.terms import PromptsForm
from emerald.wording.models import Starter
from emerald.wording.writing_kinds import kind_of


@idempotent
@autosaved("Change prompts")
def change_prompts(request: SignedInRequest, use: str, choice: str) -> HttpResponse:
    require(request, SiteRight.KEEP_WORDING)
    kind = kind_of(use)
    if kind is None or choice not in kind.choices:
        raise Http404("There is no such kind of writing.")
    starter = Starter.of(use, choice)
    form = PromptsForm(answers(request), use=kind, choice=choice, starter=starter)
    return ask(
        request,
        form,
        done="The prompts were saved.",
        then="wording",
        draw=lambda: render(
            request,
            "wording/prompts.html",
            {"form": form, "starter": starter, "words": kind.words, "of": kind.choices[choice]},
        ),
    )
