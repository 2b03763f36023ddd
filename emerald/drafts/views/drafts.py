"""One's own drafts: kept by the page's script, listed, read, thrown away. Nobody else's is ever there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from emerald.audit.record import record, refuse
from emerald.drafts.autosave_request import save
from emerald.drafts.doors import is_open, seen_among
from emerald.drafts.forms import DraftForm
from emerald.drafts.idempotency import idempotent
from emerald.drafts.models import Draft
from emerald.drafts.models.draft import FORGOTTEN_AFTER
from emerald.drafts.orphaned import find, mark, whom_to_ask
from emerald.govuk.unsaved_input import shown_back
from emerald.guards import Refused
from emerald.words import clock


@require_POST
def save_draft(request: HttpRequest) -> HttpResponse:
    """For the script. `saved_at` is empty when the draft was not kept; then `sentence` says why."""
    try:
        told = {"saved_at": clock(save(request).saved_at)}
    except Refused as refusal:
        told = {"saved_at": "", "sentence": str(refusal)}
    # Signing in again in another tab changed the token that the open page's own form would be refused with.
    return JsonResponse(told | {"csrf": get_token(request), "person": request.user.pk})


@require_safe
def unfinished(request: HttpRequest) -> HttpResponse:
    mine = list(Draft.of(request.user).defer("typed"))
    user: Any = request.user  # nobody comes here who has not signed in
    seen = seen_among(user, {one.reference for one in mine})
    return render(request, "drafts/unfinished.html", {"drafts": mine, "seen": seen, "days": FORGOTTEN_AFTER.days})


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """What its author typed, to read and copy: where they may still open the page it was meant for, where it is about
    no record, or where a manager let them read it. Otherwise it is kept and the page says whom to ask."""
    user: Any = request.user
    mine = Draft.find(user, pk)
    opens = is_open(request, mine.place)
    if mine.reference:
        mark(mine, closed=not opens, by_its_page=mine.reference in seen_among(user, {mine.reference}))
    if mine.closed_at and not mine.given_at:
        refuse(request, "refused", subject="draft", subject_id=mine.pk, why="Its author may not open the record now.")
        return render(request, "drafts/closed.html", {"draft": mine, "ask": whom_to_ask(mine)}, status=403)
    record(request, "opened", subject="draft", subject_id=mine.pk, detail=mine.title)
    return render(
        request, "drafts/draft.html", {"draft": mine, "opens": opens, "typed": shown_back(mine.typed.items())}
    )


@idempotent
def kept_draft(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """For a manager of the record: what somebody typed about it who may not open it any more."""
    kept = find(request.user, reference, pk)
    if kept is None:
        refuse(request, "refused", subject="draft", subject_id=pk, reference=reference, why="Not theirs to give out.")
        raise Http404("No such text is yours to give out.")
    record(request, "opened", subject="draft", subject_id=kept.pk, reference=reference, detail=kept.title)
    form = DraftForm(request.POST if request.method == "POST" else None, draft=kept)
    if form.is_valid() and form.save(by=request.user):
        record(request, "moved", subject="draft", subject_id=pk, reference=reference, detail=form.done)
        messages.success(request, form.done)
        return redirect("due")
    return render(request, "drafts/kept.html", {"draft": kept, "typed": shown_back(kept.typed.items()), "form": form})


@require_POST
def discard_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the page it was thrown away on, or to the list."""
    mine = Draft.find(request.user, pk)
    mine.delete()
    messages.success(request, f"Thrown away: {mine.title}.")
    return redirect(mine.place if request.POST.get("back") == "page" else "unfinished")
