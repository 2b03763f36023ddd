"""Direct work: a planned face-to-face session of the CSE worker with the child (DOMAIN.md section 1)."""

import re

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.utils import timezone

from cases.models import Case
from cases.models.chronology import Kind
from emerald.accounts.permissions import Right
from emerald.audit.history import keep_history
from emerald.clock import now
from emerald.guards import NotYet
from interventions.models.queries import IN_A_LIST, SessionQuerySet
from interventions.models.rules import CLOCKS_DIFFER_BY, why_next_step_does_not_fit, why_not_at, why_not_record

# The day of a session in London, for the database's own rules (a TruncDate cannot be written into a migration).
HELD_ON = Func(F("held_at"), template="((%(expressions)s) AT TIME ZONE 'Europe/London')::date",
               output_field=models.DateField())


class Work(models.TextChoices):
    """What a session was for. Wording is the team's own (REC)."""

    RELATIONSHIP = "relationship", "Building a relationship"
    SAFETY = "safety", "Safety planning"
    HEALTHY_RELATIONSHIPS = "healthy_relationships", "Healthy relationships and consent"
    ONLINE = "online", "Staying safe online"
    EMOTIONAL = "emotional", "Emotional support"
    EDUCATION = "education", "School, training or work"
    FAMILY = "family", "Work with family or carers"
    REVIEW = "review", "Looking back and planning ahead"
    OTHER = "other", "Something else"


@keep_history()
class Session(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sessions")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    work = models.CharField("type of work", max_length=30, choices=Work)
    child_seen_alone = models.BooleanField()
    what_happened = models.TextField()
    childs_words = models.TextField("child's own words", blank=True)
    next_step = models.CharField(max_length=400, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_done_on = models.DateField(null=True, blank=True)
    next_step_done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
                                          related_name="+")
    next_step_outcome = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-pk"]
        indexes = [models.Index(fields=["case", "-held_at", "-id"], name="session_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(next_step="") | Q(next_step_on__isnull=True),
                                   name="session_date_belongs_to_a_next_step"),
            models.CheckConstraint(
                condition=Q(next_step_done_on__isnull=True, next_step_done_by__isnull=True)
                | Q(next_step_done_on__isnull=False, next_step_done_by__isnull=False),
                name="session_next_step_done_has_who_and_when"),
            models.CheckConstraint(condition=Q(recorded_at__gte=F("held_at") - CLOCKS_DIFFER_BY),
                                   name="session_is_recorded_after_it_was_held"),
            models.CheckConstraint(condition=Q(next_step_on__isnull=True) | Q(next_step_on__gte=HELD_ON),
                                   name="session_next_step_is_not_before_it"),
            models.CheckConstraint(condition=Q(next_step_done_on__isnull=True) | Q(next_step_done_on__gte=HELD_ON),
                                   name="session_next_step_is_done_after_it"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(what_happened=""), name="session_says_where_and_what"),
        ]

    def __str__(self):
        return f"{self.get_work_display()} {self.held_at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def record(cls, case, *, by, held_at, **written):
        """Record a session that was held at `held_at` (aware datetime). Raises NotYours, NotYet with the sentences.

        Tells the chronology, and the case that the child was seen.
        """
        case.take_hold(by=by, right=Right.RECORD_SESSION)
        obstacles = why_not_record(case) + why_not_at(case, held_at) + why_next_step_does_not_fit(
            held_at, written.get("next_step", ""), written.get("next_step_on"))
        if obstacles:
            raise NotYet(*obstacles)
        session = cls.objects.create(case=case, held_at=held_at, recorded_by=by, **written)
        case.child_was_seen(session.held_on)
        case.chronicle(Kind.DIRECT_WORK, session.sentence, by=by, at=held_at, needs=Right.HEAR_OF_SESSIONS,
                       page="session", reference=case.reference, session=session.pk)
        return session

    @property
    def held_on(self):
        return timezone.localdate(self.held_at)

    @property
    def sentence(self):
        alone = " alone" if self.child_seen_alone else ""
        return f"{self.recorded_by.name} saw the child{alone}: {self.get_work_display().lower()} ({self.place})."

    @property
    def excerpt(self):
        """How what happened begins; only for sessions asked for with `for_a_list`."""
        if len(self.beginning) <= IN_A_LIST:
            return self.beginning
        whole_words = re.sub(r"\s+\S*$", "", self.beginning[:IN_A_LIST])
        return f"{whole_words}…"

    @property
    def next_step_is_open(self):
        return bool(self.next_step) and self.next_step_done_on is None

    @property
    def next_step_is_overdue(self):
        return self.next_step_is_open and self.next_step_on is not None and self.next_step_on < timezone.localdate()

    def why_not_finish(self):
        """The sentences that stand in the way of finishing the next step, on whatever day."""
        if not self.next_step:
            return ["This session led to no next step."]
        return [] if self.next_step_is_open else ["This next step has been finished already."]

    @transaction.atomic
    def finish_next_step(self, *, by, on, outcome):
        """Write down what came of the next step. Raises NotYours, NotYet."""
        self.case.take_hold(by=by, right=Right.RECORD_SESSION)
        self.refresh_from_db(fields=["next_step", "next_step_done_on", "held_at"])
        obstacles = self.why_not_finish()
        if not obstacles and not self.held_on <= on <= timezone.localdate():
            obstacles = ["The day it was done must lie between the session and today."]
        if obstacles:
            raise NotYet(*obstacles)
        self.next_step_done_on, self.next_step_done_by, self.next_step_outcome = on, by, outcome
        self.save(update_fields=["next_step_done_on", "next_step_done_by", "next_step_outcome"])
        self.case.chronicle(Kind.DIRECT_WORK, "Next step after a session was finished.", by=by, on=on,
                            needs=Right.HEAR_OF_SESSIONS, page="session", reference=self.case.reference,
                            session=self.pk)
        return self
