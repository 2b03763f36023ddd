"""Lists of cases. Every list starts from what the person may see and leaves a read entry."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import list_cases, show
from cases.forms.filters import CaseFilter
from cases.models.queries import CaseQuerySet
from emerald.accounts.door import SignedInRequest
from emerald.accounts.permissions import Right
from emerald.accounts.roles import Connection
from emerald.audit.record import refuse
from emerald.paging import page_of


@require_safe
def my_cases(request: SignedInRequest) -> HttpResponse:
    """The cases the person works on or is linked to; `?status=closed` for those that closed in their hands."""
    closed = request.GET.get("status") == "closed"
    cases = list_cases(request)
    chosen = cases.closed() if closed else cases.open()
    page = page_of(chosen.newest_first(), request.GET, ready=CaseQuerySet.with_people)
    return render(
        request,
        "cases/my_cases.html",
        {"page": page, "cases": show(request, page.rows), "closed": closed, "of": request.user},
    )


@require_safe
def team_cases(request: SignedInRequest) -> HttpResponse:
    """Every case of the person's teams, narrowed by status, team and lead worker."""
    _for(request, request.user.connected_by == Connection.TEAM, "see the team's cases")
    narrowed = CaseFilter(request.GET or {"status": "open"}, queryset=list_cases(request), request=request)
    page = page_of(narrowed.qs.newest_first(), request.GET, ready=CaseQuerySet.with_people)
    return render(
        request, "cases/team_cases.html", {"page": page, "cases": show(request, page.rows), "form": narrowed.form}
    )


@require_safe
def unallocated_cases(request: SignedInRequest) -> HttpResponse:
    """The queue: open cases without a lead worker, for those who can allocate them."""
    _for(request, Right.ALLOCATE in request.user.rights_on_a_case, "allocate cases")
    waiting = list_cases(request, to=Right.ALLOCATE).unallocated()
    page = page_of(waiting.newest_first(), request.GET, ready=CaseQuerySet.with_people)
    return render(request, "cases/unallocated.html", {"page": page, "cases": show(request, page.rows)})


@require_safe
def closures_waiting(request: SignedInRequest) -> HttpResponse:
    """Closures that wait for approval, with who proposed them and who can decide."""
    _for(request, Right.PROPOSE_CLOSURE in request.user.rights_on_a_case, "propose or approve closures")
    page = page_of(
        list_cases(request, to=Right.PROPOSE_CLOSURE).closing().newest_first(),
        request.GET,
        ready=CaseQuerySet.with_closures,
    )
    return render(
        request,
        "cases/closures_waiting.html",
        {
            "page": page,
            "cases": show(request, page.rows),
            "can_approve": Right.APPROVE_CLOSURE in request.user.rights_on_a_case,
        },
    )


def _for(request: SignedInRequest, allowed: bool, what: str) -> None:
    if not allowed:
        sentence = f"Your role does not {what}. Ask a practice manager."
        refuse(request, "refused", subject="page", why=sentence)
        raise PermissionDenied(sentence)
