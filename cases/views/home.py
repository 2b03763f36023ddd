"""The first page of the day: whose cases, what is due, what to do next."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import list_cases, show
from cases.due.due_list import due_list_of, ready
from cases.models.access.staffing import leavers_leading
from emerald.accounts.pending_approvals import waiting_for
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import Connection
from emerald.drafts.models import Draft
from emerald.reminders.due_list import Whose
from emerald.reminders.register import ON_A_CASE
from emerald.reminders.shown import note_shown

SHOWN = 10
DUE_SHOWN = 5


@require_safe
def home(request):
    """A worker sees their cases, longest unseen first; a manager what waits for them. One page, by role."""
    user = request.user
    parts = {}
    if user.connected_by in {Connection.ALLOCATION, Connection.LINK}:
        parts["mine"] = list_cases(request).open().with_people().longest_unseen_first()
    if Right.ALLOCATE in user.rights_on_a_case:
        parts["unallocated"] = list_cases(request, to=Right.ALLOCATE).unallocated().with_people().newest_first()
    if Right.PROPOSE_CLOSURE in user.rights_on_a_case:
        parts["closing"] = list_cases(request, to=Right.PROPOSE_CLOSURE).closing().with_closures().newest_first()
    if user.connected_by == Connection.TEAM:
        parts["team"] = list_cases(request).open().with_people().longest_unseen_first()
    shown = {name: list(cases[: SHOWN + 1]) for name, cases in parts.items()}
    due = _due(request)
    listed = [case for cases in shown.values() for case in cases[:SHOWN]] + [row.case for row in due or () if row.case]
    show(request, {case.pk: case for case in listed}.values())
    return render(
        request,
        "cases/home.html",
        {
            "parts": shown,
            "shown": SHOWN,
            "due": due,
            "unfinished": Draft.of(user).count(),
            **waiting_for(user),
            "leavers": _leavers(request) if user.has_site_right(SiteRight.HAND_OVER) else [],
            "can_approve": Right.APPROVE_CLOSURE in user.rights_on_a_case,
        },
    )


def _due(request):
    """The first few things due; None for a role that no case is ever due for."""
    user = request.user
    if Right.SEE_CASE not in user.rights_on_a_case:
        return None
    rows = ready(user, due_list_of(user, Whose.MINE).rows(limit=DUE_SHOWN))
    if elsewhere := [row for row in rows if row.about != ON_A_CASE]:
        note_shown(request, elsewhere)
    return rows


def _leavers(request):
    return list(leavers_leading(list_cases(request, to=Right.ALLOCATE).open()))
