"""What is due on requests about connections and on the plans of places, told to the register of reminders.

A request is told to the owners of the record it asks about on the morning it is there, and is to be answered within
`ANSWER_WITHIN` days. An action is told to its owner; of one that somebody elsewhere does, to who put it on the plan.
"""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from cases.due.sources import MANAGERS, as_audience
from cases.models import Case
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import POLICE_LIAISON
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from perpetrators.models import ConnectionReply, Place, PlaceAction
from perpetrators.models.register.scope import Scope
from perpetrators.timescales import ANSWER_WITHIN

WORKER, COLLEAGUE = Value(int(Audience.WORKER)), Value(int(Audience.COLLEAGUE))
ANSWERING = (
    Step(Stage.BEFORE, Audience.WORKER, days=-ANSWER_WITHIN),
    Step(Stage.ON_THE_DAY, Audience.WORKER, days=0),
    Step(Stage.OVERDUE, Audience.WORKER, working_days=1),
    *PRACTICE_MANAGERS[2:3],
)


def _waiting() -> Any:
    latest = Case.objects.filter(child=OuterRef("child")).order_by("-opened_on", "-pk").values("reference")
    return ConnectionReply.objects.waiting().annotate(
        of=Coalesce("person__reference", "place__reference", Subquery(latest[:1]))
    )


def requests() -> QuerySet[Any, Any]:
    day = ExpressionWrapper(TruncDate("request__asked_at") + Value(timedelta(ANSWER_WITHIN)), output_field=DateField())
    return _waiting().annotate(due_on=Cast(day, DateField())).values_list("pk", F("pk"), "of", "due_on")


def people_of_requests() -> QuerySet[Any, Any]:
    """(reply, person, audience): the officer of the person asked about, all police liaison where nobody looks after the
    record; of a child the lead worker and the managers. The asker is not told."""
    ours = ConnectionReply.objects.waiting()
    officer = ours.filter(person__officer__role=POLICE_LIAISON.key).exclude(person__officer=F("request__asked_by"))
    keepers = ArraySubquery(
        User.objects.filter(role=POLICE_LIAISON.key, is_active=True)
        .exclude(pk=OuterRef("request__asked_by"))
        .order_by()
        .values("pk")
    )
    of_register = ours.filter(child=None).annotate(
        keeper=Func(keepers, function="unnest", output_field=BigIntegerField())
    )
    looked_after = Q(person__officer__role=POLICE_LIAISON.key)
    return (
        officer.annotate(audience=WORKER)
        .values_list("pk", "person__officer", "audience")
        .union(
            of_register.filter(looked_after).annotate(audience=COLLEAGUE).values_list("pk", "keeper", "audience"),
            of_register.exclude(looked_after).annotate(audience=WORKER).values_list("pk", "keeper", "audience"),
            *_of_children(),
            all=True,
        )
    )


def _of_children() -> tuple[QuerySet[Any, Any], ...]:
    """Rows of rights decide, as for everything on a case: a restricted record reaches those named on it alone."""
    reply = "content_object__child__connection_replies"
    by_name, by_team = (
        model.objects.filter(permission=permission_ids()[Right.RECORD_SUSPECTS], **{f"{reply}__answered_at": None})
        .annotate(reply=F(reply), asker=F(f"{reply}__request__asked_by"))
        .filter(reply__isnull=False)
        for model in (CaseUserObjectPermission, CaseGroupObjectPermission)
    )
    by_name = by_name.exclude(asker=F("user"))
    leads = by_name.filter(
        content_object__allocations__user=F("user"),
        content_object__allocations__part="lead",
        content_object__allocations__ended_on=None,
    )
    of_group = (
        by_team.filter(group__team_group__role__in=MANAGERS, group__user__isnull=False)
        .annotate(member=F("group__user"))
        .exclude(asker=F("member"))
    )
    return (
        leads.annotate(audience=WORKER).values_list("reply", "user", "audience"),
        by_name.annotate(audience=as_audience("user__role")).values_list("reply", "user", "audience"),
        of_group.annotate(audience=as_audience("group__team_group__role")).values_list("reply", "member", "audience"),
    )


def requests_seen_by(person: User) -> QuerySet[Any, Any]:
    return _waiting().answerable_by(person).order_by().values_list("pk", "of")


def actions() -> QuerySet[Any, Any]:
    return PlaceAction.objects.waiting().values_list("pk", F("pk"), "place__reference", "due_on")


def people_of_actions() -> QuerySet[Any, Any]:
    """(action, person, audience): only who may still open the place."""
    permission = permission_ids()[Right.READ_SUSPECTS]
    place = {"content_object__child__suspect_links__person__links__place": OuterRef("place"), "permission": permission}
    sees = (
        Exists(User.objects.filter(pk=OuterRef("doer"), role=POLICE_LIAISON.key))
        | Exists(CaseUserObjectPermission.objects.filter(user=OuterRef("doer"), **place))
        | Exists(CaseGroupObjectPermission.objects.filter(group__user=OuterRef("doer"), **place))
    )
    return (
        PlaceAction.objects.waiting()
        .annotate(doer=Coalesce("owner", "added_by"), audience=WORKER)
        .filter(sees)
        .values_list("pk", "doer", "audience")
    )


def actions_seen_by(person: User) -> QuerySet[Any, Any]:
    places = Scope(person).places(Place.objects.order_by())
    return (
        PlaceAction.objects.waiting()
        .filter(place__in=places.values("pk"))
        .order_by()
        .values_list("pk", "place__reference")
    )
