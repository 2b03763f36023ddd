"""What somebody was told is due: the row is the notice in the app, so it is delivered exactly once."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.guards import NotYet
from emerald.mail.models import Mail
from emerald.reminders.escalation import Audience, Stage
from emerald.reminders.register import ON_A_CASE, source_of
from emerald.reminders.timescales import LONGEST_SNOOZE, MORNING
from emerald.reminders.words import when
from emerald.versioned import Locking
from emerald.words import day_in_words


class Ended(models.TextChoices):
    """Why a notice no longer stands."""

    DONE = "done", "It has been done, or its date has changed."
    FURTHER = "further", "The next reminder about it took its place."
    ELSEWHERE = "elsewhere", "Somebody else is told now."


def morning_of(day: date) -> datetime:
    """08:00 in London on this day, as a moment."""
    return timezone.make_aware(datetime.combine(day, MORNING))


class NoticeQuerySet(models.QuerySet["Notice"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, user: User) -> Self:
        return self.filter(recipient=user)

    def awake(self, today: date | None = None) -> Self:
        return self.exclude(snoozed_until__gt=today or timezone.localdate())

    def snoozed(self, today: date | None = None) -> Self:
        return self.filter(snoozed_until__gt=today or timezone.localdate())

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def earliest_first(self) -> Self:
        return self.select_related("covering_for").order_by("due_on", "source", "subject", "pk")

    def of_key(self, pk: int) -> "Notice | None":
        return self.filter(pk=pk).first()

    def note_read(self) -> int:
        """These have been on their reader's page."""
        return self.unread().update(read_at=timezone.now())


class Notice(Locking):
    """One person told of one stage of one due thing. Written by `sweep` alone, ended by it, never deleted.

    It has no history of its own: its columns are what happened to it, and each snooze is a row.
    """

    source = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    case_key = models.BigIntegerField()
    reference = models.CharField(max_length=16)
    due_on = models.DateField()
    stage = models.CharField(max_length=20, choices=Stage)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covering_for = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    mail_from = models.DateTimeField()  # when the e-mail about it may go
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, null=True, related_name="notices")
    read_at = models.DateTimeField(null=True)
    snoozed_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=10, choices=Ended, blank=True, db_default="")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["recipient", "due_on"], name="notice_of_person", condition=Q(ended_at=None)),
            models.Index(fields=["source"], name="notice_standing", condition=Q(ended_at=None)),
            models.Index(fields=["mail_from"], name="notice_to_mail", condition=Q(ended_at=None, mail=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject", "due_on", "stage", "recipient"], name="told_once_of_each_stage"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="notice_ended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reference} {self.due_on}"

    @classmethod
    def active_for(cls, user: User) -> "NoticeQuerySet":
        """What this person is reminded of, as the last sweep left it; pages ask `still_due` as well."""
        return cls.objects.active().of(user)

    @property
    def about(self) -> str:
        """The kind of record; `record_id` is its key."""
        source = source_of(self.source)
        return source.about if source else ON_A_CASE

    @property
    def record_id(self) -> int | None:
        return self.case_key

    @property
    def words(self) -> str:
        source = source_of(self.source)
        return source.words if source else "Something due"

    @property
    def href(self) -> str | None:
        source = source_of(self.source)
        return source.href(self.reference, self.subject) if source else None

    @property
    def is_escalation(self) -> bool:
        return self.audience > Audience.WORKER

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()

    @property
    def when(self) -> str:
        return when(self.due_on)

    def gives(self, right: Right, *, to: User) -> bool:
        return self.recipient_id == to.pk

    def not_given(self, right: Right, *, to: User) -> str:
        return "Only the person reminded can put a reminder off."

    def why_not_any_more(self) -> list[str]:
        if self.ended_at is None:
            return []
        return [f"There is nothing to put off: {self.get_ended_because_display().lower()}"]

    @transaction.atomic
    def snooze(self, *, by: User, until: date, because: str) -> None:
        """Put this reminder off until the morning of `until`, with a reason; then it is told again.

        It puts off this reminder and nothing else: the next stage comes on its day, and managers are told on theirs.
        Raises NotYours, NotYet.
        """
        self.begin_change(by=by)
        if obstacles := why_not_snooze(until, because):
            raise NotYet(*obstacles)
        Snooze.objects.create(notice=self, until=until, because=because, by=by)
        self.snoozed_until, self.mail_from, self.mail = until, morning_of(until), None
        self.save(update_fields=["snoozed_until", "mail_from", "mail"])


def why_not_snooze(until: date, because: str) -> list[str]:
    today = timezone.localdate()
    sentences = []
    if not today < until <= today + LONGEST_SNOOZE:
        sentences.append(
            f"A reminder can be put off until a day from tomorrow to {day_in_words(today + LONGEST_SNOOZE)}. "
            "If it needs longer, change the date of what is due."
        )
    if not because.strip():
        sentences.append("Say why it is put off.")
    return sentences


class Snooze(models.Model):
    """A reminder was put off: until when and why. Never changed."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="snoozes")
    until = models.DateField()
    because = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        triggers = [AppendOnly()]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="snooze_says_why")]

    def __str__(self) -> str:
        return f"until {self.until}"
