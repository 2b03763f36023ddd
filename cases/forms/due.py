"""What the team's list of due things can be narrowed by. The choices are only what the manager may see anyway."""

from typing import Any

from django.http import QueryDict

from cases.models.access.staffing import caseworkers_near
from cases.models.queries import CaseQuerySet
from emerald.accounts.models import User
from emerald.govuk.fields import SelectField
from emerald.govuk.forms import FilterForm
from emerald.reminders.register import ON_A_CASE, DueSource, sources

NOBODY = "nobody"


class DueFilter(FilterForm):
    """Worker, team, what, and only what is overdue. A nonsense answer is an error, and then nothing is narrowed."""

    lead = SelectField("Lead worker", required=False)
    team = SelectField("Team", required=False)
    kind = SelectField("What is due", required=False)
    late = SelectField(
        "When",
        required=False,
        empty_label=None,
        choices=[("", "Overdue and coming up"), ("yes", "Only what is overdue")],
    )

    def __init__(self, data: QueryDict | None, *, manager: User) -> None:
        super().__init__(data)
        workers = caseworkers_near(manager).order_by("name__in_order").values_list("pk", "name")
        self.fields["lead"].choices = [
            ("", "Anybody"),
            (NOBODY, "Nobody yet"),
            *((str(pk), name) for pk, name in workers),
        ]
        self.fields["team"].choices = [("", "All my teams"), *((str(team.pk), team.name) for team in manager.teams)]
        self.fields["kind"].choices = [
            ("", "Everything"),
            *((source.key, source.words) for source in sources() if source.escalation),
        ]

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    def narrowed(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Those of `cases` asked for."""
        said = self.answers()
        if said.get("team"):
            cases = cases.of_team(said["team"])
        if said.get("lead") == NOBODY:
            return cases.unallocated()
        return cases.led_by(said["lead"]) if said.get("lead") else cases

    def wants(self, source: DueSource) -> bool:
        """What is due on no case has neither a lead worker nor a team to be narrowed by."""
        said = self.answers()
        return source.about == ON_A_CASE or not (said.get("team") or said.get("lead"))

    @property
    def only(self) -> tuple[str, ...]:
        return tuple(filter(None, [self.answers().get("kind")]))

    @property
    def overdue(self) -> bool:
        return bool(self.answers().get("late"))
