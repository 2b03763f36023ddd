"""The teams people belong to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.forms.people import TeamForm
from emerald.accounts.models import Team
from emerald.accounts.permissions import SiteRight
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent


@idempotent
def teams(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    form = TeamForm(answers(request))
    if form.is_valid():
        team = Team.objects.found(form.cleaned_data["name"])
        messages.success(request, f"{team.name} was added.")
        return redirect("teams")
    return render(request, "accounts/teams.html", {"form": form, "teams": Team.objects.with_numbers()})


@idempotent
def rename_team(request: SignedInRequest, slug: str) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    team = get_object_or_404(Team, slug=slug)
    form = TeamForm(answers(request), initial={"name": team.name}, team=team)
    if form.is_valid():
        team.rename(form.cleaned_data["name"])
        messages.success(request, "The team was renamed.")
        return redirect("teams")
    return render(request, "accounts/rename_team.html", {"form": form, "team": team})
