"""The outbox: one row is one e-mail. What it says is put together when it leaves, so no text and no link lies here."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from emerald.accounts.permissions import SiteRight
from emerald.encrypted import decrypt
from emerald.guards import NotYet, NotYours
from emerald.mail.timescales import LONGEST_RETRY


class Kind(models.TextChoices):
    """What it tells. Rooms further out declare who composes which (`outbox.composes`)."""

    DIGEST = "digest", "Reminders"
    INVITATION = "invitation", "A link to choose a password"
    NEW_PASSWORD = "password_reset_key", "A link to choose a new password"
    NO_ACCOUNT = "unknown_account", "There is no account with this address"
    PASSWORD_CHANGED = "password_changed", "The password was changed"
    PASSWORD_CHOSEN = "password_reset", "A new password was chosen"
    SECOND_STEP_SET_UP = "totp_activated", "A second step was set up"
    SECOND_STEP_REMOVED = "totp_deactivated", "The second step was removed"
    RECOVERY_CODES = "recovery_codes_generated", "New recovery codes were made"
    CHANGE_ASKED = "change_asked", "A change to an account waits for approval"
    CHANGE_DECIDED = "change_decided", "A change to an account was decided"
    ADDRESS_CHANGED = "address_changed", "The e-mail address was changed"


class MailState(models.TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    NOT_NEEDED = "not_needed", "Not needed any more"
    UNDELIVERABLE = "undeliverable", "Could not be delivered"


OPEN = (MailState.WAITING, MailState.CLAIMED)
LINKS = (Kind.INVITATION, Kind.NEW_PASSWORD)


class MailQuerySet(models.QuerySet["Mail"]):
    def still_to_go(self) -> "MailQuerySet":
        return self.filter(state__in=OPEN)

    def due(self, now: datetime) -> "MailQuerySet":
        """Those whose time has come. One that lies further ahead than any is ever put waits for a clock that was set
        back since, and is due as well."""
        furthest = now + 2 * max(LONGEST_RETRY, timedelta(seconds=settings.MAIL_LEASE_SECONDS))
        return self.still_to_go().filter(Q(next_try__lte=now) | Q(next_try__gt=furthest))

    def sent(self) -> "MailQuerySet":
        return self.filter(state=MailState.SENT)

    def undeliverable(self) -> "MailQuerySet":
        return self.filter(state=MailState.UNDELIVERABLE)

    def about_accounts(self) -> "MailQuerySet":
        """To people about their accounts, the latest first; those to addresses that are nobody's are left out."""
        return (
            self.exclude(kind=Kind.DIGEST)
            .exclude(recipient=None)
            .select_related("recipient")
            .order_by("-made_at", "-pk")
        )

    def to(self, user: Any) -> "MailQuerySet":
        return self.filter(recipient=user)

    def first_of_all(self) -> "MailQuerySet":
        """In the order in which they go: what somebody waits for before the reminders, then the oldest try."""
        is_digest = models.Case(models.When(kind=Kind.DIGEST, then=1), default=0, output_field=models.IntegerField())
        return self.order_by(is_digest, "next_try", "pk")

    def in_trouble(self) -> "MailQuerySet":
        """Those tried in vain that will be tried again, the latest trouble first."""
        return self.still_to_go().exclude(last_error="").order_by("-next_try")

    def made_since(self, moment: datetime) -> "MailQuerySet":
        """Those made since then, and of any age those that have not gone."""
        return self.exclude(state__in=(MailState.SENT, MailState.NOT_NEEDED), made_at__lt=moment)

    def for_manager(self, user: Any) -> "MailQuerySet":
        """Reminders to people of this manager's teams; none for anybody else."""
        if not user.has_site_right(SiteRight.HAND_OVER):
            return self.none()
        return (
            self.filter(kind=Kind.DIGEST, recipient__memberships__team__in=user.teams)
            .distinct()
            .select_related("recipient")
            .order_by("-made_at", "-pk")
        )

    def of_key(self, pk: int) -> "Mail | None":
        return self.filter(pk=pk).first()


