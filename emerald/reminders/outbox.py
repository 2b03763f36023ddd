"""The outbox: gather what is to be told, claim one mail at a time, send it, write down what became of it.

Work is chosen by time and state, never by a message: a lost, doubled or late tick does no harm. A claim is committed
before anything is sent and carries a lease longer than any sending takes, so a worker that is killed loses nothing:
when its lease has run out the mail is taken up again, and whoever takes it up asks the provider first whether it went.
"""

import logging
import time
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from emerald.reminders.digest import digest
from emerald.reminders.models import Mail
from emerald.reminders.models.mail import MailState
from emerald.reminders.providers import DeliveryFailure, PermanentFailure, provider, reminders_are_mailed
from emerald.reminders.still_due import still_due
from emerald.reminders.timescales import FIRST_RETRY, GIVES_UP_AFTER, LONGEST_RETRY

GATHERING = 0x456D47617468  # the advisory lock's number
log = logging.getLogger(__name__)

# People who may be mailed today; `reader` is accounts_user. Somebody away gets one digest on return.
AT_WORK = """
    reader.is_active AND (reader.access_ends_on IS NULL OR reader.access_ends_on >= %(today)s)
    AND NOT EXISTS (SELECT FROM reminders_absence away WHERE away.person_id = reader.id AND away.ended_at IS NULL
                    AND away.starts <= %(today)s AND away.until >= %(today)s)"""

# One mail for each person, and none for whom one still waits: what comes meanwhile goes into the next.
GATHER = f"""
WITH waiting AS (
    SELECT notice.id, notice.recipient_id FROM reminders_notice notice
    JOIN accounts_user reader ON reader.id = notice.recipient_id AND {AT_WORK}
    WHERE notice.mail_id IS NULL AND notice.ended_at IS NULL AND notice.mail_from <= %(now)s
      AND NOT EXISTS (SELECT FROM reminders_mail mail
                      WHERE mail.recipient_id = notice.recipient_id AND mail.state IN ('waiting', 'claimed'))
),
made AS (
    INSERT INTO reminders_mail (recipient_id, made_at, next_try)
    SELECT DISTINCT recipient_id, %(now)s, %(now)s FROM waiting
    RETURNING id, recipient_id
)
UPDATE reminders_notice notice SET mail_id = made.id
FROM waiting JOIN made ON made.recipient_id = waiting.recipient_id
WHERE notice.id = waiting.id
"""  # noqa: S608  our own names; values are parameters


def gather(now=None):
    """Put everything that is to be mailed by `now` into one mail for each person. Returns how many notices went in."""
    now = now or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATHERING])
        cursor.execute(GATHER, {"now": now, "today": timezone.localdate(now)})
        return cursor.rowcount


def drain(seconds=50):
    """Gather, and send what is due until nothing is left or the time is up. Returns how many mails were taken in hand.

    Without a mail server nothing is gathered: the notices in the app are all there is, and nothing pretends to go.
    """
    if not reminders_are_mailed():
        return 0
    gather()
    until, taken, made = time.monotonic() + seconds, 0, {}
    try:
        while time.monotonic() < until and (mail := claim()):
            deliver(mail, made)
            taken += 1
    finally:
        provider().finish()
    return taken


@transaction.atomic
def claim():
    """Take one mail that is due, or whose claimer's lease has run out; committed before it is sent. None when there is
    none."""
    now = timezone.now()
    mail = (
        Mail.objects.still_to_go()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .filter(next_try__lte=now)
        .order_by("next_try", "pk")
        .first()
    )
    if mail is None:
        return None
    lease = now + timedelta(seconds=settings.REMINDER_LEASE_SECONDS)
    mail.state, mail.claim, mail.claimed_until, mail.next_try = MailState.CLAIMED, uuid4(), lease, lease
    mail.attempts += 1
    mail.save(update_fields=["state", "claim", "claimed_until", "next_try", "attempts"])
    return mail


def deliver(mail, made=None):
    """Send a claimed mail, unless it went already or there is nothing left to tell. `made`: see `still_due`."""
    try:
        went = mail.attempts > 1 and provider().was_accepted(mail.reference)
    except DeliveryFailure as trouble:
        return put_off(mail, trouble)
    if went:
        return record_outcome(mail, MailState.SENT, sent_at=timezone.now(), last_error="")
    notices = leave_out_what_ended(mail, made)
    if not notices or not mail.recipient.may_enter():
        return record_outcome(mail, MailState.NOT_NEEDED)
    if not mail.recipient.email:
        return record_outcome(mail, MailState.UNDELIVERABLE, last_error="This person has no e-mail address.")
    if not is_still_ours(mail):
        return None
    try:
        provider().send(digest(mail, notices))
    except DeliveryFailure as trouble:
        return put_off(mail, trouble)
    return record_outcome(mail, MailState.SENT, sent_at=timezone.now(), last_error="")


@transaction.atomic
def leave_out_what_ended(mail, made):
    """The notices of `mail` that still hold. Those that do not are taken out of it: withdrawn ones that come to stand
    again later can then still be mailed."""
    holding = list(still_due(mail.notices, made).earliest_first())
    mail.notices.exclude(pk__in=[notice.pk for notice in holding]).update(mail=None)
    return holding


def is_still_ours(mail):
    """Whether there is time enough left on the lease to send it: asked of the database just before sending."""
    margin = timedelta(seconds=settings.REMINDER_LEASE_SECONDS / 2)
    return Mail.objects.filter(pk=mail.pk, claim=mail.claim, claimed_until__gt=timezone.now() + margin).exists()


def record_outcome(mail, state, **told):
    """Write down what became of it; whoever lost the claim meanwhile writes nothing."""
    moved = Mail.objects.filter(pk=mail.pk, claim=mail.claim, state=MailState.CLAIMED).update(
        state=state, claim=None, claimed_until=None, **told
    )
    if state == MailState.UNDELIVERABLE and moved:
        log.error("A reminder could not be delivered: mail %s.", mail.reference)


def put_off(mail, trouble):
    """Try again later, or give up: for good reasons at once, otherwise after a day."""
    now = timezone.now()
    if isinstance(trouble, PermanentFailure) or now - mail.made_at > GIVES_UP_AFTER:
        return record_outcome(mail, MailState.UNDELIVERABLE, last_error=str(trouble)[:200])
    wait = min(FIRST_RETRY * 2 ** min(mail.attempts - 1, 10), LONGEST_RETRY)
    return record_outcome(mail, MailState.WAITING, next_try=now + wait, last_error=str(trouble)[:200])
