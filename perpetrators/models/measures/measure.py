"""A measure: one dated step of disruption against a person of concern or at a place.

It belongs to its subject and not to a case: it outlives the case and keeps its alerts. Source: DOMAIN.md section 3.1.
"""

from datetime import timedelta
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField

from cases.models import Child
from cases.models.step import OwnState
from emerald.accounts.models import Team
from emerald.audit.append_only import AppendOnly
from emerald.audit.history import track_history
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.kinds import KINDS, kind_of
from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.models.measures.bail_period import RETURN_WITHIN_BAIL
from perpetrators.models.measures.children import Protecting
from perpetrators.models.measures.correcting import Correcting
from perpetrators.models.measures.following import Following
from perpetrators.models.measures.found_by import OF_MEASURE
from perpetrators.models.measures.interim_days import InterimDays
from perpetrators.models.measures.making import Making
from perpetrators.models.measures.period import BINDS_WHEN_MADE, KEEP_PERIODS
from perpetrators.models.measures.queries import MeasureQuerySet
from perpetrators.models.measures.replacing import Replaced
from perpetrators.models.measures.states import BY_ITSELF, LIVE, MOVES, OVER, State
from perpetrators.models.measures.step import LockedMeasure
from perpetrators.models.measures.steps import Steps
from perpetrators.models.measures.taking_out import FINAL
from perpetrators.models.measures.terms import Terms
from perpetrators.models.measures.working_out import WorkingOut
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place

MEASURE_TRIGGERS = [
    pgtrigger.FSM(name="legal_measure_moves_only", field="state", transitions=list(MOVES)),
    # No move without its line of history, whoever makes it: checked when the transaction ends.
    pgtrigger.Trigger(
        name="measure_moves_leave_history",
        operation=pgtrigger.UpdateOf("state"),
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        func=pgtrigger.Func("""
            IF EXISTS (SELECT 1 FROM {meta.db_table} moved WHERE moved.id = NEW.{columns.id} AND NOT EXISTS (
                           SELECT 1 FROM perpetrators_measureevent event WHERE event.measure_id = moved.id
                              AND event.version = moved.version AND event.to_state = moved.state)) THEN
                RAISE EXCEPTION 'a measure changes its state with a line of history' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """),
    ),
]
# Released under investigation has no conditions (DOMAIN.md section 3.2b).
UNCONDITIONAL = pgtrigger.Trigger(
    name="no_conditions_without_bail",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=pgtrigger.Func(f"""
        IF EXISTS (SELECT 1 FROM perpetrators_measure measure WHERE measure.id = NEW.measure_id
                      AND measure.kind IN ({
        ", ".join(f"'{row.key}'" for row in KINDS.values() if not row.takes_conditions)
    })) THEN
            RAISE EXCEPTION 'a measure of this kind has no conditions' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),  # noqa: S608  a trigger, of our own names
)


@track_history(read_by_pages=True)
class Measure(  # type: ignore[misc]  # two of them refresh
    OwnState, Making, WorkingOut, Steps, Correcting, InterimDays, Following, Terms, Replaced, Protecting, LockedMeasure
):
    """Moved by its verbs alone: see `making`, `steps`, `terms`."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(max_length=30)  # a key of `perpetrators.models.law.catalogue.kinds.KINDS`
    # Whom or what it is against: a person, a place, or (a closure order) a place with a person behind it.
    person = models.ForeignKey(
        PersonOfConcern, on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    state = FSMField(choices=State, default=State.CONSIDERED, protected=True, editable=False)

    applicant = models.CharField("who applies", max_length=160, blank=True)
    applicant_class = models.CharField(max_length=20, blank=True)  # council, housing provider, police
    authoriser = models.CharField("name and rank or role of who authorised it", max_length=160, blank=True)
    authoriser_rank = models.CharField(max_length=20, blank=True)
    decided_by = models.CharField("court or body that decides", max_length=160, blank=True)
    order_ref = models.CharField("reference of the order", max_length=80, blank=True)
    crime_ref = models.CharField("crime reference", max_length=80, blank=True)

    considered_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    # Most orders bind only after service: a step of its own.
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)
    served_by = models.CharField(max_length=160, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    last_day_set = models.DateField("the last day somebody set", null=True, blank=True, editable=False)
    until_further_order = models.BooleanField(default=False)
    how_ended = models.TextField("how its end was worked out", blank=True)  # in words, with the source
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField("the day it stopped", null=True, blank=True, editable=False)
    # Since when its days are others by what became known of its child, and nobody has looked at it.
    followed_on = models.DateField(null=True, blank=True, editable=False)

    power_of_arrest = models.BooleanField(default=False)
    power_of_arrest_until = models.DateField(null=True, blank=True)
    childs_view_considered = models.BooleanField(null=True, blank=True)
    childs_view = models.TextField(blank=True)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)  # what this kind asks besides: names in `kinds`

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    area = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="measures")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "ends_on", "id"], name="measure_by_end"),
            models.Index(fields=["kind", "state", "-started_on", "-id"], name="measure_of_kind"),
            models.Index(fields=["-started_on", "-id"], name="measure_newest_first"),
            models.Index(fields=["review_on"], name="measure_by_review"),
            # What stands today, with all that is asked of it by number.
            models.Index(
                fields=["ends_on"],
                include=["state", "kind", "applicant_class", "person", "started_on", "made_on", "served_on"],
                condition=Q(state__in=LIVE),
                name="measure_live",
            ),
            models.Index(fields=["ended_on"], include=["started_on"], name="measure_by_its_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="measure_state_is_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(place__isnull=False), name="measure_is_against_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(started_on__isnull=True) | Q(ends_on__gte=F("started_on")),
                name="measure_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(made_on__isnull=True) | Q(served_on__gte=F("made_on")),
                name="measure_served_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(started_on__isnull=False), name="measure_in_force_has_a_start"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OVER) | Q(ended_on__isnull=False), name="measure_over_has_the_day_it_stopped"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("s222_injunction", "inherent_injunction"))
                | Q(applicant_class__in=("", "council")),
                name="some_measures_are_the_councils",
            ),
            models.CheckConstraint(
                condition=Q(until_further_order=False) | Q(ends_on__isnull=True), name="measure_without_end_has_no_end"
            ),
            models.CheckConstraint(
                condition=~Q(kind="pre_charge_bail") | Q(until_further_order=False), name="measure_bail_has_stages"
            ),
        ]
        triggers = [*MEASURE_TRIGGERS, *FINAL, KEEP_PERIODS, RETURN_WITHIN_BAIL, *OF_MEASURE]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.reference])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE and not self.has_run_out

    @property
    def is_ahead(self) -> bool:
        """Made, and its first day is still to come."""
        begins = None if self.kind in BINDS_WHEN_MADE else self.started_on
        return self.is_live and begins is not None and begins > timezone.localdate()

    @property
    def row(self) -> MeasureKind:
        """What the catalogue says of its kind."""
        return kind_of(self.kind)

    @property
    def title(self) -> str:
        return self.row.title

    def fact(self, name: str) -> Any:
        """The typed answer to what its kind asks besides; None where there is none."""
        fact, kept = self.row.fact(name), self.facts.get(name)
        return fact.read(kept) if fact else kept


