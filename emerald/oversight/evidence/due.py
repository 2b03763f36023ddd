"""What is due on days on which somebody compared much, told to the data protection officers."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, CharField, F, Func, QuerySet, Value
from django.db.models.functions import Cast

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.audit.models import ManyComparisons
from emerald.reminders.escalation import Audience, Stage, Step

LOOKING_INTO = (Step(Stage.ON_THE_DAY, Audience.WORKER, days=0), Step(Stage.OVERDUE, Audience.WORKER, working_days=1))


def days() -> QuerySet[ManyComparisons, Any]:
    return ManyComparisons.objects.waiting().values_list("pk", F("pk"), Cast("day", CharField()), "day")


def people_of_days() -> QuerySet[Any, Any]:
    """(day, officer, audience); never the person themselves."""
    officers = ArraySubquery(User.objects.with_site_right(SiteRight.LOOK_INTO_COMPARISONS).order_by().values("pk"))
    return (
        ManyComparisons.objects.waiting()
        .annotate(
            officer=Func(officers, function="unnest", output_field=BigIntegerField()),
            audience=Value(int(Audience.WORKER)),
        )
        .values_list("pk", "officer", "audience")
    )


def days_seen_by(person: User) -> QuerySet[Any, Any]:
    found = ManyComparisons.objects.waiting().annotate(on=Cast("day", CharField())).order_by()
    return (found if person.has_site_right(SiteRight.LOOK_INTO_COMPARISONS) else found.none()).values_list("pk", "on")
