"""Giving cases to another team, and splitting a team: what would change is shown before it is done."""

import hashlib
from typing import Any

from django import forms
from django.utils import timezone

from cases.forms.access.handing_over import CasesField
from cases.models import Case, MoveTold
from cases.models.teams.moving import ask_to_move, move_cases, teams_to_move_to, why_not_move
from cases.models.teams.preview import what_changes
from cases.models.teams.splitting import split_team, why_not_split
from emerald.accounts.forms.colleagues import ColleaguesField
from emerald.accounts.models import Team, User
from emerald.govuk.fields import DateField, RowField, ShortTextField, TickField
from emerald.govuk.forms import GovukForm
from emerald.guards import Refused


class ShownFirst(GovukForm):
    """Sent once it shows what would change (`shown`, sentences); sent again from there it does it. Where meanwhile
    something else would change, that is shown first."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    shown: tuple[str, ...] = ()

    def obstacles(self, by: User) -> list[str]:
        raise NotImplementedError

    def consequences(self) -> list[str]:
        raise NotImplementedError

    def do(self, by: User) -> bool:
        raise NotImplementedError

    def save(self, *, by: User) -> bool:
        try:
            if sentences := self.obstacles(by):
                self.refuse(*sentences)
                return False
        except Refused as refusal:
            self.refuse(*refusal.sentences)
            return False
        shown = tuple(self.consequences())
        mark = hashlib.sha256("\n".join(shown).encode()).hexdigest()
        if self.cleaned_data["seen"] == mark:
            return self.do(by)
        self.shown, self.data = shown, self.data.copy()
        self.data["seen"] = mark
        return False


class MoveForm(ShownFirst):
    """What both pages ask that give cases to another team."""

    to = RowField("To which team?", queryset=None, required="Select the team")
    on = DateField(
        "From when?",
        required="Enter the day it starts",
        not_after_today=True,
        initial=timezone.localdate,
        hint="It may be written down later: reports count the cases with the team they had on each day",
    )
    because = ShortTextField(
        "Why?",
        limit=300,
        required="Enter why the cases move",
        hint="The managers of both teams read this. Do not name a child",
    )

    @property
    def cases(self) -> list[Case]:
        raise NotImplementedError

    def obstacles(self, by: User) -> list[str]:
        asked = self.cleaned_data
        sentences = why_not_move(self.cases, to=asked["to"], on=asked["on"], because=asked["because"])
        if not sentences:
            ask_to_move(self.cases, to=asked["to"], by=by)
        return sentences

    def consequences(self) -> list[str]:
        return what_changes(self.cases, to=self.cleaned_data["to"], on=self.cleaned_data["on"])

    def do(self, by: User) -> bool:
        those = Case.objects.with_keys([case.pk for case in self.cases])
        asked = self.cleaned_data
        return self.attempt(move_cases, cases=those, to=asked["to"], by=by, because=asked["because"], on=asked["on"])


class MoveCaseForm(MoveForm):
    """One case, and on request the child's earlier ones that are with the same team."""

    earlier = TickField("Also the child’s earlier cases that are with the same team", required=False, initial=True)

    def __init__(self, *args: Any, case: Case, earlier: list[Case], by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.before = case, earlier
        self.fields["to"].queryset = teams_to_move_to(case.team, by)
        if not earlier:
            del self.fields["earlier"]

    @property
    def cases(self) -> list[Case]:
        return [self.case, *(self.before if self.cleaned_data.get("earlier") else [])]


class MoveCasesForm(MoveForm):
    """Cases of a team. The choices are only those this manager may allocate."""

    which = CasesField("Which cases?", queryset=None, required="Select at least one case")

    def __init__(self, *args: Any, team: Team, cases: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].queryset = cases
        self.fields["to"].queryset = teams_to_move_to(team, by)
        self.order_fields(["which", "to", "on", "because"])

    @property
    def cases(self) -> list[Case]:
        return list(self.cleaned_data["which"].order_by("pk"))


class SplitForm(ShownFirst):
    name = ShortTextField("What is the new team called?", limit=80, required="Enter the name of the new team")
    going = ColleaguesField(
        "Who goes to the new team, and leaves this one?",
        with_role=True,
        queryset=None,
        required=False,
        hint="You yourself work in both afterwards",
    )
    in_both = ColleaguesField("Who works in both?", with_role=True, queryset=None, required=False)
    which = CasesField("Which cases go?", queryset=None, required="Select at least one case")
    on, because = MoveForm.base_fields["on"], MoveForm.base_fields["because"]

    def __init__(self, *args: Any, team: Team, cases: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team, self.by = team, by
        people = User.objects.may_enter().in_team(team).exclude(pk=by.pk).order_by("name", "pk")
        self.fields["going"].queryset = self.fields["in_both"].queryset = people
        self.fields["which"].queryset = cases
        self.order_fields(["name", "going", "in_both", "which", "on", "because"])

    @property
    def facts(self) -> dict[str, Any]:
        asked = self.cleaned_data
        return {"name": asked["name"], "going": set(asked["going"]), "in_both": {*asked["in_both"], self.by}}

    def obstacles(self, by: User) -> list[str]:
        new = Team(name=self.cleaned_data["name"])
        asked = self.cleaned_data
        return why_not_split(self.team, **self.facts) + why_not_move(
            list(asked["which"]), to=new, on=asked["on"], because=asked["because"]
        )

    def consequences(self) -> list[str]:
        asked, facts = self.cleaned_data, self.facts
        new, members = Team(name=asked["name"]), facts["going"] | facts["in_both"]
        names = ", ".join(sorted(one.name for one in members))
        return [
            f"{new.name} begins with {names}.",
            *what_changes(list(asked["which"].order_by("pk")), to=new, on=asked["on"], members=members),
        ]

    def do(self, by: User) -> bool:
        asked = self.cleaned_data
        those = Case.objects.with_keys([case.pk for case in asked["which"]])
        return self.attempt(
            split_team, team=self.team, cases=those, by=by, because=asked["because"], on=asked["on"], **self.facts
        )


class ReadForm(GovukForm):
    """Asks nothing: a manager says that they read what they were told."""

    def __init__(self, *args: Any, told: MoveTold, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told

    def save(self, *, by: User) -> bool:
        return self.attempt(self.told.read, by=by)
