"""Opening a case: look for the child first, then open; or a new episode for a child who was known before.

Everything typed travels in forms that are posted: an address is written down in too many places to hold a name.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from cases.audit.search_limits import counted_search, too_often
from cases.door import open_case
from cases.forms.children.identity_check import IdentityCheckForm
from cases.forms.opening import NextEpisodeForm, OpeningForm
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import User
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent

# Proves that this person looked for a child first. It never ends, so that no form left open and no draft is lost;
# the records are asked again whenever the page is shown or sent.
HAVING_LOOKED = Signer(salt="looked for the child")


@require_http_methods(["GET", "HEAD", "POST"])
def look_for_child(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.OPEN_CASES)
    form, found = IdentityCheckForm(answers(request)), None
    if form.is_valid() and (found := counted_search(request, form.sought)) is None:
        form.refuse(too_often(request.user))
    return render(
        request,
        "cases/open_case.html",
        {"form": form, "found": found, "looked": HAVING_LOOKED.sign(str(request.user.pk)) if found else ""},
    )


@idempotent
@autosaved("Open a case for a new child")
def open_for_new_child(request: SignedInRequest) -> HttpResponse:
    """Reached from the page that looks for the child, which posts what was looked for, or with a draft begun here."""
    require(request, SiteRight.OPEN_CASES)
    typed = answers(request)
    request.autosave.arrived = not typed or "rationale" not in typed
    if not _has_looked(request.user, typed):
        request.autosave.sent_away = True
        messages.info(
            request,
            "Look for the child first: they may be known already."
            + ("" if request.autosave.arrived else " What you typed is kept under Unfinished."),
        )
        return redirect("open_case")
    look = IdentityCheckForm(MultiValueDict(typed))
    if (found := counted_search(request, look.sought)) is None:
        return _too_often(request)
    form = OpeningForm(
        None if request.autosave.arrived else typed,
        by=request.user,
        hidden=found.hidden,
        initial=OpeningForm.starting_from(look),
    )
    words = {"form": form, "found": found, "looked": typed["looked"]}
    return ask(
        request,
        form,
        done=lambda form: f"Case {form.outcome.reference} is open.",
        then=lambda form: ("case", form.outcome.reference),
        draw=lambda: render(request, "cases/open_case_new_child.html", words),
    )


def _too_often(request: SignedInRequest) -> HttpResponse:
    request.autosave.sent_away, request.autosave.arrived = True, False
    messages.warning(request, f"{too_often(request.user)} You find it under Unfinished.")
    return redirect("open_case")


def _has_looked(user: User, typed: Mapping[str, Any] | None) -> bool:
    try:
        return typed is not None and HAVING_LOOKED.unsign(typed.get("looked", "")) == str(user.pk)
    except BadSignature:
        return False


@idempotent
@autosaved("Open a new episode")
@needs(Right.REOPEN)
def next_episode(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = NextEpisodeForm(answers(request), case=case)
    return ask(
        request,
        form,
        done=lambda form: f"Case {form.outcome.reference} is open. The earlier episode stays as it was.",
        then=lambda form: ("case", form.outcome.reference),
        draw=lambda: case_page(
            request, case, "cases/next_episode.html", tab="case_status", form=form, obstacles=form.obstacles
        ),
    )
