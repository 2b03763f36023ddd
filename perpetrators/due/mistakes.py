"""What somebody says was recorded by mistake and a second person has not decided, told to the register of reminders.

Whoever keeps the measure and did not say so themselves decides: any police liaison officer, and the managers of the
children it names.
"""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, DateField, Exists, ExpressionWrapper, F, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from cases.due.sources import MANAGERS, as_audience
from cases.models import Case
from cases.models.access.grants import CaseGroupObjectPermission
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from perpetrators.due.narrowed import OF_MEASURES
from perpetrators.models import Measure, Mistake
from perpetrators.models.measures.mistake import Answer
from perpetrators.models.register.scope import Scope
from perpetrators.timescales import DECIDE_MISTAKE_WITHIN

DECIDING = (
    Step(Stage.BEFORE, Audience.WORKER, days=-DECIDE_MISTAKE_WITHIN),
    Step(Stage.OVERDUE, Audience.WORKER, working_days=1),
    *PRACTICE_MANAGERS[1:],
)
NARROWED = OF_MEASURES | {
    "perpetrators_mistake": "SELECT measure.reference FROM perpetrators_mistake mistake "
    "JOIN perpetrators_measure measure ON measure.id = mistake.measure_id WHERE mistake.id = ANY(%(keys)s)"
}


def waiting() -> QuerySet[Any, Any]:
    day = ExpressionWrapper(TruncDate("said_at") + Value(timedelta(DECIDE_MISTAKE_WITHIN)), output_field=DateField())
    return (
        Mistake.objects.waiting()
        .annotate(due_on=Cast(day, DateField()))
        .values_list("pk", F("pk"), "measure__reference", "due_on")
    )


def people() -> QuerySet[Any, Any]:
    """(mistake, person, audience); never who said it."""
    keepers = ArraySubquery(
        User.objects.with_site_right(SiteRight.KEEP_REGISTER).exclude(pk=OuterRef("said_by")).order_by().values("pk")
    )
    of_register = Mistake.objects.waiting().annotate(
        keeper=Func(keepers, function="unnest", output_field=BigIntegerField()), audience=Value(int(Audience.WORKER))
    )
    return of_register.values_list("pk", "keeper", "audience").union(_managers(), all=True)


def _managers() -> QuerySet[Any, Any]:
    """Rows of rights on the child's latest case decide: a team whose episode is over hears nothing of what came later,
    and of a restricted record nobody does but those named."""
    later = Case.objects.filter(
        child=OuterRef("content_object__child"), episode__gt=OuterRef("content_object__episode")
    )
    named = "content_object__child__protected_by__measure__mistakes"
    rows = CaseGroupObjectPermission.objects.filter(
        ~Exists(later),
        **{f"{named}__answer": Answer.WAITING},
        permission=permission_ids()[Right.KEEP_MEASURES],
        group__team_group__role__in=MANAGERS,
        group__user__isnull=False,
    ).annotate(
        mistake=F(named),
        manager=F("group__user"),
        by=F(f"{named}__said_by"),
        audience=as_audience("group__team_group__role"),
    )
    return rows.exclude(by=F("manager")).values_list("mistake", "manager", "audience")


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference of the measure) of those this person may decide."""
    measures = Scope(person).measures(Measure.objects.order_by(), Right.KEEP_MEASURES)
    mine = Mistake.objects.filter(measure__in=measures.values("pk")).exclude(said_by=person)
    return mine.values_list("pk", "measure__reference")
