"""What is due on two records that may be of one child, told to the managers of either: never to who entered what
stands on both, unless they manage both; of a restricted record only to those named on it who manage it."""

from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from cases.due.sources import MANAGERS, as_audience
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from cases.models.likeness import DECIDES, Likeness, is_restricted, manages
from emerald.accounts.models import User
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step

# On the day it was entered, and to service managers on the same day too: a child may be on record twice.
DECIDING = (*PRACTICE_MANAGERS[1:], Step(Stage.ON_THE_DAY, Audience.SERVICE_MANAGER, working_days=0))


def likenesses() -> QuerySet[Any, Any]:
    return (
        Likeness.objects.waiting()
        .annotate(due_on=Cast("noticed_at", DateField()))
        .values_list("pk", F("pk"), Cast("pk", CharField()), "due_on")
    )


def people_of_likenesses() -> QuerySet[Any, Any]:
    """(likeness, manager, audience): the same people as `Likeness.objects.for_manager` lets decide."""
    parts = [
        _managers(rows, side, across)
        for rows in ("user", "group")
        for side, across in (("likenesses", "other"), ("likenesses_met", "record"))
    ]
    return parts[0].union(*parts[1:], all=True)


def _managers(rows: str, side: str, across: str) -> QuerySet[Any, Any]:
    like = f"content_object__child__{side}"
    model: Any
    model, who, role = {
        "user": (CaseUserObjectPermission, "user", "user__role"),
        "group": (CaseGroupObjectPermission, "group__user", "group__team_group__role"),
    }[rows]
    found = model.objects.filter(
        **{f"{like}__outcome": "", f"{who}__isnull": False}, permission=permission_ids()[DECIDES]
    )
    if rows == "group":
        found = found.filter(group__team_group__role__in=MANAGERS)
    found = found.annotate(
        likeness=F(like),
        manager=F(who),
        across=F(f"{like}__{across}"),
        by=F(f"{like}__noticed_by"),
        audience=as_audience(role),
    )
    both = manages(OuterRef("across"), OuterRef("manager"))  # type: ignore[arg-type]  # a person, or who stands in a column
    return found.filter(both | (Q(~is_restricted(OuterRef("across"))) & ~Q(manager=F("by")))).values_list(
        "likeness", "manager", "audience"
    )


def likenesses_seen_by(person: User) -> QuerySet[Any, Any]:
    return (
        Likeness.objects.waiting()
        .for_manager(person)
        .order_by()
        .annotate(key=Cast("pk", CharField()))
        .values_list("pk", "key")
    )
