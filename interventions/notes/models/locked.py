"""The words of a note: its author may put them right for a day, then they are locked and only added to.

A note is a session of direct work or another contact; both share all of this.

Source: DOMAIN.md section 2.6: notes are immutable after the lock (REC 24 h); corrections are addenda showing both.
Why and how: decisions/0009-locked-notes.md.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db import models, transaction
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.guards import NotYet, NotYours
from emerald.versioned import Versioned
from interventions.notes.models.queries import VersionQuerySet
from interventions.timescales import LOCKED_AFTER

HOURS = int(LOCKED_AFTER.total_seconds() // 3600)
INSTEAD = "You can add to it instead."


class Locked(Versioned):
    """The note names itself: `called` in a sentence, `page` as the URL name that shows it and as its key there,
    `listed_on` as the URL name of its list, `chronicle_kind` as its kind in the chronology, `filed_as` as the kind of
    document of its files. It has `words`, {field: what a page calls it} of what can be put right."""

    called, page, listed_on, chronicle_kind, filed_as = "", "", "", "", ""
    part_of, right_to_change, called_here = "case", Right.RECORD_SESSION, "this text"

    if TYPE_CHECKING:  # what it needs of the note
        case: Any
        recorded_by: Any
        recorded_by_id: int
        recorded_at: datetime
        addenda: Any
        pgh_event_model: Any

        @property
        def words(self) -> dict[str, str]: ...
        @property
        def moment(self) -> datetime: ...

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def moved_meanwhile(self) -> str:
        return (
            f"While your page was open, this {self.called} was moved to the case it belongs to. Nothing was saved; "
            "what you typed is still here."
        )

    @property
    def changed_by(self) -> User:
        """Nobody but its author changes its text."""
        author: User = self.recorded_by
        return author

    def add_to_chronology(self, sentence: str, *, by: User, **facts: Any) -> Any:
        """Add one finished sentence about this note to the chronology, for those who hear of direct work. `facts` as
        `case.chronicle` takes them."""
        return self.case.chronicle(
            self.chronicle_kind,
            sentence,
            by=by,
            needs=Right.HEAR_OF_SESSIONS,
            page=self.page,
            reference=self.case.reference,
            **{self.page: self.pk},
            **facts,
        )

    def why_not_words(self, words: dict[str, str]) -> list[str]:
        """What is missing, or too much, if `words` (a dict of all of them) were what is written here."""
        raise NotImplementedError

    @property
    def is_locked(self) -> bool:
        return timezone.now() - self.recorded_at >= LOCKED_AFTER

    @property
    def is_in_error(self) -> bool:
        """Whether it was marked as recorded in error (`interventions.notes.models.struck_out`)."""
        return getattr(self, "struck_out", None) is not None

    def was_struck_out(self) -> None:
        """What follows for its case."""

    @property
    def earlier_versions(self) -> Iterable[Any]:
        """The note as it was before each change of its words, the first version first."""
        return VersionQuerySet(self.pgh_event_model).before(self) if self.version > 1 else []

    def why_not_change(self, by: User) -> list[str]:
        """The sentences that stand in the way of this person changing the words."""
        if by.pk != self.recorded_by_id:
            return [f"Only {self.recorded_by.name}, who recorded this {self.called}, can change its text. {INSTEAD}"]
        if not self.case.is_open:
            return [f"This case was closed, and the text stays as it was then. {INSTEAD}"]
        if self.is_in_error:
            return [f"This {self.called} was marked as recorded in error, and its text stays as it is. {INSTEAD}"]
        return [f"The text was locked {HOURS} hours after it was recorded. {INSTEAD}"] if self.is_locked else []

    @transaction.atomic
    def change_words(self, *, by: User, version: int | None = None, **words: Any) -> "Locked":
        """Put the words right. `version`: the note's when the page was made; None skips the comparison.

        Raises NotYours (not the author), NotYet (locked, closed, a word missing), ChangedMeanwhile; then nothing has
        changed. Raises KeyError for a field that is not one of `words`. The words before are kept.
        """
        self.begin_change(by=by)
        if obstacles := self.why_not_change(by):
            raise (NotYet if by.pk == self.recorded_by_id else NotYours)(*obstacles)
        self.check_version(version)
        asked = {name: getattr(self, name) for name in self.words}
        if unknown := set(words) - set(asked):
            raise KeyError(unknown)
        if asked | words == asked:
            return self
        self._replace(asked | words)
        return self

    def _replace(self, words: dict[str, str]) -> None:
        if obstacles := self.why_not_words(words):
            raise NotYet(*obstacles)
        for name, text in words.items():
            setattr(self, name, text)
        self.save_next_version(*words)

    @transaction.atomic
    def add(self, text: str, *, by: User) -> Any:
        """Add to the record below its text, also when the case is closed: what is wrong must be put right (UK GDPR,
        article 16). Raises NotYours, NotYet. Returns the Addendum."""
        self.begin_change(by=by)
        if not text.strip():
            raise NotYet("Enter what you want to add.")
        addendum = self.addenda.create(text=text, written_by=by)
        self.add_to_chronology(f"{by.name} added to the record of a {self.called}.", by=by)
        return addendum


# Nothing takes a note off the record, whoever asks and however: what is wrong in it is added to. When the time comes
# to destroy a whole record (DOMAIN.md section 2.7), that verb brings its own door through this.
KEPT = AppendOnly(name="session_is_kept", operation=pgtrigger.Delete | pgtrigger.Truncate)
CONTACT_KEPT = AppendOnly(name="contact_is_kept", operation=pgtrigger.Delete | pgtrigger.Truncate)
# What may still change in a locked note: its next step, and the words to search by, which the database makes itself.
# The case has a rule of its own.
FREE = (
    "'next_step', 'next_step_on', 'next_step_done_on', 'next_step_done_by_id', 'next_step_outcome', 'words', 'case_id'"
)


def lock_of(called: str) -> pgtrigger.Trigger:
    """The trigger on a table of notes. `called`: the column of the moves (`interventions.notes.models.moved`) that
    names such a note, and the note in the sentence."""
    return pgtrigger.Trigger(
        name="text_is_locked",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
        IF ROW(NEW.recorded_by_id, NEW.recorded_at) IS DISTINCT FROM ROW(OLD.recorded_by_id, OLD.recorded_at) THEN
            RAISE EXCEPTION 'who recorded a {called} and when never changes' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.case_id IS DISTINCT FROM OLD.case_id AND NOT EXISTS (
            SELECT 1 FROM interventions_move move WHERE move.{called}_id = OLD.id AND move.xid = audit_clock()
               AND move.from_case_id = OLD.case_id AND move.to_case_id = NEW.case_id) THEN
            RAISE EXCEPTION 'a {called} never changes its case but by a move that says who, when and why'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.recorded_at < now() - INTERVAL '{HOURS} hours'
           AND to_jsonb(NEW) - ARRAY[{FREE}] <> to_jsonb(OLD) - ARRAY[{FREE}] THEN
            RAISE EXCEPTION 'a {called} is locked {HOURS} hours after it was recorded; it is added to'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
        """,  # noqa: S608  a trigger, of our own names
    )
