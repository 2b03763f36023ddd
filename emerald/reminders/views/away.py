"""Time away: one's own, and that of the people of one's teams."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.guards import Refused
from emerald.reminders.forms.absence import AbsenceForm
from emerald.reminders.models import Absence
from emerald.reminders.models.absence import may_arrange


@idempotent
def time_away(request: SignedInRequest) -> HttpResponse:
    return _time_away(request, request.user, "time_away")


@idempotent
def time_away_of(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    return _time_away(request, get_object_or_404(User, pk=pk), "time_away_of", pk)


def _time_away(request: SignedInRequest, person: User, *here: Any) -> HttpResponse:
    form = AbsenceForm(answers(request), person=person)
    theirs = may_arrange(person, request.user)
    return ask(
        request,
        form,
        done="The time away was saved. Reminders go by it from its first day.",
        then=here,
        draw=lambda: render(
            request,
            "reminders/time_away.html",
            {
                "form": form,
                "someone": person,
                "is_theirs": theirs,
                "absences": Absence.of(person).not_over() if theirs else (),
            },
        ),
    )


@require_POST
def end_time_away(request: SignedInRequest, pk: int) -> HttpResponse:
    return _end(request, get_object_or_404(Absence.of(request.user), pk=pk), "time_away")


@require_POST
def end_time_away_of(request: SignedInRequest, person: User, pk: int) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    absence = get_object_or_404(Absence.of(person), pk=pk)
    return _end(request, absence, "time_away_of", person)


def _end(request: SignedInRequest, absence: Absence, *back: Any) -> HttpResponse:
    try:
        absence.end(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "That time away was ended.")
    return redirect(*back)
