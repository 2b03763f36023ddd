"""A note that was filed on the wrong case is moved to the right one, with who did it, when and why.

Its text leaves the wrong child's record altogether and is read on the right one alone. Why and how:
decisions/0021-moved-notes.md.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.models.children.snapshot import as_known_to
from cases.models.chronology.removals import withdraw_and_rewrite
from cases.registries.last_seen import last_seen
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.drafts.models import Draft
from emerald.guards import NotYet
from emerald.words import day_in_words

NOT_THERE = "No case of that reference is yours to move a note to."


class MoveQuerySet(models.QuerySet["Move"]):
    def of_case(self, case: Case) -> "MoveQuerySet":
        """Away from the case and to it, the latest first."""
        return self.filter(Q(from_case=case) | Q(to_case=case)).with_people().order_by("-pk")

    def with_people(self) -> "MoveQuerySet":
        return self.select_related("moved_by", "from_case", "to_case", "session__recorded_by", "contact__recorded_by")


class Move(models.Model):
    """Evidence that one note went from one case to another. Written through the note's `move`."""

    session = models.ForeignKey(
        "interventions.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="moves"
    )
    contact = models.ForeignKey(
        "interventions.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="moves"
    )
    from_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves_away")
    to_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves_here")
    because = models.TextField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=True) ^ Q(contact__isnull=True), name="move_is_of_one_note"
            ),
            models.CheckConstraint(condition=~Q(from_case=models.F("to_case")), name="move_leads_elsewhere"),
            models.CheckConstraint(condition=~Q(because=""), name="move_says_why"),
        ]
        triggers = [
            AppendOnly(),
            pgtrigger.Trigger(
                name="is_of_its_own_transaction",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                IF NEW.xid <> audit_clock() OR NEW.from_case_id IS DISTINCT FROM coalesce(
                    (SELECT case_id FROM interventions_session WHERE id = NEW.session_id),
                    (SELECT case_id FROM interventions_contact WHERE id = NEW.contact_id)) THEN
                    RAISE EXCEPTION 'a note is moved from the case it stands on' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
            ),
            pgtrigger.Trigger(
                name="note_was_moved",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="""
                IF NEW.to_case_id IS DISTINCT FROM coalesce(
                    (SELECT case_id FROM interventions_session WHERE id = NEW.session_id),
                    (SELECT case_id FROM interventions_contact WHERE id = NEW.contact_id))
                   AND NOT EXISTS (SELECT 1 FROM interventions_move later WHERE later.id > NEW.id
                       AND (later.session_id = NEW.session_id OR later.contact_id = NEW.contact_id)) THEN
                    RAISE EXCEPTION 'a move is written down when the note moves' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Move {self.moved_at:%Y-%m-%d}"

    @property
    def note(self) -> Any:
        return self.session or self.contact

    @classmethod
    def of_case(cls, case: Case) -> MoveQuerySet:
        """Away from the case and to it, the latest first."""
        return cls.objects.of_case(case)

    @staticmethod
    def shown_to(user: User, moves: "Iterable[Move]") -> list[Any]:
        """The list of `moves` as it may be told to `user`: `from_shown` and `to_shown` are the cases' references where
        they may see them, else "". Anybody who may not see a case learns that there is another, and not which."""
        shown: list[Any] = list(moves)
        both = {key for move in shown for key in (move.from_case_id, move.to_case_id)}
        seen = set(Case.objects.visible_to(user).filter(pk__in=both).values_list("pk", flat=True)) if both else set()
        for move in shown:
            move.from_shown = move.from_case.reference if move.from_case_id in seen else ""
            move.to_shown = move.to_case.reference if move.to_case_id in seen else ""
        return shown


class Movable(models.Model):
    """The trait of a note that a manager can move it to the case it belongs to."""

    if TYPE_CHECKING:  # what it needs of the note
        objects: Any
        case: Any
        case_id: int
        moves: Any
        attached: Any
        called: str
        page: str
        listed_on: str
        chronicle_kind: str

        @property
        def moment(self) -> datetime: ...
        @property
        def next_step_is_open(self) -> bool: ...
        @property
        def is_in_error(self) -> bool: ...

    class Meta:
        abstract = True

    @acting_as_emerald("moved note")
    def moves_shown_to(self, user: User) -> list[Any]:
        """The moves this note has behind it, the latest first, as `Move.shown_to` tells them."""
        return Move.shown_to(user, self.moves.with_people().order_by("-pk"))

    def case_called(self, reference: str, *, by: User) -> Case | None:
        """The case of this reference if `by` may move notes on it; else None, whether there is such a case or not."""
        found = Case.objects.visible_to(by, Right.MOVE_NOTE).with_people().filter(reference=reference)[:1]
        return next(iter(as_known_to(by, list(found))), None)

    def why_not_move_to(self, case: Case | None) -> list[str]:
        """The sentences that stand in the way of moving this note to `case` (None: there is none)."""
        if case is None:
            return [NOT_THERE]
        if case.pk == self.case_id:
            return [f"The {self.called} is on this case already."]
        day = timezone.localdate(self.moment)
        if not case.child.was_born_by(day):
            return [f"The {self.called} is before that child was born."]
        if day < case.opened_on:
            return [f"The {self.called} is before {case.reference} opened on {day_in_words(case.opened_on)}."]
        if case.closed_on is not None and day > case.closed_on:
            return [
                f"The {self.called} is after {case.reference} closed on {day_in_words(case.closed_on)}. Move it to "
                "the child’s open case instead."
            ]
        if not case.is_open and self.next_step_is_open and not self.is_in_error:
            return [
                f"{case.reference} is closed, and this {self.called} has a next step that is still open. Have it "
                "finished first."
            ]
        return []

    @transaction.atomic
    def move(self, *, to_reference: str, because: str, by: User) -> Move:
        """Move this note, with its addenda, its earlier versions, its files and what somebody began to write about it,
        to the case called `to_reference` (str). Raises NotYours, NotYet; then nothing has changed. Returns the Move.

        Also to a closed case, if the note is of its time: what is wrong about a person must be put right whenever it
        is found (UK GDPR, article 16).
        """
        wrong, right = self.case, self.case_called(to_reference, by=by)
        # In one order for everybody, so that two who move notes between the same cases do not wait for each other.
        for case in sorted(filter(None, (wrong, right)), key=lambda one: one.pk):
            case.begin_change(by=by, right=Right.MOVE_NOTE)
        self.refresh_from_db()
        obstacles = [] if self.case_id == wrong.pk else ["Somebody has moved this already."]
        obstacles = obstacles or self.why_not_move_to(right)
        if not because.strip():
            obstacles.append("Say why it is moved.")
        if obstacles or right is None:
            raise NotYet(*obstacles)
        move: Move = self.moves.create(from_case=wrong, to_case=right, because=because, moved_by=by)
        type(self).objects.filter(pk=self.pk).update(case=right)
        self.case = right
        self.attached.follow(right, wrong)
        self._rewrite(wrong, right, move)
        return move

    def _rewrite(self, wrong: Case, right: Case, move: Move) -> None:
        when = day_in_words(move.moved_at)
        withdraw_and_rewrite(
            wrong,
            right,
            about={self.page: self.pk},
            by=move.moved_by,
            page="moved_notes",
            instead=f"Filed here by mistake and moved on {when} by {move.moved_by.name}.",
        )
        right.chronicle(
            self.chronicle_kind,
            f"A {self.called} filed elsewhere by mistake was moved here.",
            by=move.moved_by,
            needs=Right.HEAR_OF_SESSIONS,
            page=self.page,
            reference=right.reference,
            **{self.page: self.pk},
        )
        for case in (wrong, right):
            case.child_was_last_seen(last_seen(case))
        self._take_drafts_along(wrong, right)

    def _take_drafts_along(self, wrong: Case, right: Case) -> None:
        """Those of people who see the right case; for the others the text stays theirs, and tells no new reference."""
        under = reverse(self.page, args=[wrong.reference, self.pk])
        seeing = [
            user for user in Draft.writers_under(under) if Case.objects.visible_to(user).filter(pk=right.pk).exists()
        ]
        Draft.move_all(seeing, old=wrong.reference, new=right.reference, under=under)
