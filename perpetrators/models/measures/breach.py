"""A breach of a measure, and what came of it. Source: DOMAIN.md section 3.1."""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet
from emerald.versioned import Versioned
from emerald.words import day_in_words, plural
from perpetrators.models.law.proceeding import Proceeding
from perpetrators.models.measures.found_by import OF_BREACH
from perpetrators.models.measures.measure import Condition, Measure
from perpetrators.models.measures.terms import why_not_breach

# A measure binds while it stands, and only once it is served (DOMAIN.md section 3.1): an interim order and the order in
# full that follows it each by its own service.
AFTER_SERVICE = pgtrigger.Trigger(
    name="breach_after_service",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=pgtrigger.Func("""
        IF NOT EXISTS (SELECT 1 FROM perpetrators_measureperiod period WHERE period.measure_id = NEW.measure_id
                          AND period.served_on <= NEW.happened_on AND period.first_day <= NEW.happened_on
                          AND coalesce(period.last_day >= NEW.happened_on, true)) THEN
            RAISE EXCEPTION 'a measure is broken only after it was served' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)


@track_history()
class Breach(Versioned):
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="breaches")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches")
    happened_on = models.DateField()
    what_happened = models.TextField()
    reported_by = models.CharField(max_length=160)
    reported_to_police_on = models.DateField(null=True, blank=True)
    crime_ref = models.CharField(max_length=80, blank=True)
    arrested = models.BooleanField(default=False)
    arrested_on = models.DateField(null=True, blank=True)
    proceeding = models.CharField(max_length=10, choices=Proceeding, default=Proceeding.NONE)
    outcome = models.CharField(max_length=300, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    sentence_days = models.PositiveIntegerField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    part_of, right_to_change, called_here = "measure", Right.KEEP_MEASURES, "this breach"

    class Meta:
        default_permissions = ()
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["measure", "-happened_on"], name="breach_of_measure")]
        constraints = [models.CheckConstraint(condition=~Q(what_happened=""), name="breach_says_what_happened")]
        triggers = [AFTER_SERVICE, *OF_BREACH]

    def __str__(self) -> str:
        return f"breach on {self.happened_on}"

    @acting_as_emerald("change the register")
    @transaction.atomic
    def record_outcome(
        self,
        *,
        by: User,
        proceeding: str,
        outcome: str = "",
        outcome_on: date | None = None,
        sentence_days: int | None = None,
        released_on: date | None = None,
        arrested: bool | None = None,
        arrested_on: date | None = None,
        reported_to_police_on: date | None = None,
        crime_ref: str | None = None,
        version: int | None = None,
    ) -> "Breach":
        """What came of it, now or later. Right: KEEP_MEASURES. What is None stays as it was. Each protected child's
        chronology hears of an outcome. Raises NotYours, NotYet, ChangedMeanwhile. Returns the Breach."""
        self.begin_change(by=by, version=version)
        facts: dict[str, Any] = {
            "proceeding": proceeding,
            "outcome": outcome.strip(),
            "outcome_on": outcome_on,
            "sentence_days": sentence_days,
            "released_on": released_on,
        }
        facts |= {
            name: value
            for name, value in {
                "arrested": arrested,
                "arrested_on": arrested_on,
                "reported_to_police_on": reported_to_police_on,
                "crime_ref": crime_ref,
            }.items()
            if value is not None
        }
        for name, value in facts.items():
            setattr(self, name, value)
        if obstacles := self._why_not_so():
            self.refresh_from_db()
            raise NotYet(*obstacles)
        self.save_next_version()
        if self.outcome and self.outcome_on:
            self.measure.close_step(
                "breach_outcome",
                self.measure.state,
                f"Of the breach on {day_in_words(self.happened_on)}: {self.outcome}"
                + (f", {plural(self.sentence_days, 'day')} in custody" if self.sentence_days else "")
                + ".",
                by=by,
                on=self.outcome_on,
            )
        return self

    def _why_not_so(self) -> list[str]:
        done = self.outcome_on
        said = [
            (self.outcome and not done, "Enter the day of the outcome."),
            (done and not self.outcome, "Say what the outcome was."),
            (done and done < self.happened_on, "The day of the outcome is before the day it happened."),
            (self.sentence_days and not self.outcome, "There is a sentence: say what the outcome was."),
            (self.released_on and done and self.released_on < done, "The release is before the outcome."),
        ]
        return (
            [sentence for wrong, sentence in said if wrong]
            + why_in_future(done, "The day of the outcome")
            + self.measure.why_not_chronicled(self.outcome)
            + why_not_breach(
                self.measure,
                self.condition,
                happened_on=self.happened_on,
                arrested=self.arrested,
                arrested_on=self.arrested_on,
                reported_to_police_on=self.reported_to_police_on,
                proceeding=self.proceeding,
            )
        )
