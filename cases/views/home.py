"""The first page of the day: whose cases, what is due, what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import list_cases
from cases.due.due_list import due_list_of, joined, keys_of
from cases.models.queries import CaseQuerySet
from cases.presenters.first_page import first_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.pending_approvals import numbers, waiting_for
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import Connection
from emerald.drafts.models import Draft
from emerald.reminders.due_list import DueList
from emerald.reminders.reading import Whose
from emerald.reminders.shown import note_shown

SHOWN = 10
DUE_SHOWN = 5


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """A worker sees their cases, longest unseen first; a manager what waits for them. One page, by role."""
    user, agenda = request.user, _agenda(request)
    due = agenda.rows(limit=DUE_SHOWN) if agenda else []
    page = first_page(
        user,
        _lists(request),
        most=SHOWN + 1,
        due=keys_of(due),
        among=_led_by_leavers(request),
        beside={"unfinished": Draft.of(user), **waiting_for(user)},
    )
    if agenda:
        joined(agenda, due, page.due)
    note_shown(request, due, cases=[case.pk for cases in page.lists.values() for case in cases[:SHOWN]])
    return render(
        request,
        "cases/home.html",
        {
            "parts": page.lists,
            "shown": SHOWN,
            "due": due if agenda else None,
            **numbers(page.beside),
            "unfinished": len(page.beside["unfinished"]),
            "leavers": page.leavers,
            "can_approve": Right.APPROVE_CLOSURE in user.rights_on_a_case,
        },
    )


def _lists(request: SignedInRequest) -> dict[str, CaseQuerySet]:
    """The lists of cases that this role has, by name. The two queues are short whoever asks."""
    user, lists = request.user, {}
    if user.connected_by in {Connection.ALLOCATION, Connection.LINK}:
        lists["mine"] = list_cases(request).open().longest_unseen_first()
    elif user.connected_by == Connection.TEAM:
        lists["team"] = list_cases(request).open().longest_unseen_first()
    if Right.ALLOCATE in user.rights_on_a_case:
        lists["unallocated"] = list_cases(request, to=Right.ALLOCATE, short=True).unallocated().newest_first()
    if Right.PROPOSE_CLOSURE in user.rights_on_a_case:
        lists["closing"] = list_cases(request, to=Right.PROPOSE_CLOSURE, short=True).closing().newest_first()
    return lists


def _agenda(request: SignedInRequest) -> DueList | None:
    """What is due for the reader; None for a role that no case is ever due for."""
    return due_list_of(request.user, Whose.MINE) if Right.SEE_CASE in request.user.rights_on_a_case else None


def _led_by_leavers(request: SignedInRequest) -> CaseQuerySet | None:
    """The cases of which the reader is told when somebody who has left leads one; None for who could do nothing."""
    if not request.user.has_site_right(SiteRight.HAND_OVER):
        return None
    return list_cases(request, to=Right.ALLOCATE, short=True).open()
