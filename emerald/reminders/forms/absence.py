"""Time away: from when, until when, who is told meanwhile."""

from typing import Any

from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField
from emerald.govuk.forms import GovukForm
from emerald.reminders.models import Absence


class AbsenceForm(GovukForm):
    """Why somebody is away is not asked."""

    starts = DateField("First day away", required="Enter the first day away")
    until = DateField("Last day away", required="Enter the last day away")
    covered_by = ColleagueField(
        "Who is told meanwhile?",
        with_role=True,
        queryset=None,
        required=False,
        empty_label="Nobody in particular",
        hint="They are told only about cases they may open. About the others the practice manager "
        "is told, and about all of them if you choose nobody.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        covered_by: Any = self.fields["covered_by"]
        covered_by.queryset = (
            User.objects.may_enter().in_team(*person.teams).exclude(pk=person.pk).order_by("name__in_order")
        )

    def save(self, *, by: User) -> bool:
        return self.attempt(Absence.arrange, person=self.person, by=by, **self.cleaned_data)
