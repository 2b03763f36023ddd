"""A session recorded by mistake: it stays to be read, struck out, and no longer says that the child was seen."""

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from cases.models import Case
from cases.registries.last_seen import last_seen
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.guards import NotYet
from emerald.words import day_in_words
from interventions.notes.models.locked import HOURS
from interventions.sessions.models.session import Session


class StruckOut(models.Model):
    """Written through `strike_out`. Never changed: who struck out the wrong session records it again."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="struck_out")
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        verbose_name_plural = "struck out"
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="struck_out_says_why")]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Recorded in error, {self.at:%Y-%m-%d}"


def is_for_a_manager(session: Session, by: User) -> bool:
    """Whether `by` would strike out as a manager and not as the author."""
    return by.pk != session.recorded_by_id or session.is_locked


def why_not_strike_out(session: Session, by: User, rights: frozenset[str]) -> list[str]:
    """The sentences that stand in the way of this person, who holds `rights` on the case, striking out the session."""
    if session.is_in_error:
        return ["This session was marked as recorded in error already."]
    if is_for_a_manager(session, by):
        if Right.ALLOCATE in rights:
            return []
        return [
            f"Only {session.recorded_by.name}, who recorded this session, can mark it as recorded in error, within "
            f"{HOURS} hours; after that a manager can. {session.case.whom_to_ask()}"
        ]
    return []


@transaction.atomic
def strike_out(session: Session, *, by: User, because: str) -> StruckOut:
    """Mark `session` as recorded in error, also when its case is closed: what is wrong must be put right (UK GDPR,
    article 16). Its author may for 24 hours, after that a manager of the case.

    The case forgets that the child was seen then, unless something else says so. Raises NotYours, NotYet. Returns the
    StruckOut.
    """
    case = session.case
    session.begin_change(by=by, right=Right.ALLOCATE if is_for_a_manager(session, by) else Right.RECORD_SESSION)
    if StruckOut.objects.filter(session=session).exists():
        raise NotYet("This session was marked as recorded in error already.")
    if not because.strip():
        raise NotYet("Say why it was recorded in error.")
    struck = StruckOut.objects.create(session=session, because=because, by=by)
    if session.is_held:
        case.child_was_last_seen(last_seen(case))
    session.add_to_chronology(
        f"{by.name} marked the session of {day_in_words(session.held_at)} as recorded in error.", by=by
    )
    return struck


def seen_in_sessions(case: Case) -> date | None:
    """The last day on which a session says that the child was seen, or None."""
    return case.sessions.held().latest_day()
