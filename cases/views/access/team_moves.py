"""Cases go to another team: one, many, or those that a new team begins with; and the managers read that they went."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.door import list_cases, open_case, show
from cases.forms.access.team_moves import MoveCaseForm, MoveCasesForm, ReadForm, SplitForm
from cases.models.teams.moving import teams_to_move_to
from cases.models.teams.told import told_of
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import Team
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.asking import ask
from emerald.audit.record import record, refuse
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent


@idempotent
@needs(Right.ALLOCATE)
def move_case(request: SignedInRequest, reference: str) -> HttpResponse:
    """Whoever moved it may not see it any more, so the page leads to the list it was in."""
    case = open_case(request, reference)
    earlier = list_cases(request, to=Right.ALLOCATE).beside(case)
    form = MoveCaseForm(answers(request), case=case, earlier=list(earlier), by=request.user)
    teams = teams_to_move_to(case.team, request.user)
    return ask(
        request,
        form,
        done=lambda saved: f"{case.reference} went to {saved.cleaned_data['to'].name}.",
        then="team_cases",
        draw=lambda: case_page(request, case, "cases/move_case.html", tab="case_allocation", form=form, teams=teams),
    )


@idempotent
def move_cases(request: SignedInRequest, slug: str) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    team = get_object_or_404(Team, slug=slug)
    cases = list_cases(request, to=Right.ALLOCATE).of_team(team).with_people().newest_first()
    form = MoveCasesForm(answers(request), team=team, cases=cases, by=request.user)
    return ask(
        request,
        form,
        done=lambda saved: f"{len(saved.cases)} went to {saved.cleaned_data['to'].name}.",
        then="my_teams",
        draw=lambda: render(
            request, "cases/move_cases.html", {"form": form, "team": team, "cases": show(request, cases)}
        ),
    )


@idempotent
def split_team(request: SignedInRequest, slug: str) -> HttpResponse:
    require(request, SiteRight.CHANGE_TEAMS)
    team = get_object_or_404(Team, slug=slug)
    cases = list_cases(request, to=Right.ALLOCATE).of_team(team).with_people().newest_first()
    form = SplitForm(answers(request), team=team, cases=cases, by=request.user)
    return ask(
        request,
        form,
        done=lambda saved: f"{saved.outcome.name} is there, with its people and cases.",
        then="my_teams",
        draw=lambda: render(
            request, "cases/split_team.html", {"form": form, "team": team, "cases": show(request, cases)}
        ),
    )


@idempotent
def team_move(request: SignedInRequest, told: int) -> HttpResponse:
    """What one manager was told of a move, with those of its cases that they may open today."""
    one = told_of(told, to=request.user)
    if one is None:
        refuse(request, "refused", subject="move between teams", reference=told, why="Nothing that was told to them.")
        raise Http404("Nothing of that number was told to you.")
    cases = list_cases(request).moved_by(one.move).with_people().newest_first()
    record(request, "opened", subject="move between teams", subject_id=one.move_id)
    form = None if one.read_at else ReadForm(answers(request), told=one)
    return ask(
        request,
        form,
        done="You have read it.",
        then="home",
        draw=lambda: render(
            request, "cases/team_move.html", {"form": form, "told": one, "cases": show(request, cases)}
        ),
    )
