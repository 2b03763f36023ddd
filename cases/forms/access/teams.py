"""Joining a team to another, and ending one that is empty."""

from typing import Any

from django.utils import timezone

from cases.forms.access.team_moves import ShownFirst
from emerald.accounts.models import Team, User
from emerald.accounts.models.team_ending import end_team, join_teams, still_with, why_not_end, why_not_join
from emerald.govuk.fields import DateField, RowField, ShortTextField
from emerald.govuk.forms import GovukForm
from emerald.words import day_in_words


class JoinForm(ShownFirst):
    into = RowField("Which team takes over?", queryset=None, required="Select the team that takes over")
    on = DateField("From when?", required="Enter the day", not_after_today=True, initial=timezone.localdate)
    because = ShortTextField(
        "Why?", limit=300, required="Enter why the teams are joined", hint="The managers of both teams read this"
    )

    def __init__(self, *args: Any, team: Team, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        theirs = by.teams.in_use()
        self.fields["into"].queryset = theirs.exclude(pk=team.pk)
        self.may_join = team in theirs and len(theirs) > 1

    def obstacles(self, by: User) -> list[str]:
        asked = self.cleaned_data
        return why_not_join(self.team, asked["into"], on=asked["on"], because=asked["because"])

    def consequences(self) -> list[str]:
        into, things = self.cleaned_data["into"], ", ".join(still_with(self.team)) or "no case"
        theirs, ours = (
            sorted(one.name for one in User.objects.may_enter().in_team(team)) for team in (into, self.team)
        )
        return [
            f"{self.team.name} ends, from {day_in_words(self.cleaned_data['on'])}. With it, and from then on with "
            f"{into.name}: {things}.",
            f"Its people work in {into.name} alone, or there and where else they do: {', '.join(ours) or 'nobody'}.",
            f"Managers and business support in {into.name} see its cases; those there now are: "
            f"{', '.join(theirs) or 'nobody'}.",
            "Restricted records stay with those named. What is allocated stays allocated.",
        ]

    def do(self, by: User) -> bool:
        asked = self.cleaned_data
        return self.attempt(
            join_teams, team=self.team, into=asked["into"], by=by, because=asked["because"], on=asked["on"]
        )


class EndTeamForm(GovukForm):
    """Asks nothing but whether: what stands in the way is told before."""

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team, self.standing_in_the_way = team, why_not_end(team)

    def save(self, *, by: User) -> bool:
        return self.attempt(end_team, team=self.team, by=by)
