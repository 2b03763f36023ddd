"""After a measure that protects a child was broken: the risk is looked at again. Told to the case page and to the
register of reminders, until an assessment of the risk was submitted since."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate

from cases.models import Case, RiskAssessment
from cases.models.base.working_days import WorkingDaysAfter
from cases.models.queries import CaseQuerySet
from cases.registries.next_up import Next
from perpetrators.models.measures.mistake import breaches_that_stand
from perpetrators.timescales import RISK_AFTER_BREACH_WORKING_DAYS

# To the cases of the children whom a measure protects.
OF_MEASURES = {
    "perpetrators_measure": "SELECT reference FROM cases_case WHERE child_id IN "
    "(SELECT child_id FROM perpetrators_protectedchild WHERE measure_id = ANY(%(keys)s))"
}
TOLD = "Look at the risk again: a measure that protects the child was broken"


def with_risk_to_review(cases: CaseQuerySet) -> QuerySet[Any, Any]:
    """Those open `cases` with a breach recorded since they opened and no assessment of the risk submitted since; each
    with `due_on` (a date)."""
    since = RiskAssessment.objects.filter(case=OuterRef(OuterRef("pk")), submitted_at__gt=OuterRef("recorded_at"))
    breaches = (
        breaches_that_stand()
        .filter(
            ~Exists(since), measure__protected__child=OuterRef("child"), recorded_at__date__gte=OuterRef("opened_on")
        )
        .order_by("recorded_at")
    )
    heard_on = Subquery(breaches.annotate(day=TruncDate("recorded_at")).values("day")[:1])
    return (
        cases.open()
        .annotate(heard_on=heard_on)
        .filter(heard_on__isnull=False)
        .annotate(due_on=WorkingDaysAfter(F("heard_on"), RISK_AFTER_BREACH_WORKING_DAYS))
    )


def due() -> QuerySet[Any, Any]:
    """Keyed by the case: one look at the risk answers every breach before it."""
    return with_risk_to_review(Case.objects.all()).values_list("pk", F("pk"), "reference", "due_on")


def rows(case: Case) -> QuerySet[Any, Any]:
    return (
        with_risk_to_review(Case.objects.filter(pk=case.pk))
        .annotate(said=Value(TOLD))
        .values_list("pk", "said", "due_on")
    )


def describe(case: Case, found: Any) -> list[Any]:
    return [Next(said, day, "case_risk", {"reference": case.reference}) for _, said, day in found]
