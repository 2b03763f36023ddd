"""The access log as lines of JSON on the worker's standard output, for whatever the council collects logs with.

Entries are written once their seal is made, seal by seal: those of a transaction that was open longer come with a later
seal, so none is passed over. A run that is interrupted begins its seal anew: each entry is written at least once, and a
collector that wants it once goes by `id`.
"""

import json
import logging

from django.db import transaction

from emerald.audit.models import AccessEntry, Seal
from emerald.audit.technical_log import REFERENCE
from emerald.observability.models import WrittenOut

log = logging.getLogger("emerald.access_lines")
SEALS_AT_ONCE = 100
FIELDS = (
    "id",
    "actor_id",
    "actor_label",
    "actor_name",
    "actor_role",
    "verb",
    "page",
    "subject",
    "reference",
    "subject_id",
    "outcome",
    "why",
    "request_id",
    "client",
)


def write_sealed_entries() -> int:
    """Write what was sealed since the last time; returns how many entries."""
    written = 0
    with transaction.atomic():
        WrittenOut.objects.get_or_create(pk=WrittenOut.THE_ONE)
        place = WrittenOut.objects.select_for_update().get()
        for seal in Seal.objects.filter(number__gt=place.seal).in_order()[:SEALS_AT_ONCE]:
            for entry in AccessEntry.objects.filter(xid__gte=seal.since, xid__lt=seal.upto).order_by("id").iterator():
                log.info(line_of(entry, seal))
                written += 1
            place.seal = seal.number
        place.save()
    return written


def line_of(entry: AccessEntry, seal: Seal) -> str:
    """One line: who, what, of which record, from where, and whether it was refused. `detail` stays behind, because a
    reason somebody typed may stand in it, and so does a reference that is none: that was typed into a search."""
    facts = {name: getattr(entry, name) for name in FIELDS}
    facts["reference"] = entry.reference if REFERENCE.fullmatch(entry.reference) else ""
    facts["request_id"] = str(entry.request_id) if entry.request_id else None
    number = len(entry.subject_ids) or None
    return json.dumps({"log": "access", "at": entry.at.isoformat(), **facts, "shown": number, "seal": seal.number})