class Mail(models.Model):
    """Written and moved by `outbox`. It has no history of its own: its columns are what happened to it."""

    kind = models.CharField(max_length=30, choices=Kind, default=Kind.DIGEST, db_default=Kind.DIGEST)
    # None: to an address that is nobody's here.
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # An address that is not to change with the recipient's, sealed; forgotten when the mail has gone.
    encrypted_address = models.TextField(blank=True, default="", db_default="")
    # Keys of the rows it tells about, by the name its words have for them.
    facts = models.JSONField(default=dict, db_default={})
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
        db_table = "reminders_mail"  # where it began
        indexes = [
            models.Index(fields=["next_try"], name="mail_still_to_go", condition=Q(state__in=OPEN)),
            models.Index(fields=["-made_at"], name="mail_undeliverable", condition=Q(state="undeliverable")),
            models.Index(fields=["recipient", "-made_at"], name="mail_about_account", condition=~Q(kind="digest")),
        ]
        constraints = [
            # So a digest and not ten mails, and one link whose button was pressed ten times: what comes while one
            # waits, waits for it or is it.
            models.UniqueConstraint(
                fields=["recipient", "kind"],
                condition=Q(state__in=OPEN, kind__in=(Kind.DIGEST, *LINKS)),
                name="one_mail_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_until__isnull=False, claim__isnull=False) | ~Q(state="claimed"),
                name="mail_claimed_has_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="mail_sent_has_when"),
            # A link goes where its owner is reached on the day it leaves.
            models.CheckConstraint(
                condition=~Q(kind__in=(Kind.DIGEST, *LINKS)) | Q(recipient__isnull=False, encrypted_address=""),
                name="mail_with_a_link_is_its_owners",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "not_needed")) | Q(encrypted_address=""),
                name="mail_gone_keeps_no_address",
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.reference}"

    @classmethod
    def undeliverable_for(cls, manager: Any) -> MailQuerySet:
        """Reminders to people of this manager's teams."""
        return cls.objects.undeliverable().for_manager(manager)

    @property
    def address(self) -> str:
        """Where it goes; empty where there is none. Raises WrongKey."""
        return decrypt(self.encrypted_address) or (self.recipient.email if self.recipient else "")

    def message(self, subject: str, text: str) -> EmailMessage:
        """As an EmailMessage. Its Message-ID is the same at every attempt, so that a receiving server can tell a second
        copy from a second mail."""
        return EmailMessage(subject, text, to=[self.address], headers={"Message-ID": f"<{self.reference}@emerald>"})

    def may_be_sent_again_by(self, user: Any) -> bool:
        """Reminders by the managers of the person's teams, what is about an account by a system administrator."""
        if self.kind == Kind.DIGEST:
            return type(self).objects.for_manager(user).filter(pk=self.pk).exists()
        return user.has_site_right(SiteRight.MANAGE_PEOPLE)

    def send_again(self, *, by: Any) -> None:
        """Put it back among those to be sent, with the same reference. Raises NotYours, NotYet."""
        if not self.may_be_sent_again_by(by):
            who = "a manager of the person's team" if self.kind == Kind.DIGEST else "a system administrator"
            raise NotYours(f"Only {who} can send this again.")
        to = self.recipient.name if self.recipient else "this address"
        another = NotYet(f"Another e-mail to {to} is being sent already. Wait until it has gone.")
        waiting = type(self).objects.still_to_go().filter(recipient=self.recipient_id, kind=self.kind)
        if self.kind in (Kind.DIGEST, *LINKS) and waiting.exists():
            raise another
        try:
            with transaction.atomic():
                moved = self._put_back(timezone.now())
        except IntegrityError:  # it was asked for at the same moment, and only one waits at a time
            raise another from None
        if not moved:
            raise NotYet("This has been sent again already.")

    def _put_back(self, moment: datetime) -> int:
        return (
            type(self)
            .objects.undeliverable()
            .filter(pk=self.pk)
            .update(state=MailState.WAITING, next_try=moment, made_at=moment)
        )