class MeasureEvent(models.Model):
    """One step of a measure: its history as people read it, by day of effect. Never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=40)  # the verb: proposed, applied, granted, served, varied, extended, ...
    from_state = models.CharField(max_length=10, choices=State, blank=True)
    to_state = models.CharField(max_length=10, choices=State)
    on = models.DateField()
    sentence = models.CharField(max_length=600)  # finished; names no child
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        default_permissions = ()
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["measure", "-on", "-id"], name="event_of_measure")]
        constraints = [models.UniqueConstraint(fields=["measure", "version"], name="one_event_per_version")]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.step} on {self.on}"

    def text_for(self, *, whole: bool) -> str:
        """The sentence for who may see every child it names (`whole`), or not: it may tell of a child's care."""
        if whole or self.step not in BY_ITSELF:
            return self.sentence
        if self.step == "followed":
            return "Its days were worked out anew from what became known."
        return f"Expired by itself: its last day was {day_in_words(self.on - timedelta(days=1))}."


@track_history()
class ProtectedChild(models.Model):
    """A child whom a measure protects by name."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="protected")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="protected_by")
    # The subject of a live warning notice: by it the database holds one per child, suspect and basis (DOMAIN.md section
    # 3.2b). A notice under section 49 can stand beside one under section 2, so that there is no gap at 16.
    notice_to = models.ForeignKey(
        PersonOfConcern, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    facts = models.JSONField(default=dict, blank=True)  # of a notice: basis, who consented, ...

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["measure", "child"], name="child_protected_once"),
            models.UniqueConstraint(
                F("child"),
                F("notice_to"),
                Coalesce(KeyTextTransform("basis", "facts"), Value("")),
                name="one_active_notice_for_each_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"protected by {self.measure_id}"


class ConditionSort(models.TextChoices):
    PROHIBITION = "prohibition", "Must not"
    REQUIREMENT = "requirement", "Must"


@track_history()
class Condition(models.Model):
    """One thing the subject must or must not do, with dates of its own."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="conditions")
    sort = models.CharField(max_length=12, choices=ConditionSort)
    text = models.TextField()
    # The child it is about, where it is about one: only who may see that child reads it.
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    supervisor = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="condition_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="condition_says_something"),
        ]
        triggers = [UNCONDITIONAL]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.pk}"
