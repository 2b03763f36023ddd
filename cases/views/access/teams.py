"""The teams there are for a manager: what can be done with each, joining one to another, and ending one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases.forms.access.teams import EndTeamForm, JoinForm
from cases.models.teams.moving import teams_of
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import Team
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent


@require_safe
def my_teams(request: SignedInRequest) -> HttpResponse:
    """The manager's own; who changes teams reads the others too, and those that have ended."""
    require(request, SiteRight.HAND_OVER)
    teams, mine, changes = teams_of(request.user)
    return render(request, "cases/my_teams.html", {"teams": teams, "mine": mine, "changes": changes})


@idempotent
def join_team(request: SignedInRequest, slug: str) -> HttpResponse:
    require(request, SiteRight.CHANGE_TEAMS)
    team = get_object_or_404(Team, slug=slug)
    form = JoinForm(answers(request), team=team, by=request.user)
    return ask(
        request,
        form,
        done=lambda saved: f"{team.name} was joined to {saved.cleaned_data['into'].name}.",
        then="my_teams",
        draw=lambda: render(request, "cases/join_team.html", {"form": form, "team": team}),
    )


@idempotent
def end_team(request: SignedInRequest, slug: str) -> HttpResponse:
    require(request, SiteRight.CHANGE_TEAMS)
    team = get_object_or_404(Team, slug=slug)
    form = EndTeamForm(answers(request), team=team)
    return ask(
        request,
        form,
        done=f"{team.name} has ended.",
        then="my_teams",
        draw=lambda: render(request, "cases/end_team.html", {"form": form, "team": team}),
    )
