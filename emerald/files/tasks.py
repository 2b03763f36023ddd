import logging
from datetime import timedelta

from celery import shared_task

from emerald.files import scanning, storage
from emerald.files.models import StoredFile, Upload

log = logging.getLogger(__name__)
AT_ONCE = 50
SWEPT_AFTER = timedelta(days=1)


@shared_task
def scan_waiting() -> None:
    """What was brought while the scanner was silent, or before there was one. Stops at the first silence: the next
    tick is a minute away."""
    if not scanning.is_configured():
        return
    for file in StoredFile.objects.to_scan()[:AT_ONCE]:
        try:
            file.scan()
        except storage.Missing:
            log.error("File %d is not where it should be.", file.pk)
        except scanning.Silent:
            return


@shared_task
def forget_abandoned() -> None:
    Upload.objects.abandoned().throw_away()


@shared_task
def sweep() -> None:
    """Files on disk that no row knows: their transaction failed, or they were half sent when the power went."""
    names, half_sent = storage.lying_longer_than(SWEPT_AFTER.total_seconds())
    known = StoredFile.objects.names_among(names)
    for name in names:
        if name not in known:
            storage.remove(name)
    for path in half_sent:
        path.unlink(missing_ok=True)
