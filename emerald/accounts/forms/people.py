"""The questions about people: who they are, what role they need, when their access ends."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from emerald.accounts.models import Team, User
from emerald.accounts.roles import ROLE_CHOICES, ROLES, Role
from emerald.govuk.fields import (
    DateField,
    EmailField,
    LongTextField,
    PhoneField,
    RadioField,
    RowField,
    RowsField,
    SelectField,
    ShortTextField,
    TickField,
)
from emerald.govuk.forms import FilterForm, GovukForm

ENDS_HINT = "Only for somebody here for a set time, such as a secondee or an auditor. The last day they may enter."
IN_FORCE, ENDED = "yes", "no"


class PersonForm(GovukForm):
    """Who somebody is. `person` is left out for a new one.

    Where a new address or a later last day takes a second person, it asks why. A last day that has passed is not here.
    """

    name = ShortTextField("Full name", required="Enter their full name", limit=120)
    email = EmailField("Work e-mail address", required="Enter their work e-mail address", hint="They sign in with it.")
    phone = PhoneField("Work telephone", required=False)
    access_ends_on = DateField("Access ends on", required=False, not_before_today=True, hint=ENDS_HINT)

    is_another = TickField(
        "This is another person, who has never worked here",
        required=False,
        hint="Whoever comes back has their account opened again: then their past stays theirs",
    )
    because = LongTextField(
        "Why does it change?",
        required=False,
        limit=400,
        rows=3,
        hint="Only for a new e-mail address or a later last day: a service manager reads this "
        "before approving. The rest is saved at once.",
    )

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)
        self.came_back = self._who_may_have_come_back()
        if not self.came_back:
            del self.fields["is_another"]
        if person is None or not person.takes_two:
            del self.fields["because"]
        if person and person.has_ended:
            del self.fields["access_ends_on"]

    def _who_may_have_come_back(self) -> list[User]:
        """Of somebody new, those who left and were called so."""
        name = self.data.get("name", "") if self.is_bound and self.person is None else ""
        return User.objects.who_left_as(name) if name.strip() else []

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if self.came_back and not answers.pop("is_another", False):
            ended = "; ".join(f"{one.name}, {one.email}" for one in self.came_back)
            self.add_error(
                "name",
                f"Somebody of this name worked here: {ended}. Give that account its access back, or tick that this is "
                "another person",
            )
        return answers

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        held = User.objects.filter(email__iexact=email).exclude(pk=self.person.pk if self.person else None).first()
        if held:
            ended = "" if held.may_enter() else ". Their access has ended: give it back on their page"
            raise forms.ValidationError(f"{held.name} has an account with this e-mail address already{ended}")
        return email


class RoleForm(GovukForm):
    role = RadioField(
        "Role",
        choices=ROLE_CHOICES,
        required="Select a role",
        hints={role.key: role.paragraph for role in ROLES.values()},
    )
    teams = RowsField("Teams", queryset=Team.objects.in_use(), required=False, hint="Tick every team they work in.")
    because = LongTextField(
        "Why do they need it?",
        limit=400,
        rows=3,
        required="Enter why they need this role",
        hint="The service manager reads this before approving.",
    )

    def clean_role(self) -> Role:
        return ROLES[self.cleaned_data["role"]]


class ChangeForm(GovukForm):
    """A change to the account of `person`: why, where somebody else decides about it; else only the button."""

    because = LongTextField(
        "Why is it needed?",
        limit=400,
        rows=3,
        required="Enter why it is needed",
        hint="A service manager reads this before approving.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not person.takes_two:
            del self.fields["because"]


class DecisionForm(GovukForm):
    decision = RadioField(
        "Your decision",
        required="Select approve or decline",
        choices=[("approve", "Approve it"), ("decline", "Decline it")],
    )


class LeavingForm(GovukForm):
    when = RadioField(
        "When does their access end?",
        required="Select when their access ends",
        choices=[("now", "Now"), ("date", "At the end of a day")],
    )
    on = DateField("Last day", required="Enter the last day", not_before_today=True)
    reveals = {"when": {"date": ["on"]}}


class TeamForm(GovukForm):
    """A team's name. `team` is left out for a new one."""

    name = ShortTextField("Name of the team", required="Enter the team’s name", limit=80)

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any) -> None:
        self.team = team
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if Team.objects.is_named(name, besides=self.team):
            raise forms.ValidationError("There is a team of this name already")
        return name


class PeopleFilter(FilterForm):
    name = ShortTextField("Name", required=False)
    role = SelectField("Role", choices=ROLE_CHOICES, required=False, empty_label="Any role")
    team = RowField("Team", queryset=Team.objects.all(), required=False, empty_label="Any team")
    access = SelectField(
        "Access", choices=[(IN_FORCE, "In force"), (ENDED, "Ended")], required=False, empty_label="In force or ended"
    )

    def found(self) -> QuerySet[User]:
        """The people asked for; everybody where an answer makes no sense."""
        people = User.objects.with_teams()
        if not self.is_valid():
            return people
        asked = self.cleaned_data
        people = people.named_like(asked["name"]) if asked["name"] else people
        people = people.in_role(ROLES[asked["role"]]) if asked["role"] else people
        people = people.in_team(asked["team"]) if asked["team"] else people
        return {IN_FORCE: people.may_enter, ENDED: people.without_access}.get(asked["access"], people.all)()
