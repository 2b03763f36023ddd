"""What a list of cases can be narrowed by. The choices are only what the person may see anyway."""

import django_filters
from django.db.models import TextChoices

from cases.models import Case
from cases.models.staffing import caseworkers_near
from emerald.govuk.forms import FilterForm


class Status(TextChoices):
    OPEN = "open", "Open"
    AT_RISK = "at_risk", "At risk"
    VICTIM = "victim", "Victim"
    CLOSED = "closed", "Closed"


def by_status(cases, name, value):
    return {"open": cases.open, "at_risk": cases.at_risk, "victim": cases.victims, "closed": cases.closed}[value]()


class CaseFilter(django_filters.FilterSet):
    """Status, team and lead worker. Unknown values are errors of the form, and then nothing is narrowed."""

    status = django_filters.ChoiceFilter(label="Status", choices=Status, method=by_status, empty_label="Any status")
    team = django_filters.ModelChoiceFilter(label="Team", queryset=lambda request: request.user.teams,
                                            empty_label="All my teams")
    lead = django_filters.ModelChoiceFilter(
        label="Lead worker", queryset=lambda request: caseworkers_near(request.user), method="by_lead",
        empty_label="Anybody")

    class Meta:
        model = Case
        form = FilterForm
        fields = ["status", "team", "lead"]

    def by_lead(self, cases, name, value):
        return cases.led_by(value)
