"""The outbox: one row is one e-mail, a digest for one person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from emerald.accounts.permissions import SiteRight
from emerald.guards import NotYet, NotYours


class MailState(models.TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    NOT_NEEDED = "not_needed", "Not needed any more"
    UNDELIVERABLE = "undeliverable", "Could not be delivered"


OPEN = (MailState.WAITING, MailState.CLAIMED)


class MailQuerySet(models.QuerySet):
    def still_to_go(self):
        return self.filter(state__in=OPEN)

    def sent(self):
        return self.filter(state=MailState.SENT)

    def undeliverable(self):
        return self.filter(state=MailState.UNDELIVERABLE)

    def made_since(self, moment):
        """Those made since then, and of any age those that have not gone."""
        return self.exclude(state__in=(MailState.SENT, MailState.NOT_NEEDED), made_at__lt=moment)

    def for_manager(self, user):
        """Those to people of this manager's teams; none for anybody else."""
        if not user.has_site_right(SiteRight.HAND_OVER):
            return self.none()
        return (
            self.filter(recipient__memberships__team__in=user.teams)
            .distinct()
            .select_related("recipient")
            .prefetch_related("notices")
            .order_by("-made_at", "-pk")
        )

    def of_key(self, pk):
        return self.filter(pk=pk).first()


class Mail(models.Model):
    """Written and moved by `outbox`. It has no history of its own: its columns are what happened to it."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The same at every attempt: the Message-ID, and what a provider can be asked by.
    reference = models.UUIDField(unique=True, db_default=models.Func(function="gen_random_uuid"))
    state = models.CharField(max_length=15, choices=MailState, db_default=MailState.WAITING)
    made_at = models.DateTimeField()
    next_try = models.DateTimeField()
    attempts = models.PositiveIntegerField(db_default=0)
    # Longer than any sending takes: a worker that died with a mail in its hands is not waited for beyond that.
    claimed_until = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True, db_default="")  # a sentence without personal data

    objects = MailQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["next_try"], name="mail_still_to_go", condition=Q(state__in=OPEN)),
            models.Index(fields=["-made_at"], name="mail_undeliverable", condition=Q(state="undeliverable")),
        ]
        constraints = [
            # So a digest and not ten mails: what comes while one waits, waits for it.
            models.UniqueConstraint(fields=["recipient"], condition=Q(state__in=OPEN), name="one_mail_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_until__isnull=False, claim__isnull=False) | ~Q(state="claimed"),
                name="mail_claimed_has_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="mail_sent_has_when"),
        ]

    def __str__(self):
        return f"mail {self.reference}"

    @classmethod
    def undeliverable_for(cls, manager):
        """Those to people of this manager's teams."""
        return cls.objects.undeliverable().for_manager(manager)

    def send_again(self, *, by):
        """Put it back among those to be sent, with the same reference. Raises NotYours, NotYet."""
        if not type(self).objects.for_manager(by).filter(pk=self.pk).exists():
            raise NotYours("Only a manager of the person's team can send this again.")
        if type(self).objects.still_to_go().filter(recipient=self.recipient_id).exists():
            raise NotYet(f"Another e-mail to {self.recipient.name} is being sent already. Wait until it has gone.")
        moment = timezone.now()
        moved = (
            type(self)
            .objects.undeliverable()
            .filter(pk=self.pk)
            .update(state=MailState.WAITING, next_try=moment, made_at=moment)
        )
        if not moved:
            raise NotYet("This has been sent again already.")
