"""What is due on connections found when somebody saved something, told to those who may decide what becomes of it: the
managers of a child, police liaison for persons and places, never who saved it; of a restricted child only its own
managers. The same people as `ConnectionFound.objects.for_decider`."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, CharField, DateField, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from cases.due.sources import MANAGERS, as_audience
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from cases.models.likeness import DECIDES, is_restricted, manages
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from perpetrators.models import ConnectionFound

DECIDING = (
    Step(Stage.ON_THE_DAY, Audience.WORKER, days=0),
    Step(Stage.OVERDUE, Audience.WORKER, working_days=1),
    *PRACTICE_MANAGERS[1:],
    Step(Stage.ON_THE_DAY, Audience.SERVICE_MANAGER, working_days=0),
)


def _key() -> Cast:
    return Cast("pk", CharField())


def found() -> QuerySet[Any, Any]:
    return (
        ConnectionFound.objects.waiting()
        .annotate(due_on=Cast("saved_at", DateField()))
        .values_list("pk", F("pk"), _key(), "due_on")
    )


def people_of_found() -> QuerySet[Any, Any]:
    """(connection found, person, audience)"""
    parts = [
        _managers(rows, side, across)
        for rows in ("user", "group")
        for side, across in (("connections_found", "other_child"), ("connections_met", "child"))
    ]
    return parts[0].union(*parts[1:], _keepers(), all=True)


def _managers(rows: str, side: str, across: str) -> QuerySet[Any, Any]:
    one = f"content_object__child__{side}"
    model: Any
    model, who, role = {
        "user": (CaseUserObjectPermission, "user", "user__role"),
        "group": (CaseGroupObjectPermission, "group__user", "group__team_group__role"),
    }[rows]
    theirs = model.objects.filter(
        **{f"{one}__outcome": "", f"{who}__isnull": False}, permission=permission_ids()[DECIDES]
    )
    if rows == "group":
        theirs = theirs.filter(group__team_group__role__in=MANAGERS)
    theirs = theirs.annotate(
        found=F(one), manager=F(who), across=F(f"{one}__{across}"), by=F(f"{one}__saved_by"), audience=as_audience(role)
    )
    both = manages(OuterRef("across"), OuterRef("manager"))  # type: ignore[arg-type]  # a person, or who stands in a column
    return theirs.filter(both | (Q(~is_restricted(OuterRef("across"))) & ~Q(manager=F("by")))).values_list(
        "found", "manager", "audience"
    )


def _keepers() -> QuerySet[Any, Any]:
    keepers = ArraySubquery(
        User.objects.with_site_right(SiteRight.KEEP_REGISTER).exclude(pk=OuterRef("saved_by")).order_by().values("pk")
    )
    of_register = (
        ConnectionFound.objects.waiting()
        .filter(Q(child=None) | Q(other_child=None))
        .exclude(is_restricted(OuterRef("child")))
        .exclude(is_restricted(OuterRef("other_child")))
    )
    return of_register.annotate(
        keeper=Func(keepers, function="unnest", output_field=BigIntegerField()), audience=Value(int(Audience.WORKER))
    ).values_list("pk", "keeper", "audience")


def found_seen_by(person: User) -> QuerySet[Any, Any]:
    return (
        ConnectionFound.objects.waiting().for_decider(person).order_by().annotate(key=_key()).values_list("pk", "key")
    )
