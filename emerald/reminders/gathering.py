"""Which reminders are to be mailed by now, put into one mail for each person; and the round in which all mail goes."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from emerald.mail import outbox
from emerald.mail.providers import mail_is_set_up

GATHERING = 0x456D47617468  # the advisory lock's number

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
      AND NOT EXISTS (SELECT FROM reminders_mail mail WHERE mail.kind = 'digest'
                      AND mail.recipient_id = notice.recipient_id AND mail.state IN ('waiting', 'claimed'))
),
made AS (
    INSERT INTO reminders_mail (kind, recipient_id, made_at, next_try)
    SELECT DISTINCT 'digest', recipient_id, %(now)s, %(now)s FROM waiting
    RETURNING id, recipient_id
)
UPDATE reminders_notice notice SET mail_id = made.id
FROM waiting JOIN made ON made.recipient_id = waiting.recipient_id
WHERE notice.id = waiting.id
"""  # noqa: S608  our own names; values are parameters


def gather(now: Any = None) -> Any:
    """Put everything that is to be mailed by `now` into one mail for each person. Returns how many notices went in."""
    now = now or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATHERING])
        cursor.execute(GATHER, {"now": now, "today": timezone.localdate(now)})
        return cursor.rowcount


def gather_and_send() -> int:
    """Gather, and send whatever waits, reminders and other mail. Returns how many mails were taken in hand.

    Without a mail server nothing is gathered: the notices in the app are all there is, and nothing pretends to go.
    """
    if not mail_is_set_up():
        return 0
    try:
        gather()
    finally:
        taken = outbox.drain()  # a link to choose a password waits for no reminder
    return taken
