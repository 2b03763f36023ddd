"""How Emerald runs, for whoever looks after it: parts, ticks, e-mails, files and seals. Numbers and moments only:
nothing here names a case, a child or what anybody wrote."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from emerald.accounts import second_steps, throttling
from emerald.audit.models import AccessEntry, Seal, Verification
from emerald.audit.seal import LATE
from emerald.database.identity import acting_as_emerald
from emerald.encrypted import unreadable_rows
from emerald.files import scanning, storage
from emerald.files.models import StoredFile
from emerald.mail.models import Mail, MailState
from emerald.mail.providers import mail_is_set_up
from emerald.reminders import beats, certificate, clock, health
from emerald.reminders.models.tick import Tick
from emerald.words import day_in_words

LOOKING_BACK = timedelta(days=7)
BACKUP_LATE = timedelta(days=2)
HARDLY_ANY_ROOM = (1 << 30, 0.03)  # bytes that are free, and the share of the disk
ON_THE_PAGE = 50  # of what could not be delivered
PARTS = {
    "database": "Database",
    "redis": "Redis",
    "worker": "Worker",
    "beat": "Beat",
    "reminders": "Reminders",
    "clock": "Clock",
}
# What to do about a part that does not answer.
MAIL_GOES_LATER = "What waits goes by itself, for a day; nothing needs to be started again."
ADVICE = {
    "redis": "Pages work without it and nothing is lost; reminders, seals and scans wait until it is back.",
    "worker": "Start it again. It takes up what waits by itself.",
    "beat": "Start it again. Nothing needs to be caught up by hand.",
    "reminders": "An e-mail that should have gone still waits. Look at the worker and at the mail server.",
}


@dataclass(frozen=True)
class Part:
    name: str
    state: str
    advice: str


@dataclass(frozen=True)
class Mails:
    words: str
    number: int
    oldest: datetime
    latest: datetime


def parts() -> list["Part"]:
    """Each part and how it is; takes a second at most, also when Redis does not answer. The database answers, or
    nobody would have come as far as this."""
    states = {"database": health.OK} | health.states()
    told = [Part(PARTS[key], state, _advice(key, state)) for key, state in states.items()]
    told += [certificate_shown()] if certificate.is_shown() else []
    return [*told, mail_server()] if mail_is_set_up() else told


def _advice(key: str, state: str) -> str:
    if key == "clock":
        return clock.trouble()
    if key == "beat" and (several := beats.at_once()):
        return (
            f"{len(several)} of them run ({'; '.join(several)}). Whatever they ask for is done once; end all but one."
        )
    return ADVICE.get(key, "") if state == health.FAILING else ""


def certificate_shown() -> "Part":
    """The one that browsers are shown, with the days it has left."""
    ends = certificate.last_look()
    if ends is None:
        return Part("Certificate", health.NOT_KNOWN, certificate.UNREACHABLE)
    if said := certificate.trouble(ends):
        return Part("Certificate", health.FAILING, said)
    left = certificate.in_days(ends - timezone.now())
    return Part("Certificate", health.OK, f"Nothing to do: it holds until {day_in_words(ends)}, {left}.")


def mail_server() -> "Part":
    """How the last attempts went: failing while something waits that was tried in vain."""
    trouble = Mail.objects.in_trouble().first()
    if trouble is None:
        return Part("Mail server", health.OK, "")
    return Part("Mail server", health.FAILING, f"{trouble.last_error} {MAIL_GOES_LATER}")


def ticks() -> list[Tick]:
    """The kinds of work the worker has written down, by name; its signs of life are among the parts."""
    return list(Tick.objects.exclude(name__in=[beats.ROW, health.WORKER]).order_by("name"))


def mails() -> list["Mails"]:
    """How many are in each state and since when; of those that went, the last seven days."""
    since = timezone.now() - LOOKING_BACK
    found = {
        state: facts
        for state, *facts in Mail.objects.made_since(since)
        .values_list("state")
        .annotate(Count("pk"), Min("made_at"), Max("made_at"))
        .order_by()
    }
    return [Mails(state.label, *found[state]) for state in MailState if state in found]


def files() -> dict[str, Any]:
    """{words: number} of files without an answer of the scanner, of those locked away, and of the bytes still free."""
    free, total = storage.room()
    return {
        "free": free,
        "hardly_any_room": free < HARDLY_ANY_ROOM[0] or free < HARDLY_ANY_ROOM[1] * total,
        "waiting": StoredFile.objects.to_scan().count(),
        "quarantined": StoredFile.objects.harmful().count(),
        "scanner": scanning.is_configured(),
    }


def backups() -> dict[str, Any]:
    """When the last one was finished and when one was begun that was not, each a moment or None; whether it is late."""
    begun, done = AccessEntry.objects.last_backups()
    return {
        "done": done.at if done else None,
        "unfinished": begun.at if begun and (done is None or begun.pk > done.pk) else None,
        "late": done is not None and timezone.now() - done.at > BACKUP_LATE,
    }


def sign_in() -> dict[str, int]:
    """{words: number} of rows with facts that cannot be read, of people whose second step cannot be read, of second
    steps under an older key, of accounts tried in vain from unknown browsers, and of wrong tokens for the figures."""
    with acting_as_emerald("look after keys"):
        facts = unreadable_rows(at_each_end=200)
    return {
        "facts": facts,
        "unreadable": second_steps.people_with_unreadable(),
        "older": len(second_steps.not_newest()),
        "tried": throttling.tried_lately(),
        "wrong_tokens": AccessEntry.objects.wrong_tokens_lately(),
    }


def seals() -> dict[str, Any]:
    """When the last seal was put, since when entries have waited longer than they should (None when none has), and the
    last verification."""
    last = Seal.objects.last_one()
    waiting = AccessEntry.objects.oldest_from(last.upto if last else 0)
    late = waiting if waiting is not None and waiting.at < timezone.now() - LATE else None
    return {
        "last": last.at if last else None,
        "waiting_since": late.at if late else None,
        "proved": Verification.objects.last_one(),
    }


def picture() -> dict[str, Any]:
    """Everything, for the page."""
    return {
        "parts": parts(),
        "ticks": ticks(),
        "oldest_overdue": health.oldest_overdue(),
        "mails": mails(),
        "account_mail": list(Mail.objects.undeliverable().about_accounts()[:ON_THE_PAGE]),
        "files": files(),
        "backups": backups(),
        "seals": seals(),
        "sign_in": sign_in(),
        "mail_is_set_up": mail_is_set_up(),
        "looked_at": timezone.now(),
    }
