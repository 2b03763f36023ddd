"""What is due: for oneself, for one's teams, and as a calendar."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import list_cases
from cases.due.due_list import calendar_of, due_list_of, page_of_due
from cases.forms.due import DueFilter
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.addresses import full_address
from emerald.database.identity import asking_for
from emerald.paging import asking
from emerald.public import public
from emerald.reminders.calendar import as_calendar
from emerald.reminders.models import CalendarLink, Notice
from emerald.reminders.reading import Whose
from emerald.reminders.register import ON_A_CASE
from emerald.reminders.shown import note_shown
from emerald.reminders.still_due import how_many_still_due

BESIDE = "beside"


@require_safe
def due(request: SignedInRequest) -> HttpResponse:
    """Everything due for the reader; `?on=beside` for what is due on cases they work alongside others."""
    beside = request.GET.get("on") == BESIDE
    agenda = (
        due_list_of(request.user, Whose.BESIDE, wanted=lambda source: source.about == ON_A_CASE)
        if beside
        else (due_list_of(request.user, Whose.MINE))
    )
    rows, last = page_of_due(agenda, request.GET)
    note_shown(request, rows)
    return render(
        request,
        "cases/due.html",
        {
            "rows": rows,
            "older": _next(request, last),
            "beside": beside,
            "tabs": _tabs(request),
            "covered": agenda.covered,
        },
    )


@require_safe
def due_team(request: SignedInRequest) -> HttpResponse:
    """What is due on the cases of a manager's teams, with how many of each kind."""
    require(request, SiteRight.SEE_CASELOAD)
    form = DueFilter(request.GET or None, manager=request.user)
    agenda = due_list_of(
        request.user,
        Whose.TEAM,
        among=form.narrowed(list_cases(request)),
        only=form.only,
        overdue=form.overdue,
        wanted=form.wants,
    )
    rows, last = page_of_due(agenda, request.GET)
    note_shown(request, rows)
    return render(
        request,
        "cases/due_team.html",
        {
            "rows": rows,
            "older": _next(request, last),
            "form": form,
            "tabs": _tabs(request),
            "counts": [
                (count, asking(request.GET, kind=count.source), asking(request.GET, kind=count.source, late="yes"))
                for count in agenda.counts()
            ],
        },
    )


@public(because="Calendars cannot sign in: the address is the secret. It gives references and dates, never a name.")
@require_safe
def calendar_feed(request: SignedInRequest, token: str) -> HttpResponse:
    """What is due for whose link it is. A link that was ended, of somebody who left, or never made: the same 404."""
    person = CalendarLink.owner_of(token)
    if person is None:
        raise Http404("There is no such calendar.")
    with asking_for(person.pk):
        rows = calendar_of(person)
        note_shown(request, rows, verb="exported", actor=person, detail="calendar of due dates")
    answer = HttpResponse(as_calendar(rows, address=full_address), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = 'inline; filename="due.ics"'
    return answer


def _tabs(request: SignedInRequest) -> dict[str, Any]:
    """For the tabs: how many reminders the reader has not looked at yet."""
    return {"new": how_many_still_due(Notice.active_for(request.user).awake().unread())}


def _next(request: SignedInRequest, last: str) -> str:
    return asking(request.GET, after=last) if last else ""
