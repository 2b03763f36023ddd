"""Work around a child that is no session: calls, messages, meetings, visits where nobody saw the child.

A contact, also one with the child, is never direct work and never says that the child was seen (DOMAIN.md section 1:
direct work is face to face).
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.working_days import working_days_after
from interventions.contacts.models.how import CONTACT_CONSTRAINTS, How, why_not_contact, within_days
from interventions.contacts.models.queries import ContactQuerySet
from interventions.notes.models.found_by import OF_A_CONTACT, words_kept
from interventions.notes.models.locked import CONTACT_KEPT, Locked, lock_of
from interventions.notes.models.moved import Movable
from interventions.notes.models.next_step import WithNextStep, next_step_constraints
from interventions.notes.models.queries import excerpt
from interventions.notes.models.rules import (
    CLOCKS_DIFFER_BY,
    why_not_at,
    why_not_next_step,
    why_not_record,
    why_not_so_late,
)

WORDS = {
    "what_was_said": "What was said",
    "childs_words": "In the child’s own words",
    "decisions": "What was decided, and who does what",
    "analysis": "What the worker thinks",
}


@track_history(read_by_pages=True)
class Contact(How, WithNextStep, Locked, Movable):  # type: ignore[misc, override]  # as what it is filed its kind says
    """One contact about one child, at `happened_at`."""

    called, page, listed_on, chronicle_kind = "contact", "contact", "case_contacts", Kind.CONTACT

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="contacts")
    happened_at = models.DateTimeField()
    length_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    what_was_said = models.TextField(blank=True)
    childs_words = models.TextField("child's own words", blank=True)
    decisions = models.TextField(blank=True)  # of a meeting: what was agreed, and who does it by when
    analysis = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    late_reason = models.TextField(blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="contact_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("happened_at") - CLOCKS_DIFFER_BY),
                name="contact_is_recorded_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(length_minutes__isnull=True) | Q(length_minutes__range=(1, 1440)),
                name="contact_length_is_within_a_day",
            ),
            *CONTACT_CONSTRAINTS,
            *next_step_constraints("contact", "happened_at"),
        ]
        triggers = [lock_of("contact"), CONTACT_KEPT, words_kept(OF_A_CONTACT)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def record(cls, case: Case, *, by: User, happened_at: datetime, kind: str, **written: Any) -> "Contact":
        """Record a contact of `happened_at` (aware datetime). Raises NotYours, NotYet with the sentences.

        Tells the chronology; what it says to the case of when the child was last seen is nothing.
        """
        case.begin_change(by=by, right=Right.RECORD_SESSION)
        obstacles = why_not_record(case, "a contact") + why_not_at(case, happened_at, "contact")
        if not obstacles:
            obstacles = (
                why_not_contact(kind, **written)
                + why_not_next_step(happened_at, written.get("next_step", ""), written.get("next_step_on"), "contact")
                + why_not_so_late(happened_at, written.get("late_reason", ""), "contact", within_days(kind))
            )
        if obstacles:
            raise NotYet(*obstacles)
        contact = cls.objects.create(case=case, happened_at=happened_at, kind=kind, recorded_by=by, **written)
        contact.add_to_chronology(contact.sentence, by=by, at=happened_at)
        return contact

    @property
    def words(self) -> dict[str, str]:
        """{field: what a page calls it} of the words a contact of this kind has."""
        return {name: called for name, called in WORDS.items() if name != "decisions" or self.is_meeting}

    def why_not_words(self, words: dict[str, str]) -> list[str]:
        facts = {
            "direction": self.direction,
            "with_whom": self.with_whom,
            "agency": self.agency,
            "present": self.present,
        }
        return why_not_contact(self.kind, **facts, **words)

    @property
    def moment(self) -> datetime:
        return self.happened_at

    @property
    def recorded_working_days_after(self) -> int:
        return working_days_after(timezone.localdate(self.happened_at), timezone.localdate(self.recorded_at))

    @property
    def is_recorded_late(self) -> bool:
        return self.recorded_working_days_after > within_days(self.kind)

    @property
    def excerpt(self) -> str:
        """How the text begins; only for contacts asked for with `for_a_list`."""
        return excerpt(self.beginning)  # type: ignore[attr-defined]  # put there by the query
