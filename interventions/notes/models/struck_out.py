"""A note recorded by mistake: it stays to be read, struck out."""

from typing import Any

from django.conf import settings
from django.db import models, transaction

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.guards import NotYet
from emerald.words import day_in_words
from interventions.notes.models.locked import HOURS, Locked


class RecordedInError(models.Model):
    """That a note of one kind was, under the name by which the kind is called. Written through `strike_out`. Never
    changed: who struck out the wrong note records it again."""

    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Recorded in error, {self.at:%Y-%m-%d}"


def is_for_a_manager(note: Locked, by: User) -> bool:
    """Whether `by` would strike out as a manager and not as the author."""
    return by.pk != note.recorded_by_id or note.is_locked


def why_not_strike_out(note: Locked, by: User, rights: frozenset[str]) -> list[str]:
    """The sentences that stand in the way of this person, who holds `rights` on the case, striking out the note."""
    if note.is_in_error:
        return [_already(note)]
    if is_for_a_manager(note, by):
        if Right.ALLOCATE in rights:
            return []
        return [
            f"Only {note.recorded_by.name}, who recorded this {note.called}, can mark it as recorded in error, within "
            f"{HOURS} hours; after that a manager can. {note.case.whom_to_ask()}"
        ]
    return []


@transaction.atomic
def strike_out(note: Locked, *, by: User, because: str) -> Any:
    """Mark `note` as recorded in error, also when its case is closed: what is wrong must be put right (UK GDPR,
    article 16). Its author may for 24 hours, after that a manager of the case.

    Raises NotYours, NotYet. Returns the row that says so.
    """
    note.begin_change(by=by, right=Right.ALLOCATE if is_for_a_manager(note, by) else Right.RECORD_SESSION)
    rows: Any = note._meta.get_field("struck_out").related_model  # type: ignore[misc]  # each kind of note has one
    if rows.objects.filter(**{note.called: note}).exists():
        raise NotYet(_already(note))
    if not because.strip():
        raise NotYet("Say why it was recorded in error.")
    struck = rows.objects.create(**{note.called: note}, because=because, by=by)
    note.was_struck_out()
    note.add_to_chronology(
        f"{by.name} marked the {note.called} of {day_in_words(note.moment)} as recorded in error.", by=by
    )
    return struck


def _already(note: Locked) -> str:
    return f"This {note.called} was marked as recorded in error already."
