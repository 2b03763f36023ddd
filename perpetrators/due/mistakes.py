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
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from perpetrators.due.narrowed import OF_MEASURES
from perpetrators.models import Measure, Mistake
from perpetrators.models.register.scope import Scope
from perpetrators.models.register.two_people import Answer
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


def with_due_day(waiting: QuerySet[Any]) -> QuerySet[Any]:
    day = ExpressionWrapper(TruncDate("said_at") + Value(timedelta(DECIDE_MISTAKE_WITHIN)), output_field=DateField())
    return waiting.annotate(due_on=Cast(day, DateField()))


def keepers_of(waiting: QuerySet[Any]) -> QuerySet[Any, Any]:
    """(mistake, person, audience) of whoever keeps the register and did not say it."""
    keepers = ArraySubquery(
        User.objects.with_site_right(SiteRight.KEEP_REGISTER).exclude(pk=OuterRef("said_by")).order_by().values("pk")
    )
    each = waiting.annotate(
        keeper=Func(keepers, function="unnest", output_field=BigIntegerField()), audience=Value(int(Audience.WORKER))
    )
    return each.values_list("pk", "keeper", "audience")


def managers_of(path: str, right: Right) -> QuerySet[Any, Any]:
    """(mistake, person, audience) of the managers who hold `right` on the latest case of the child from which `path`
    leads to the mistake, and did not say it.

    Rows of rights on that case decide: a team whose episode is over hears nothing of what came later, and of a
    restricted record nobody does but those named."""
    return _by_name(path, right).union(_by_team(path, right), all=True)


def waiting() -> QuerySet[Any, Any]:
    return with_due_day(Mistake.objects.waiting()).values_list("pk", F("pk"), "measure__reference", "due_on")


def people() -> QuerySet[Any, Any]:
    """(mistake, person, audience); never who said it."""
    return keepers_of(Mistake.objects.waiting()).union(
        managers_of("protected_by__measure__mistakes", Right.KEEP_MEASURES), all=True
    )


def _by_name(path: str, right: Right) -> QuerySet[Any, Any]:
    return _deciding(CaseUserObjectPermission, path, right, "user", "user__role")


def _by_team(path: str, right: Right) -> QuerySet[Any, Any]:
    return _deciding(CaseGroupObjectPermission, path, right, "group__user", "group__team_group__role")


def _deciding(model: Any, path: str, right: Right, who: str, role: str) -> QuerySet[Any, Any]:
    later = Case.objects.filter(
        child=OuterRef("content_object__child"), episode__gt=OuterRef("content_object__episode")
    )
    mistake = f"content_object__child__{path}"
    rows = model.objects.filter(
        ~Exists(later),
        **{f"{mistake}__answer": Answer.WAITING, f"{role}__in": MANAGERS, f"{who}__isnull": False},
        permission=permission_ids()[right],
    ).annotate(mistake=F(mistake), manager=F(who), by=F(f"{mistake}__said_by"), audience=as_audience(role))
    return rows.exclude(by=F("manager")).values_list("mistake", "manager", "audience")


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference of the measure) of those this person may decide."""
    measures = Scope(person).measures(Measure.objects.order_by(), Right.KEEP_MEASURES)
    mine = Mistake.objects.filter(measure__in=measures.values("pk")).exclude(said_by=person)
    return mine.values_list("pk", "measure__reference")
