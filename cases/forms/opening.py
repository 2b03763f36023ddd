"""Opening a case for a child who is new to Emerald, and a new episode for one who is not."""

from typing import Any

from django.utils import timezone

from cases.forms.children.child import ESTIMATED, KNOWN, IdentityQuestions, NumberQuestions
from cases.forms.children.identity_check import IdentityCheckForm
from cases.models import Case, Child
from cases.models.access.allocation import Part
from cases.models.access.staffing import colleagues_for, colleagues_of
from cases.models.base.states import OPEN_STATES, State
from cases.models.opening import open_case
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, RowField, ShortTextField, TickField, YesNoField
from emerald.govuk.forms import GovukForm

EPISODE = ("status", "lead", "opened_on", "rationale", "section_47", "section_47_reason")
NOBODY_YET = "Nobody yet: leave it unallocated"


class EpisodeQuestions(GovukForm):
    """What every episode begins with."""

    status = RadioField(
        "What is known of sexual exploitation?",
        required="Select the status",
        choices=[(state.value, state.label) for state in OPEN_STATES],
        hints={
            State.AT_RISK: "The child is vulnerable to exploitation, and not known to be a victim",
            State.VICTIM: "Exploitation has happened or is happening. A lead worker is needed",
        },
    )
    section_47 = YesNoField(
        "Was a section 47 enquiry considered?", required="Select whether a section 47 enquiry was considered"
    )
    section_47_reason = LongTextField(
        "Why, or why not?", rows=3, required="Enter why a section 47 enquiry was or was not considered"
    )
    lead = ColleagueField(
        "Lead worker", queryset=None, required=False, empty_label=NOBODY_YET, hint="A victim always has one"
    )
    opened_on = DateField(
        "When does the case open?",
        required="Enter the day the case opens",
        called="Opening date",
        not_after_today=True,
        initial=timezone.localdate,
    )
    rationale = LongTextField(
        "What is the concern, and why is a case opened?", required="Enter the concern and why a case is opened"
    )
    reveals = {"status": {State.VICTIM.value: ["section_47", "section_47_reason"]}}

    def clean(self) -> dict[str, Any]:
        super().clean()
        alone = "lead" not in self.errors and not self.cleaned_data.get("lead")
        if alone and self.cleaned_data.get("status") == State.VICTIM:
            self.add_error("lead", "Select a lead worker: a victim always has one")
        return self.cleaned_data

    def episode(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EPISODE}


class OpeningForm(IdentityQuestions, NumberQuestions, EpisodeQuestions):
    """Everything at once. `hidden`: there may be a record the person cannot open, so somebody must be asked first."""

    team = RowField("Team", queryset=None, required="Select the team")
    asked_first = TickField(
        "I have asked, and this is a different child",
        required="Tick the box once you have asked and know that this is a different child",
    )
    whom_asked = ShortTextField("Whom did you ask?", limit=160, required="Enter whom you asked")
    reveals = IdentityQuestions.reveals | EpisodeQuestions.reveals
    field_order = [
        "asked_first",
        "whom_asked",
        *IdentityQuestions.base_fields,
        *NumberQuestions.base_fields,
        "team",
        *EpisodeQuestions.base_fields,
    ]

    def __init__(self, *args: Any, by: User, hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = by.teams
        self.fields["lead"].queryset = colleagues_of(by, by)
        teams = list(by.teams[:2])
        if len(teams) == 1:
            self.fields["team"].initial = teams[0]
        if not hidden:
            del self.fields["asked_first"], self.fields["whom_asked"]

    @staticmethod
    def starting_from(look: IdentityCheckForm) -> dict[str, Any]:
        """What was typed into the search, as first answers here."""
        typed = {name: look[name].value() for name in look.fields}
        born = ESTIMATED if typed["estimated_age"] and not any(typed["date_of_birth"] or ()) else KNOWN
        return typed | {"born": born}

    def clean(self) -> dict[str, Any]:
        super().clean()
        team, lead = self.cleaned_data.get("team"), self.cleaned_data.get("lead")
        if team and lead and lead not in colleagues_for(team, Part.LEAD):
            self.add_error("lead", f"{lead.name} does not work in {team.name}. Select one of its caseworkers")
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        child = Child()
        child.take(
            **{
                name: self.cleaned_data[name]
                for name in (*IdentityQuestions.base_fields, *NumberQuestions.base_fields)
                if name != "born"
            }
        )
        return self.attempt(
            open_case,
            child=child,
            by=by,
            team=self.cleaned_data["team"],
            asked=self.cleaned_data.get("whom_asked", ""),
            **self.episode(),
        )


class NextEpisodeForm(EpisodeQuestions):
    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.obstacles = case, case.why_not_reopen()
        self.fields["lead"].queryset = colleagues_for(case.team, Part.LEAD)

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.reopen, by=by, **self.episode())
