"""Lines of the chronology that told of something filed on the wrong case.

They stay as evidence and are shown to nobody any more: not on a page, pinned, in a pack or in a count. One line stands
in their place, and the case that they belong to is told them instead. (An event that somebody withdraws stays on the
page, withdrawn: `cases.models.chronology.events`.) See decisions/0021-moved-notes.md.
"""

from typing import Any

from django.conf import settings
from django.db import models

from cases.models.chronology.entries import ChronologyEntry
from emerald.accounts.models import User
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now


class ChronologyRemoval(models.Model):
    """`entry` is no longer told; `instead` is the line that stands where it stood."""

    entry = models.OneToOneField(ChronologyEntry, on_delete=models.PROTECT, related_name="removal")
    instead = models.ForeignKey(ChronologyEntry, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Removal {self.removed_at:%Y-%m-%d}"


def withdraw_and_rewrite(wrong: Any, right: Any, *, about: dict[str, Any], by: User, instead: str, page: str) -> None:
    """Take every line of the case `wrong` whose page is of the record that `about` names ({argument: key}) out of what
    it tells; the sentence `instead`, leading to `page`, stands where the first of them stood. The case `right` is told
    each of them with its own moment and author. Runs inside the caller's transaction.
    """
    told = list(wrong.entries.not_withdrawn().filter(page_args__contains=about).order_by("pk"))
    if not told:
        return
    first = told[0]
    trace = ChronologyEntry.objects.create(
        case=wrong,
        kind=first.kind,
        sentence=instead,
        recorded_by=by,
        happened_at=first.happened_at,
        hour_known=first.hour_known,
        needs=first.needs,
        significant=False,
        page=page,
        page_args={"reference": wrong.reference},
    )
    ChronologyRemoval.objects.bulk_create(
        [ChronologyRemoval(entry=entry, instead=trace, removed_by=by) for entry in told]
    )
    ChronologyEntry.objects.bulk_create(
        [
            ChronologyEntry(
                case=right,
                kind=entry.kind,
                sentence=entry.sentence,
                happened_at=entry.happened_at,
                hour_known=entry.hour_known,
                recorded_at=entry.recorded_at,
                recorded_by_id=entry.recorded_by_id,
                needs=entry.needs,
                significant=entry.significant,
                source=entry.source,
                page=entry.page,
                page_args=entry.page_args | {"reference": right.reference},
            )
            for entry in told
        ]
    )
