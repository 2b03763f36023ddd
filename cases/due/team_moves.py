"""That cases went from one team to another, told to the managers of both until they have read it."""

from typing import Any

from django.db.models import CharField, DateField, F, QuerySet
from django.db.models.functions import Cast

from cases.due.sources import as_audience
from cases.models.teams.told import MoveTold
from emerald.accounts.models import User
from emerald.reminders.escalation import Audience, Stage, Step

# On the day itself, to every manager alike, and nobody above them: there is nothing to do but to know.
ON_THE_SAME_DAY = (
    Step(Stage.ON_THE_DAY, Audience.PRACTICE_MANAGER, working_days=0),
    Step(Stage.ON_THE_DAY, Audience.SERVICE_MANAGER, working_days=0),
)


def moves() -> QuerySet[Any, Any]:
    return (
        MoveTold.objects.unread()
        .annotate(due_on=Cast("move__moved_at", DateField()), key=Cast("pk", CharField()))
        .values_list("pk", F("pk"), "key", "due_on")
    )


def people_of_moves() -> QuerySet[Any, Any]:
    """(what is told, the manager it is told to, audience)."""
    return (
        MoveTold.objects.unread()
        .annotate(audience=as_audience("manager__role"))
        .values_list("pk", "manager", "audience")
    )


def moves_told_to(person: User) -> QuerySet[Any, Any]:
    return (
        MoveTold.objects.unread().filter(manager=person).annotate(key=Cast("pk", CharField())).values_list("pk", "key")
    )
