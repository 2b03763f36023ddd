"""What is so at this moment, as figures: is each part there, does anything wait too long, is the record sealed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily

from emerald import __version__
from emerald.audit.models import AccessEntry, Seal, Verification
from emerald.files import storage
from emerald.mail.models import Mail
from emerald.reminders import health

LOOKING_BACK = timedelta(hours=1)


class State:
    """A collector of prometheus_client's. Ages are in seconds; what is not known is left out."""

    def describe(self) -> list[Any]:
        """Nothing beforehand: a figure that is not known is missing."""
        return []

    def collect(self) -> Iterator[Any]:
        yield _gauge("emerald_version", "Which release this is", 1, version=__version__)
        try:
            connection.ensure_connection()
            found = list(_asked())
        except DatabaseError:
            yield _part("database", False)
            return
        yield from found


def _asked() -> Iterator[GaugeMetricFamily]:
    now = timezone.now()
    parts = GaugeMetricFamily("emerald_part_up", "1 where this part works", labels=["part"])
    for name, state in ({"database": health.OK} | health.states()).items():
        if state != health.NOT_KNOWN:
            parts.add_metric([name], state == health.OK)
    yield parts
    if (waiting := health.waiting_ticks()) is not None:
        yield _gauge("emerald_queue_length", "Messages that no worker has taken yet", waiting)
    overdue = health.oldest_overdue()
    seconds = overdue.total_seconds() if overdue else 0
    yield _gauge("emerald_oldest_overdue_seconds", "How long the oldest e-mail that should have gone waits", seconds)
    yield _gauge(
        "emerald_mails_undeliverable", "E-mails that could not be delivered", Mail.objects.undeliverable().count()
    )
    if seal := Seal.objects.last_one():
        yield _gauge("emerald_last_seal_seconds", "Since the record was last sealed", (now - seal.at).total_seconds())
    if proof := Verification.objects.last_one():
        yield _gauge("emerald_record_faults", "What the last proof of the record found broken", proof.faults)
        yield _gauge("emerald_last_proof_seconds", "Since the record was last proved", (now - proof.at).total_seconds())
    yield _gauge("emerald_files_free_bytes", "Room where attached files are kept", storage.room()[0])
    if done := AccessEntry.objects.last_backups()[1]:
        yield _gauge(
            "emerald_last_backup_seconds", "Since the last backup was finished", (now - done.at).total_seconds()
        )
    refused = AccessEntry.objects.filter(at__gte=now - LOOKING_BACK, verb__in=("sign-in failed", "locked out"))
    yield _gauge("emerald_sign_ins_refused_last_hour", "Sign-ins refused in the last hour", refused.count())


def _part(name: str, up: bool) -> GaugeMetricFamily:
    parts = GaugeMetricFamily("emerald_part_up", "1 where this part works", labels=["part"])
    parts.add_metric([name], up)
    return parts


def _gauge(name: str, words: str, value: int | float, **labels: Any) -> GaugeMetricFamily:
    made = GaugeMetricFamily(name, words, labels=list(labels))
    made.add_metric(list(labels.values()), value)
    return made
