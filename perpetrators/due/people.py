"""Who may be told of what is due on a measure.

A measure outlives the case, and so do its alerts: they go to the police liaison officers who look after the measure and
its person, or to all of them where nobody does; to the lead workers of the children it protects, and to their managers.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models import Case as Either

from cases.due.sources import MANAGERS, as_audience
from cases.models import Case
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import POLICE_LIAISON
from emerald.reminders.escalation import Audience
from perpetrators.models import Measure, ProtectedChild
from perpetrators.models.measures.states import LIVE

OF_MEASURE, OF_PERSON = Q(officer__role=POLICE_LIAISON.key), Q(person__officer__role=POLICE_LIAISON.key)
Way = tuple[str, dict[str, Any], Any]
Three = tuple[QuerySet[Any, Any], QuerySet[Any, Any], QuerySet[Any, Any]]
WORKER = Value(int(Audience.WORKER))
STAND_INS = POLICE_LIAISON.key


def people_of_measures() -> QuerySet[Any, Any]:
    """(measure, person, audience) for everybody who may be told of what is due on a measure."""
    return _officer_of_measure().union(
        _officer_of_person(), _keepers_of_nobodys(), *_of_children(NAMED), *_of_children(LINKED), all=True
    )


def _officer_of_measure() -> QuerySet[Any, Any]:
    return (
        Measure.objects.to_tell_of()
        .filter(OF_MEASURE)
        .annotate(audience=WORKER)
        .values_list("pk", "officer", "audience")
    )


def _officer_of_person() -> QuerySet[Any, Any]:
    return (
        Measure.objects.to_tell_of()
        .filter(OF_PERSON)
        .annotate(audience=WORKER)
        .values_list("pk", "person__officer", "audience")
    )


def _keepers_of_nobodys() -> QuerySet[Any, Any]:
    """All police liaison officers, of the measures nobody looks after. That any of them may stand in for somebody away
    on the others, the source says (`STAND_INS`)."""
    keepers = ArraySubquery(User.objects.filter(role=POLICE_LIAISON.key, is_active=True).order_by().values("pk"))
    return (
        Measure.objects.to_tell_of()
        .annotate(
            kept=Either(When(OF_MEASURE | OF_PERSON, then=True), default=False, output_field=BooleanField()),
            keeper=Func(keepers, function="unnest", output_field=BigIntegerField()),
            audience=WORKER,
        )
        .filter(kept=False)
        .values_list("pk", "keeper", "audience")
    )


# From a case to the measures that protect its child: those that name it, and those that name nobody against a person it
# is linked to. Each with what makes them so: of the same joined rows, and of the measure.
NAMED: Way = ("content_object__child__protected_by__measure", {}, Q())
LINKED: Way = (
    "content_object__child__suspect_links__person__measures",
    {"content_object__child__suspect_links__ended_at": None},
    ~Exists(ProtectedChild.objects.filter(measure=OuterRef("measure"))),
)


def people_of_protected() -> QuerySet[Any, Any]:
    """(protected child, person, audience) for everybody who may be told of what is due on a child whom a live measure
    names: those who may see that child, and nobody through the measure."""
    key = "content_object__child__protected_by"
    by_name, by_team = _with_right_on_the_latest_case(
        Q(**{f"{key}__measure__state__in": LIVE}),
        protected=F(key),
        officer=F(f"{key}__measure__officer"),
        of_person=F(f"{key}__measure__person__officer"),
    )
    officers = by_name.filter(Q(officer=F("user")) | Q(of_person=F("user")), user__role=POLICE_LIAISON.key)
    return (
        officers.annotate(audience=WORKER)
        .values_list("protected", "user", "audience")
        .union(*_as_people(by_name, by_team, "protected"), all=True)
    )


def _of_children(by: Way) -> Three:
    """The lead workers and the managers of the child's latest case, of those who read there who is of concern: rows of
    rights decide, as for everything on a case, so a restricted record reaches those named on it and nobody else."""
    to_measure, joined, condition = by
    by_name, by_team = _with_right_on_the_latest_case(_to_tell_of(to_measure) & Q(**joined), measure=F(to_measure))
    return _as_people(by_name.filter(condition), by_team.filter(condition), "measure")


def _to_tell_of(measure: str) -> Q:
    return Q(**{f"{measure}__state__in": LIVE}) | Q(**{f"{measure}__followed_on__isnull": False})


def _with_right_on_the_latest_case(which: Q, **named: Any) -> list[QuerySet[Any]]:
    later = Case.objects.filter(
        child=OuterRef("content_object__child"), episode__gt=OuterRef("content_object__episode")
    )
    models: tuple[Any, ...] = (CaseUserObjectPermission, CaseGroupObjectPermission)
    return [
        model.objects.filter(which, permission=permission_ids()[Right.READ_SUSPECTS])
        .annotate(**named)
        .filter(~Exists(later))
        for model in models
    ]


def _as_people(by_name: QuerySet[Any], by_team: QuerySet[Any], of: str) -> Three:
    """Of these rows of rights the lead workers, everybody named, and the managers of teams, each with `of`."""
    leads = by_name.filter(
        content_object__allocations__user=F("user"),
        content_object__allocations__part="lead",
        content_object__allocations__ended_on=None,
    )
    of_group = by_team.filter(group__team_group__role__in=MANAGERS, group__user__isnull=False)
    return (
        leads.annotate(audience=WORKER).values_list(of, "user", "audience"),
        by_name.annotate(audience=as_audience("user__role")).values_list(of, "user", "audience"),
        of_group.annotate(audience=as_audience("group__team_group__role")).values_list(of, "group__user", "audience"),
    )
