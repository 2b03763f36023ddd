"""For the worker; the timetable says when."""

import logging

from celery import shared_task
from django.db import OperationalError

from emerald.audit.models import Verification
from emerald.audit.partitions import begin_partition, partitioned
from emerald.audit.seal import seal_new_rows
from emerald.audit.verify import verify_and_record

log = logging.getLogger(__name__)


@shared_task
def seal() -> None:
    seal_new_rows()


@shared_task
def begin_partitions() -> None:
    """Once a year a tick finds something to do; what somebody keeps busy is for the next."""
    for table in partitioned():
        try:
            if begun := begin_partition(table):
                log.info("The partition %s begins.", begun)
        except OperationalError:
            log.warning("No new partition of %s could begin yet: somebody is at work with it.", table)


@shared_task
def verify() -> None:
    """Once a night: every tick asks whether it is time, so that a missed one is made up for and a doubled one is not.

    What is found goes into the log and on the pages *Seals* and *Operations*.
    """
    if Verification.objects.is_due():
        found = verify_and_record(by_the_worker=True)
        for sentence in found.broken:
            log.error("The record is broken. %s", sentence)
        for sentence in (*found.first, *found.not_here):
            log.error("The record could not be proved. %s", sentence)
