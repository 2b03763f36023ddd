"""The words of a session: its author may put them right for a day, then they are locked and only added to.

Source: DOMAIN.md section 2.6: notes are immutable after the lock (REC 24 h); corrections are addenda showing both.
Why and how: decisions/0009-locked-notes.md.
"""

import pgtrigger
from django.db import models, transaction
from django.utils import timezone

from cases.models.chronology import Kind
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from interventions.models.attendance import why_attendance_does_not_fit
from interventions.models.queries import VersionQuerySet
from interventions.timescales import LOCKED_AFTER

# The words that can be put right, and how a page calls them. What else was recorded (when, where, whether the child was
# seen) has been told to the chronology and is put right by an addendum.
WHEN_HELD = {"aims": "What it was meant to achieve", "others_present": "Who else was there",
             "what_happened": "What happened", "childs_words": "In the child’s own words",
             "analysis": "What the worker thinks"}
WHEN_NOT_HELD = {"aims": "What it was meant to achieve",
                 "why_not_held": "Why it did not take place and what was done about it",
                 "analysis": "What the worker thinks"}
# Of these, what a session with several children has once for all of them.
SHARED_WORDS = ("aims", "others_present")
HOURS = int(LOCKED_AFTER.total_seconds() // 3600)
INSTEAD = "You can add to it instead."


class Locked(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def is_locked(self):
        return timezone.now() - self.recorded_at >= LOCKED_AFTER

    @property
    def words(self):
        """{field: what a page calls it} of the words this session has."""
        words = WHEN_HELD if self.is_held else WHEN_NOT_HELD
        # What stands in the part shared with other children is put right there.
        return {name: said for name, said in words.items() if self.group_id is None or name not in SHARED_WORDS}

    @property
    def earlier_versions(self):
        """The session as it was before each change of its words, the first version first."""
        return VersionQuerySet(self.pgh_event_model).before(self) if self.version > 1 else []

    def why_not_change(self, by):
        """The sentences that stand in the way of this person changing the words."""
        if by.pk != self.recorded_by_id:
            return [f"Only {self.recorded_by.name}, who recorded this session, can change its text. {INSTEAD}"]
        if not self.case.is_open:
            return [f"This case was closed, and the text stays as it was then. {INSTEAD}"]
        if self.is_in_error:
            return [f"This session was marked as recorded in error, and its text stays as it is. {INSTEAD}"]
        return [f"The text was locked {HOURS} hours after it was recorded. {INSTEAD}"] if self.is_locked else []

    @transaction.atomic
    def change_words(self, *, by, version=None, **words):
        """Put the words right. `version`: the session's when the page was made; None skips the comparison.

        Raises NotYours (not the author), NotYet (locked, closed, a word missing), ChangedMeanwhile; then nothing has
        changed. Raises KeyError for a field that is not one of `words`. The words before are kept.
        """
        self.case.take_hold(by=by, right=Right.RECORD_SESSION)
        self.refresh_from_db(fields=["version", "recorded_at", *self.words])
        if obstacles := self.why_not_change(by):
            raise (NotYet if by.pk == self.recorded_by_id else NotYours)(*obstacles)
        if version is not None and version != self.version:
            raise ChangedMeanwhile(f"While your page was open, {self.recorded_by.name} changed this text. Nothing was "
                                   "saved; what you typed is still here. Save again to replace what was written.",
                                   now=self)
        asked = {name: getattr(self, name) for name in self.words}
        if unknown := set(words) - set(asked):
            raise KeyError(unknown)
        if asked | words == asked:
            return self
        self._replace(asked | words)
        return self

    def _replace(self, words):
        recorded = {"attendance": self.attendance, "cancelled_by": self.cancelled_by,
                    "child_seen_alone": self.child_seen_alone, "length_minutes": self.length_minutes}
        if obstacles := why_attendance_does_not_fit(**recorded, **words):
            raise NotYet(*obstacles)
        for name, text in words.items():
            setattr(self, name, text)
        self.version += 1
        self.save(update_fields=["version", *words])

    @transaction.atomic
    def add(self, text, *, by):
        """Add to the record below its text, also when the case is closed: what is wrong must be put right (UK GDPR,
        article 16). Raises NotYours, NotYet. Returns the Addendum."""
        self.case.take_hold(by=by, right=Right.RECORD_SESSION)
        if not text.strip():
            raise NotYet("Enter what you want to add.")
        addendum = self.addenda.create(text=text, written_by=by)
        self.case.chronicle(Kind.DIRECT_WORK, f"{by.name} added to the record of a session.", by=by,
                            needs=Right.HEAR_OF_SESSIONS, page="session", reference=self.case.reference,
                            session=self.pk)
        return addendum


# Nothing takes a session off the record, whoever asks and however: what is wrong in it is added to. When the time comes
# to destroy a whole record (DOMAIN.md section 2.7), that verb brings its own door through this.
KEPT = AppendOnly(name="session_is_kept", operation=pgtrigger.Delete | pgtrigger.Truncate)
# What may still change in a locked session: its next step, and the words to search by, which the database makes itself.
FREE = "'next_step', 'next_step_on', 'next_step_done_on', 'next_step_done_by_id', 'next_step_outcome', 'words'"
LOCK = pgtrigger.Trigger(
    name="text_is_locked", operation=pgtrigger.Update, when=pgtrigger.Before,
    func=f"""
        IF ROW(NEW.case_id, NEW.recorded_by_id, NEW.recorded_at)
           IS DISTINCT FROM ROW(OLD.case_id, OLD.recorded_by_id, OLD.recorded_at) THEN
            RAISE EXCEPTION 'who recorded a session, when and on which case never changes'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.recorded_at < now() - INTERVAL '{HOURS} hours'
           AND to_jsonb(NEW) - ARRAY[{FREE}] <> to_jsonb(OLD) - ARRAY[{FREE}] THEN
            RAISE EXCEPTION 'a session is locked {HOURS} hours after it was recorded; it is added to'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """)
