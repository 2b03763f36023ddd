"""A measure or a breach that was recorded by mistake: somebody says so and why, a second person agrees or not.

What both agree was a mistake leaves every list and every figure of every day, and stays to be read with its reason.
What was known on an earlier day stays what was known (decisions/0049-days-of-a-measure.md).
"""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words
from perpetrators.models.measures.breach import Breach
from perpetrators.models.measures.measure import Measure
from perpetrators.models.measures.states import State
from perpetrators.models.register.two_people import DECIDED_ONCE, STAYS, Answer, SaidMistaken


class MistakeQuerySet(models.QuerySet["Mistake"]):
    def waiting(self) -> "MistakeQuerySet":
        return self.filter(answer=Answer.WAITING)

    def newest_first(self) -> "MistakeQuerySet":
        return self.select_related("said_by", "decided_by", "breach").order_by("-pk")

    def of_key(self, pk: int) -> "Mistake | None":
        return self.newest_first().filter(pk=pk).first()


@track_history()
class Mistake(SaidMistaken):
    """What somebody says of one measure, or of one breach of it (`breach`)."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="mistakes")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, null=True, related_name="mistakes")

    objects = MistakeQuerySet.as_manager()

    class Meta(SaidMistaken.Meta):
        constraints = [
            *SaidMistaken.Meta.constraints,
            models.UniqueConstraint(
                fields=["measure"], condition=Q(answer="waiting", breach=None), name="one_waiting_mistake_of_a_measure"
            ),
            models.UniqueConstraint(
                fields=["breach"],
                condition=Q(answer__in=["waiting", "agreed"], breach__isnull=False),
                name="one_mistake_of_a_breach",
            ),
        ]
        triggers = [
            STAYS,
            pgtrigger.ReadOnly(
                name="mistake_is_of_one_record", fields=["measure", "breach", "reason", "said_by", "said_at"]
            ),
            DECIDED_ONCE,
        ]

    def __str__(self) -> str:
        return f"{self.what} said to be a mistake: {self.answer}"

    @property
    def what(self) -> str:
        """The record it is about, for a sentence."""
        return f"the breach of {day_in_words(self.breach.happened_on)}" if self.breach else "this measure"

    @classmethod
    @acting_as_emerald("change the register")
    @transaction.atomic
    def say(
        cls, *, measure: Any, breach: Breach | None = None, by: User, reason: str, version: int | None = None
    ) -> "Mistake":
        """Say that `measure`, or `breach` of it, was recorded by mistake. Nothing changes before a second person has
        agreed. Right: KEEP_MEASURES. Raises NotYours, NotYet, ChangedMeanwhile."""
        measure.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        if obstacles := why_not_said(measure, breach, cls.objects.filter(measure=measure)) + measure.why_not_chronicled(
            reason
        ):
            raise NotYet(*obstacles)
        if not reason.strip():
            raise NotYet("Enter why it is a mistake.")
        return cls.objects.create(measure=measure, breach=breach, reason=reason.strip(), said_by=by)

    @acting_as_emerald("change the register")
    @transaction.atomic
    def decide(self, *, by: User, agrees: bool, because: str = "", version: int | None = None) -> "Mistake":
        """The second person's answer. Agreed, the record leaves every figure and stays to be read; otherwise it stands.
        Right: KEEP_MEASURES. Raises NotYours (also for whoever said it), NotYet, ChangedMeanwhile."""
        measure = self.measure
        measure.hold_person()
        measure.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        self.refresh_from_db()
        if obstacles := self.why_not_decided_by(by):
            raise NotYours(*obstacles)
        if obstacles := measure.why_not_chronicled(because):
            raise NotYet(*obstacles)
        self.decide_as(by, agrees=agrees, because=because)
        if agrees and self.breach:
            measure.take_breach_out(by=by)
        elif agrees:
            measure.take_out(by=by, reason=self.reason)
        return self


def why_not_said(measure: Any, breach: Breach | None, said: Iterable[Mistake]) -> list[str]:
    """Why it cannot be said (again) that this is a mistake; `said`: all that was said of the measure."""
    if measure.state == State.MISTAKEN:
        return ["This measure was recorded by mistake: two people agreed."]
    answers = {one.answer for one in said if one.breach_id == (breach.pk if breach else None)}
    if Answer.AGREED in answers:
        return ["This was recorded by mistake: two people agreed."]
    return ["Somebody said so already, and a second person has not decided yet."] if Answer.WAITING in answers else []


def breaches_that_stand() -> models.QuerySet[Breach]:
    """Without those that two people agreed were recorded by mistake, by themselves or with their measure."""
    mistaken = Mistake.objects.filter(answer=Answer.AGREED, breach__isnull=False).values("breach")
    return Breach.objects.exclude(pk__in=mistaken).exclude(measure__state=State.MISTAKEN)
