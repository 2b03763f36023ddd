"""The outbox: claim one mail at a time, put its words together, send it, write down what became of it.

Work is chosen by time and state, never by a message: a lost, doubled or late tick does no harm. A claim is committed
before anything is sent and carries a lease longer than any sending takes, so a worker that is killed loses nothing:
when its lease has run out the mail is taken up again, and whoever takes it up asks the provider first whether it went.
"""

import logging
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from emerald.encrypted import WrongKey, encrypt
from emerald.mail.models import Mail, MailState
from emerald.mail.providers import DeliveryFailure, PermanentFailure, mail_is_set_up, provider
from emerald.mail.timescales import FIRST_RETRY, GIVES_UP_AFTER, LONGEST_RETRY

log = logging.getLogger(__name__)
_composers = {}


def composes(*kinds: Any) -> Any:
    """Mark the function that puts the words of these kinds together: it takes the mail and a dict that lives for one
    round, and returns the message (`mail.message(subject, text)`), or None where there is nothing left to tell."""

    def marked(function: Any) -> Any:
        _composers.update(dict.fromkeys(kinds, function))
        return function

    return marked


def post(kind: str, *, recipient: Any = None, address: str = "", **facts: Any) -> None:
    """Have it sent once the transaction stands: to `address`, or to where the recipient is reached when it leaves.

    `facts`: keys of the rows it tells about. Where no mail can be sent, nothing waits for the day on which it can.
    """
    if not mail_is_set_up():
        return
    now = timezone.now()
    mail = Mail(
        kind=kind,
        recipient=recipient,
        encrypted_address=encrypt(address) if address else "",
        facts=facts,
        made_at=now,
        next_try=now,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)  # a link that waits already is the one that was asked for


def drain(seconds: int = 50) -> int:
    """Send what is due until nothing is left or the time is up. Returns how many mails were taken in hand."""
    this_round: dict[str, Any] = {}
    until, taken = time.monotonic() + seconds, 0
    try:
        while time.monotonic() < until and (mail := claim()):
            deliver(mail, this_round)
            taken += 1
    finally:
        provider().finish()
    return taken


@transaction.atomic
def claim() -> Mail | None:
    """Take one mail that is due, or whose claimer's lease has run out; committed before it is sent. None when there is
    none."""
    now = timezone.now()
    mail = (
        Mail.objects.still_to_go()
        .select_for_update(skip_locked=True, of=("self",), no_key=True)
        .select_related("recipient")
        .due(now)
        .first_of_all()
        .first()
    )
    if mail is None:
        return None
    lease = now + timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    mail.state, mail.claim, mail.claimed_until, mail.next_try = MailState.CLAIMED, uuid4(), lease, lease
    mail.attempts += 1
    mail.save(update_fields=["state", "claim", "claimed_until", "next_try", "attempts"])
    return mail


def deliver(mail: Mail, this_round: dict[Any, Any] | None = None) -> None:
    """Send a claimed mail, unless it went already or there is nothing left to tell."""
    try:
        if mail.attempts > 1 and provider().was_accepted(mail.reference):
            return record_sent(mail)
        message = composed(mail, {} if this_round is None else this_round)
        if message is None:
            return record_outcome(mail, MailState.NOT_NEEDED, encrypted_address="")
        if not is_still_ours(mail):
            return None
        provider().send(message)
    except DeliveryFailure as trouble:
        return put_off(mail, trouble)
    return record_sent(mail)


def composed(mail: Mail, this_round: dict[Any, Any]) -> Any:
    """The message, or None. Raises PermanentFailure where there is no address to send it to."""
    try:
        message = _composers[mail.kind](mail, this_round)
    except WrongKey:
        raise PermanentFailure("The key its address was sealed with is not in EMERALD_FACTS_KEYS any more.") from None
    if message and not any(message.to):
        raise PermanentFailure("This person has no e-mail address.")
    return message


def is_still_ours(mail: Mail) -> bool:
    """Whether there is time enough left on the lease to send it: asked of the database just before sending."""
    margin = timedelta(seconds=settings.MAIL_LEASE_SECONDS / 2)
    return Mail.objects.filter(pk=mail.pk, claim=mail.claim, claimed_until__gt=timezone.now() + margin).exists()


def record_sent(mail: Mail) -> None:
    record_outcome(mail, MailState.SENT, sent_at=timezone.now(), last_error="", encrypted_address="")


def record_outcome(mail: Mail, state: MailState, **told: Any) -> None:
    """Write down what became of it; whoever lost the claim meanwhile writes nothing."""
    moved = Mail.objects.filter(pk=mail.pk, claim=mail.claim, state=MailState.CLAIMED).update(
        state=state, claim=None, claimed_until=None, **told
    )
    if state == MailState.UNDELIVERABLE and moved:
        log.error("A mail could not be delivered: %s, %s. Operations says why.", mail.kind, mail.reference)


def put_off(mail: Mail, trouble: DeliveryFailure) -> None:
    """Try again later, or give up: for good reasons at once, otherwise after a day."""
    now, told = timezone.now(), {"last_error": str(trouble)[:200]}
    if isinstance(trouble, PermanentFailure) or now - mail.made_at > GIVES_UP_AFTER:
        forgotten = {} if mail.recipient_id else {"encrypted_address": ""}  # nobody can send that one again
        return record_outcome(mail, MailState.UNDELIVERABLE, **told, **forgotten)
    wait = min(FIRST_RETRY * 2 ** min(mail.attempts - 1, 10), LONGEST_RETRY)
    log.warning("A mail waits, and is tried again in %s seconds: %s", wait.seconds, trouble)
    return record_outcome(mail, MailState.WAITING, next_try=now + wait, **told)
