"""One's own calendar link: make it, replace it, end it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from emerald.accounts.door import SignedInRequest
from emerald.accounts.forms.sign_in import NothingToFill
from emerald.addresses import full_address
from emerald.audit.record import record
from emerald.drafts.idempotency import idempotent
from emerald.guards import Refused
from emerald.reminders.models import CalendarLink


@idempotent
def calendar_link(request: SignedInRequest) -> HttpResponse:
    """The address stands on the page that answers the button, this once."""
    words: dict[str, Any] = {"form": NothingToFill()}
    if request.method == "POST":
        token = CalendarLink.make(request.user)
        record(request, "opened", subject="calendar link", subject_id=request.user.pk, detail="made")
        words["address"] = full_address(reverse("calendar_feed", args=[token]))
    return render(request, "reminders/calendar_link.html", words | {"link": CalendarLink.of(request.user)})


@require_POST
def end_calendar_link(request: SignedInRequest) -> HttpResponse:
    try:
        CalendarLink.end(request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The link was ended. Calendars that used it get nothing any more.")
    return redirect("calendar_link")
