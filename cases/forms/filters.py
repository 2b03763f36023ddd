"""What a list of cases can be narrowed by. The choices are only what the person may see anyway."""

from typing import Any

import django_filters
from django.db.models import TextChoices

from cases.models import Case
from cases.models.access.staffing import caseworkers_near
from cases.models.queries import CaseQuerySet
from cases.models.risk.level import RiskLevel
from emerald.accounts.forms.colleagues import ColleagueFilter
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.govuk.forms import FilterForm


class Status(TextChoices):
    OPEN = "open", "Open"
    AT_RISK = "at_risk", "At risk"
    VICTIM = "victim", "Victim"
    CLOSED = "closed", "Closed"


class Level(TextChoices):
    HIGH = RiskLevel.HIGH.value, "High"
    MEDIUM = RiskLevel.MEDIUM.value, "Medium"
    LOW = RiskLevel.LOW.value, "Low"
    NONE = "none", "Not assessed yet"


def by_level(cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
    return cases.at_level("" if value == Level.NONE else value)


def by_status(cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
    return {"open": cases.open, "at_risk": cases.at_risk, "victim": cases.victims, "closed": cases.closed}[value]()


class CaseFilter(django_filters.FilterSet):
    """Status, level of risk for those who see it, team and lead worker.

    Unknown values are errors of the form, and then nothing is narrowed.
    """

    status = django_filters.ChoiceFilter(label="Status", choices=Status, method=by_status, empty_label="Any status")
    level = django_filters.ChoiceFilter(label="Risk", choices=Level, method=by_level, empty_label="Any level")
    team = django_filters.ModelChoiceFilter(
        label="Team", queryset=lambda request: request.user.teams, empty_label="All my teams"
    )
    lead = ColleagueFilter(
        label="Lead worker",
        queryset=lambda request: caseworkers_near(request.user),
        method="by_lead",
        empty_label="Anybody",
    )

    class Meta:
        model = Case
        form = FilterForm
        fields = ["status", "level", "team", "lead"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Right.READ_RISK not in self.request.user.rights_on_a_case:
            del self.filters["level"]

    def by_lead(self, cases: CaseQuerySet, name: str, value: User) -> CaseQuerySet:
        return cases.led_by(value)
