"""Direct work: a planned face-to-face session of the CSE worker with the child (DOMAIN.md section 1)."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from cases.models.chronology import Kind
from emerald.accounts.permissions import Right
from emerald.audit.history import keep_history
from emerald.guards import NotYet

CLOCKS_DIFFER_BY = timedelta(minutes=5)  # a phone's clock may run ahead of the server's


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


class SessionQuerySet(models.QuerySet):
    def with_next_step_open(self):
        return self.filter(next_step_done_on=None).exclude(next_step="")

    def newest_first(self):
        return self.order_by("-held_at", "-pk")


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
    recorded_at = models.DateTimeField(default=timezone.now)

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
        obstacles = why_not_record(case, held_at=held_at)
        if obstacles:
            raise NotYet(*obstacles)
        session = cls.objects.create(case=case, held_at=held_at, recorded_by=by, **written)
        case.child_was_seen(timezone.localdate(held_at))
        case.chronicle(Kind.DIRECT_WORK, session.sentence, by=by, at=held_at, needs=Right.HEAR_OF_SESSIONS,
                       page="session", reference=case.reference, session=session.pk)
        return session

    @property
    def sentence(self):
        alone = " alone" if self.child_seen_alone else ""
        return f"{self.recorded_by.name} saw the child{alone}, {self.place}: {self.get_work_display().lower()}."

    @property
    def next_step_is_open(self):
        return bool(self.next_step) and self.next_step_done_on is None

    @transaction.atomic
    def finish_next_step(self, *, by, on, outcome):
        """Write down what came of the next step. Raises NotYours, NotYet."""
        self.case.take_hold(by=by, right=Right.RECORD_SESSION)
        self.refresh_from_db()
        if not self.next_step_is_open:
            raise NotYet("This next step has been finished already.")
        if on > timezone.localdate() or on < timezone.localdate(self.held_at):
            raise NotYet("The day it was done must lie between the session and today.")
        self.next_step_done_on, self.next_step_done_by, self.next_step_outcome = on, by, outcome
        self.save(update_fields=["next_step_done_on", "next_step_done_by", "next_step_outcome"])
        self.case.chronicle(Kind.DIRECT_WORK, "Next step after a session was finished.", by=by,
                            needs=Right.HEAR_OF_SESSIONS, page="session", reference=self.case.reference,
                            session=self.pk)


def why_not_record(case, *, held_at):
    """The sentences that stand in the way of recording a session held at `held_at`."""
    day = timezone.localdate(held_at)
    sentences = []
    if not case.is_open:
        sentences.append("This case was closed. Ask a manager to reopen it before you record direct work.")
    if held_at > timezone.now() + CLOCKS_DIFFER_BY:
        sentences.append("The session cannot be in the future.")
    if not case.child.was_born_by(day):
        sentences.append("The session is before the child was born.")
    elif day < case.opened_on:
        sentences.append(f"The session is before the case opened on {case.opened_on:%-d %B %Y}.")
    return sentences
