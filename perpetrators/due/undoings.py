"""Merges that somebody asked to have undone and a second person has not decided, told to the register of reminders.

Whoever may merge the records and did not ask themselves decides: any police liaison officer, and the managers of the
children linked to the record that stayed.
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
from emerald.reminders.escalation import Audience
from perpetrators.models import Link, PersonOfConcern, Undoing
from perpetrators.models.persons.merging.undoing import Answer
from perpetrators.models.register.scope import Scope
from perpetrators.timescales import DECIDE_MISTAKE_WITHIN


def waiting() -> QuerySet[Any, Any]:
    day = ExpressionWrapper(TruncDate("asked_at") + Value(timedelta(DECIDE_MISTAKE_WITHIN)), output_field=DateField())
    return (
        Undoing.objects.waiting()
        .annotate(due_on=Cast(day, DateField()))
        .values_list("pk", F("pk"), "merge__kept__reference", "due_on")
    )


def people() -> QuerySet[Any, Any]:
    """(undoing, person, audience); never who asked."""
    keepers = ArraySubquery(
        User.objects.with_site_right(SiteRight.KEEP_REGISTER).exclude(pk=OuterRef("asked_by")).order_by().values("pk")
    )
    of_register = Undoing.objects.waiting().annotate(
        keeper=Func(keepers, function="unnest", output_field=BigIntegerField()), audience=Value(int(Audience.WORKER))
    )
    return of_register.values_list("pk", "keeper", "audience").union(_managers(), all=True)


def _managers() -> QuerySet[Any, Any]:
    """Rows of rights on the child's latest case decide, as of what was recorded by mistake (`mistakes`)."""
    later = Case.objects.filter(
        child=OuterRef("content_object__child"), episode__gt=OuterRef("content_object__episode")
    )
    linked = Link.objects.current().filter(
        child=OuterRef("content_object__child"), person=OuterRef("content_object__child__suspect_links__person")
    )
    asked = "content_object__child__suspect_links__person__merges__undoings"
    rows = CaseGroupObjectPermission.objects.filter(
        ~Exists(later),
        Exists(linked),
        **{f"{asked}__answer": Answer.WAITING},
        permission=permission_ids()[Right.KEEP_MEASURES],
        group__team_group__role__in=MANAGERS,
        group__user__isnull=False,
    ).annotate(
        undoing=F(asked),
        manager=F("group__user"),
        by=F(f"{asked}__asked_by"),
        audience=as_audience("group__team_group__role"),
    )
    return rows.exclude(by=F("manager")).values_list("undoing", "manager", "audience")


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference of the record that stayed) of those this person may decide."""
    persons = Scope(person).persons(PersonOfConcern.objects.order_by(), Right.KEEP_MEASURES)
    mine = Undoing.objects.filter(merge__kept__in=persons.values("pk")).exclude(asked_by=person)
    return mine.values_list("pk", "merge__kept__reference")
