"""A step of the law against a person of concern: an event with an outcome, not a measure with a duration.

Source: DOMAIN.md sections 3.2 and 3.2b, row "criminal event".
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.day_rules import problem_in_future
from emerald.words import day_in_words
from perpetrators.models.persons.legal_events.legal_status import LegalStep
from perpetrators.models.persons.legal_events.standing import Standing, standings
from perpetrators.models.persons.person import PersonOfConcern

TAKEN_BACK_BY_TWO = pgtrigger.Trigger(
    name="legal_event_taken_back_by_two_people",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__step="taken_back"),
    func=pgtrigger.Func("""
        IF NOT EXISTS (SELECT 1 FROM perpetrators_personmistake mistake
                       WHERE mistake.legal_event_id = NEW.corrects_id AND mistake.answer = 'agreed') THEN
            RAISE EXCEPTION 'two people agree that a step of the law was recorded by mistake'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)
# Of these the offence is known, or they could not be.
NAMES_AN_OFFENCE = (LegalStep.CHARGE, LegalStep.CAUTION, LegalStep.CONVICTION)


class LegalEventQuerySet(models.QuerySet["LegalEvent"]):
    def of_person(self, person: Any) -> Self:
        """Those of this person, and of the records merged into theirs."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def standings_of(self, persons: Iterable[int]) -> dict[int, list[Standing]]:
        """{person: where they stand, the worst outstanding first} of these (keys), asked at once."""
        mine = Coalesce("person__merged_into", "person")
        events = defaultdict(list)
        for event in self.annotate(whose=mine).filter(whose__in=list(persons)):
            events[event.whose].append(event)  # type: ignore[attr-defined]  # put there by the query
        return {whose: standings(theirs) for whose, theirs in events.items()}

    def with_people(self) -> Self:
        return self.select_related("by", "corrects", "corrected_by", "overturns")

    def newest_first(self) -> Self:
        return self.order_by("-on", "-pk")

    def convictions(self) -> Self:
        """Those that were not put right by a later entry."""
        return self.filter(step=LegalStep.CONVICTION, corrected_by=None).newest_first()

    def of_key(self, pk: int) -> "LegalEvent | None":
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()


class LegalEvent(models.Model):
    """Never changed: a later entry puts an earlier one right (`corrects`), and the earlier stays to be read."""

    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="legal_events")
    step = models.CharField(max_length=10, choices=LegalStep)
    on = models.DateField()  # the day it happened, Europe/London
    offence = models.CharField(max_length=300, blank=True)
    offence_code = models.CharField(max_length=40, blank=True)
    where = models.CharField("police station or court", max_length=160, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    released_on = models.DateField("release date", null=True, blank=True)
    against_child = models.BooleanField("whether it was against a child", null=True, blank=True)  # of a conviction
    # Of an acquittal: the conviction it overturns on appeal.
    overturns = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="overturned_by")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    because = models.CharField("why it was put right", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField()  # of the person, after it
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = LegalEventQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-on", "-id"], name="legal_event_of_person"),
            models.Index(fields=["released_on"], name="legal_event_by_release"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=NAMES_AN_OFFENCE) | ~Q(offence=""), name="legal_event_names_the_offence"
            ),
            models.CheckConstraint(
                condition=Q(step="conviction") | Q(sentence="", released_on=None),
                name="legal_event_sentence_is_of_conviction",
            ),
            models.CheckConstraint(
                condition=Q(step="conviction") | Q(against_child=None), name="legal_event_against_child_if_convicted"
            ),
            models.CheckConstraint(
                condition=Q(released_on=None) | Q(released_on__gte=F("on")), name="legal_event_release_is_after_it"
            ),
            models.CheckConstraint(
                condition=Q(overturns=None) | Q(step="acquittal"), name="legal_event_acquittal_overturns"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, because="") | (Q(corrects__isnull=False) & ~Q(because="")),
                name="legal_event_correction_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(step="taken_back") | Q(corrects__isnull=False), name="legal_event_takes_one_back"
            ),
        ]
        triggers = [AppendOnly(), TAKEN_BACK_BY_TWO]

    def __str__(self) -> str:
        return f"{self.step} on {self.on}"

    def in_words(self) -> str:
        """Conviction on 6 August 2026: theft"""
        return f"{self.get_step_display()} on {day_in_words(self.on)}{f': {self.offence}' if self.offence else ''}"

    @property
    def correction(self) -> "LegalEvent | None":
        """The later entry that puts this one right, or None."""
        return getattr(self, "corrected_by", None)

    def problems(self) -> dict[str, str]:
        """What cannot be so, by the question it is about."""
        found = problem_in_future("on", self.on)
        if not found and self.person.date_of_birth and self.on < self.person.date_of_birth:
            found["on"] = "The day is before the person was born"
        if self.step in NAMES_AN_OFFENCE and not self.offence.strip():
            found["offence"] = "Enter the offence"
        if self.step != LegalStep.CONVICTION and (self.sentence or self.released_on):
            found["sentence"] = "Only a conviction has a sentence and a release date"
        elif self.step != LegalStep.CONVICTION and self.against_child is not None:
            found["against_child"] = "Only of a conviction is it said whether it was against a child"
        elif self.released_on and self.released_on < self.on:
            found["released_on"] = "The release date cannot be before the conviction"
        if self.overturns and self.on < self.overturns.on:
            found["on"] = "The acquittal cannot be before the conviction it overturns"
        return found
