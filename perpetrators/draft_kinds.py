"""What was typed about a person, a place or a measure by somebody who may not open it any more: police liaison, who
keep the register, give it out."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, DateField, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast

from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.drafts.models import Draft
from emerald.reminders.escalation import Audience, Stage, Step
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.register.scope import Scope

GIVING_OUT = (Step(Stage.ON_THE_DAY, Audience.WORKER, days=0), Step(Stage.OVERDUE, Audience.WORKER, working_days=1))


def persons(user: User, references: Collection[str]) -> set[str]:
    found = Scope(user).persons(PersonOfConcern.objects.filter(reference__in=references), Right.READ_SUSPECTS)
    return set(found.values_list("reference", flat=True))


def places(user: User, references: Collection[str]) -> set[str]:
    return set(Scope(user).places(Place.objects.filter(reference__in=references)).values_list("reference", flat=True))


def measures(user: User, references: Collection[str]) -> set[str]:
    found = Scope(user).measures(Measure.objects.filter(reference__in=references))
    return set(found.values_list("reference", flat=True))


def ask(reference: str) -> str:
    return "Ask a police liaison officer."


def gives_out(user: User, reference: str) -> bool:
    return user.has_site_right(SiteRight.KEEP_REGISTER)


def _waiting() -> Any:
    return Draft.objects.to_give_out().filter(
        Q(*(Q(reference__startswith=f"{prefix}-") for prefix in KINDS), _connector=Q.OR)
    )


def drafts() -> Any:
    return (
        _waiting().annotate(due_on=Cast("closed_at", DateField())).values_list("pk", F("pk"), F("reference"), "due_on")
    )


def people_of_drafts() -> Any:
    keepers = ArraySubquery(
        User.objects.with_site_right(SiteRight.KEEP_REGISTER).exclude(pk=OuterRef("user")).order_by().values("pk")
    )
    return (
        _waiting()
        .annotate(
            keeper=Func(keepers, function="unnest", output_field=BigIntegerField()),
            audience=Value(int(Audience.WORKER)),
        )
        .values_list("pk", "keeper", "audience")
    )


def drafts_seen_by(person: User) -> Any:
    found = _waiting().exclude(user=person).order_by()
    return (found if person.has_site_right(SiteRight.KEEP_REGISTER) else found.none()).values_list("pk", "reference")


KINDS = {"PC": persons, "PL": places, "DM": measures}
