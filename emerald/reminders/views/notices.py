"""One's own reminders: read, put off."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.asking import ask
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.mail.models import Mail
from emerald.reminders.forms.snooze import SnoozeForm
from emerald.reminders.models import Absence, Notice
from emerald.reminders.shown import note_shown
from emerald.reminders.still_due import still_due
from emerald.words import day_in_words


@require_safe
def notices(request: SignedInRequest) -> HttpResponse:
    """What holds at this moment; the sweep may be minutes old, the page is not."""
    mine = still_due(Notice.active_for(request.user))
    awake, asleep = list(mine.awake().earliest_first()), list(mine.snoozed().earliest_first())
    note_shown(request, awake + asleep)
    answer = render(
        request,
        "reminders/notices.html",
        {
            "notices": awake,
            "snoozed": asleep,
            "covered": Absence.covered_today_by(request.user),
            "undeliverable": Mail.undeliverable_for(request.user).count(),
        },
    )
    mine.awake().note_read()
    return answer


@idempotent
def snooze(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = still_due(Notice.active_for(request.user)).of_key(pk)
    if notice is None:
        raise Http404("No reminder of that number is yours.")
    form = SnoozeForm(answers(request), notice=notice)
    return ask(
        request,
        form,
        done=lambda form: f"Put off until {day_in_words(notice.snoozed_until)}.",
        then="notices",
        draw=lambda: render(request, "reminders/snooze.html", {"form": form, "notice": notice}),
    )
