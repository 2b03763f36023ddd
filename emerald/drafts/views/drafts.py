"""One's own drafts: kept by the page's script, listed, read, thrown away. Nobody else's is ever there."""

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from emerald.audit.record import record
from emerald.drafts.models import Draft
from emerald.drafts.models.draft import FORGOTTEN_AFTER
from emerald.drafts.saving import save
from emerald.govuk.typed import shown_back
from emerald.govuk.words import clock
from emerald.guards import Refused


@require_POST
def save_draft(request):
    """For the script. `saved_at` is empty when the draft was not kept; then `sentence` says why."""
    try:
        told = {"saved_at": clock(save(request).saved_at)}
    except Refused as refusal:
        told = {"saved_at": "", "sentence": str(refusal)}
    # Signing in again in another tab changed the token that the open page's own form would be refused with.
    return JsonResponse(told | {"csrf": get_token(request), "person": request.user.pk})


@require_safe
def unfinished(request):
    return render(request, "drafts/unfinished.html", {
        "drafts": Draft.of(request.user).defer("typed"), "days": FORGOTTEN_AFTER.days})


@require_safe
def draft(request, pk):
    """What its author typed, to read and copy, also when they may no longer open the page it was meant for."""
    mine = Draft.find(request.user, pk)
    record(request, "opened", subject="draft", subject_id=mine.pk, detail=mine.title)
    return render(request, "drafts/draft.html", {"draft": mine, "typed": shown_back(mine.typed.items())})


@require_POST
def discard_draft(request, pk):
    """Back to the page it was thrown away on, or to the list."""
    mine = Draft.find(request.user, pk)
    mine.delete()
    messages.success(request, f"Thrown away: {mine.title}.")
    return redirect(mine.place if request.POST.get("back") == "page" else "unfinished")
