"""The first page of the day: whose cases, what is due, what to do next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import list_cases
from cases.due.due_list import due_list_of, ready
from cases.models.access.staffing import leavers_leading
from cases.models.children.snapshot import as_known_to
from cases.models.queries import with_workers
from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.accounts.pending_approvals import waiting_for
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import Connection
from emerald.drafts.models import Draft
from emerald.reminders.due_list import Due
from emerald.reminders.reading import Whose
from emerald.reminders.shown import note_shown

SHOWN = 10
DUE_SHOWN = 5


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """A worker sees their cases, longest unseen first; a manager what waits for them. One page, by role."""
    user = request.user
    shown = {name: list(cases[: SHOWN + 1]) for name, cases in _lists(request).items()}
    due = _due(request)
    listed = [case for cases in shown.values() for case in cases] + [row.case for row in due or () if row.case]
    with_workers(listed)
    as_known_to(user, listed)
    note_shown(request, due or (), cases=[case.pk for cases in shown.values() for case in cases[:SHOWN]])
    return render(
        request,
        "cases/home.html",
        {
            "parts": shown,
            "shown": SHOWN,
            "due": due,
            **waiting_for(user, unfinished=Draft.of(user)),
            "leavers": _leavers(request) if user.has_site_right(SiteRight.HAND_OVER) else [],
            "can_approve": Right.APPROVE_CLOSURE in user.rights_on_a_case,
        },
    )


def _lists(request: SignedInRequest) -> dict[str, Any]:
    """The lists of cases that this role has, by name."""
    user, lists = request.user, {}
    if user.connected_by in {Connection.ALLOCATION, Connection.LINK}:
        lists["mine"] = list_cases(request).open().longest_unseen_first()
    elif user.connected_by == Connection.TEAM:
        lists["team"] = list_cases(request).open().longest_unseen_first()
    if Right.ALLOCATE in user.rights_on_a_case:
        lists["unallocated"] = list_cases(request, to=Right.ALLOCATE).unallocated().newest_first()
    if Right.PROPOSE_CLOSURE in user.rights_on_a_case:
        lists["closing"] = list_cases(request, to=Right.PROPOSE_CLOSURE).closing().with_proposals().newest_first()
    return {name: cases.with_child_and_team() for name, cases in lists.items()}


def _due(request: SignedInRequest) -> list[Due] | None:
    """The first few things due; None for a role that no case is ever due for."""
    if Right.SEE_CASE not in request.user.rights_on_a_case:
        return None
    agenda = due_list_of(request.user, Whose.MINE)
    return ready(agenda, agenda.rows(limit=DUE_SHOWN))


def _leavers(request: SignedInRequest) -> list[User]:
    return list(leavers_leading(list_cases(request, to=Right.ALLOCATE).open()))
