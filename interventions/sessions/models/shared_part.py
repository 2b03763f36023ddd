"""The part of one session with several children that is written once for all of them.

Each child has a session of their own, under the access of their own case, and all of them point here. Whoever reads one
of these sessions reads the shared part, which therefore names no child. It is locked as a session is (`locked.py`).
Why and how: decisions/0017-shared-sessions.md.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, TextChoices
from django.utils import timezone

from cases.models import Child
from cases.models.access.visible import VisibleCases
from cases.models.children.named import why_not_named
from cases.models.children.snapshot import as_known_to
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.versioned import Versioned
from interventions.notes.models.found_by import OF_A_SHARED_PART, words_kept
from interventions.notes.models.locked import HOURS, INSTEAD
from interventions.notes.models.queries import VersionQuerySet
from interventions.notes.models.rules import CLOCKS_DIFFER_BY
from interventions.sessions.models.work import Work
from interventions.timescales import LOCKED_AFTER

# The words that can be put right, and how a page calls them.
WORDS = {
    "aims": "What it was meant to achieve",
    "others_present": "Who else was there",
    "what_happened": "What happened in the group",
}

# Of a session's own words, what a session with several children has once for all of them.
SHARED_WORDS = ("aims", "others_present")

# No child leaves the shared part they were recorded with, and what both say of when, where and by whom agrees.
TIED = pgtrigger.Trigger(
    name="agrees_with_its_shared_part",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.group_id IS DISTINCT FROM OLD.group_id THEN
            RAISE EXCEPTION 'a session keeps the shared part it was recorded with' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.group_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM interventions_sharedpart shared WHERE shared.id = NEW.group_id
                  AND shared.held_at = NEW.held_at AND shared.place = NEW.place AND shared.work = NEW.work
                  AND shared.recorded_by_id = NEW.recorded_by_id) THEN
            RAISE EXCEPTION 'a session agrees with its shared part' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
FREE = "'version', 'aims', 'others_present', 'what_happened', 'words'"
LOCK_SHARED = pgtrigger.Trigger(
    name="shared_text_is_locked",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF to_jsonb(NEW) - ARRAY[{FREE}] <> to_jsonb(OLD) - ARRAY[{FREE}] THEN
            RAISE EXCEPTION 'of a shared part only the words can be put right' USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.recorded_at < now() - INTERVAL '{HOURS} hours'
           AND to_jsonb(NEW) - 'words' <> to_jsonb(OLD) - 'words' THEN
            RAISE EXCEPTION 'a shared part is locked {HOURS} hours after it was recorded'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)


@track_history(read_by_pages=True)
class SharedPart(Versioned):
    """Written by `record_together` (in `together.py`), never alone."""

    called_here = "this text"

    if TYPE_CHECKING:  # made by its history
        pgh_event_model: Any

    held_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    work = models.CharField("type of work", max_length=30, choices=Work)
    length_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    aims = models.TextField(blank=True)
    others_present = models.CharField(max_length=400, blank=True)
    what_happened = models.TextField(blank=True)  # empty only when no child came
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("held_at") - CLOCKS_DIFFER_BY),
                name="shared_part_is_recorded_after_it_was_held",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="shared_part_says_where"),
            models.CheckConstraint(
                condition=Q(length_minutes__isnull=True) | Q(length_minutes__range=(1, 1440)),
                name="shared_part_length_is_within_a_day",
            ),
        ]
        triggers = [LOCK_SHARED, words_kept(OF_A_SHARED_PART)]

    def __str__(self) -> str:
        return f"{self.get_work_display()} {self.held_at:%Y-%m-%d}, shared"

    @property
    def is_locked(self) -> bool:
        return timezone.now() - self.recorded_at >= LOCKED_AFTER

    @property
    def words(self) -> dict[str, str]:
        """{field: what a page calls it} of the words there are: nothing happened in the group where no child came."""
        return {name: called for name, called in WORDS.items() if name != "what_happened" or self.what_happened}

    @property
    def earlier_versions(self) -> Iterable[Any]:
        """The shared part as it was before each change of its words, the first version first."""
        return VersionQuerySet(self.pgh_event_model).before(self) if self.version > 1 else []

    @property
    def changed_by(self) -> User:
        """Nobody but its author changes it."""
        return self.recorded_by

    def gives(self, right: TextChoices | None, *, to: Any) -> bool:
        return bool(to.pk == self.recorded_by_id)

    def not_given(self, right: TextChoices | None, *, to: Any) -> str:
        return f"Only {self.recorded_by.name}, who recorded this session, can change its text. {INSTEAD}"

    def why_not_change(self, by: User) -> list[str]:
        """The sentences that stand in the way of this person changing the words."""
        if not self.gives(None, to=by):
            return [self.not_given(None, to=by)]
        if self.is_locked:
            return [f"The text was locked {HOURS} hours after it was recorded. {INSTEAD}"]
        parts = self.sessions.not_in_error()
        theirs = VisibleCases(by, Right.RECORD_SESSION).among(parts, case="case")
        if theirs.of_open_cases().count() < parts.count():
            return [
                "The case of a child in this session was closed or is no longer with you, and the shared text "
                f"stays as it was then. {INSTEAD}"
            ]
        return []

    @transaction.atomic
    def change_words(self, *, by: User, version: int | None = None, **words: Any) -> "SharedPart":
        """Put the shared words right, for the record of every child in it. `version`: the one the page was made from.

        Raises NotYours (not the author), NotYet (locked, a case closed or lost, no text left), ChangedMeanwhile; then
        nothing has changed. Raises KeyError for a field that is not one of WORDS. The words before are kept.
        """
        self.begin_change(by=by)
        if obstacles := self.why_not_change(by):
            raise NotYet(*obstacles)
        self.check_version(version)
        if unknown := set(words) - set(WORDS):
            raise KeyError(unknown)
        if all(getattr(self, name) == text for name, text in words.items()):
            return self
        if self.what_happened and not words.get("what_happened", self.what_happened).strip():
            raise NotYet("Say what happened in the group.")
        children = [session.case.child for session in self.sessions.select_related("case__child")]
        if obstacles := why_not_shared(children, words.values()):
            raise NotYet(*obstacles)
        for name, text in words.items():
            setattr(self, name, text)
        self.save_next_version(*words)
        return self


def why_not_shared(children: Iterable[Child], texts: Iterable[str]) -> list[str]:
    """Why `texts` cannot be written for all of `children`: they name one of them."""
    return why_not_named(children, texts, told="It stands in the record of every child who was in the session.")


class InAGroup(models.Model):
    """The trait of a session that it may be one child's part of a session with several."""

    group = models.ForeignKey(SharedPart, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")

    if TYPE_CHECKING:  # what it needs of the session
        child_seen_alone: bool | None

    class Meta:
        abstract = True

    @property
    def in_whose_company(self) -> str:
        if self.group_id is None:
            alone: str = super().in_whose_company  # type: ignore[misc]  # of the session beside it
            return alone
        return " in a group and for a while alone" if self.child_seen_alone else " in a group"

    @property
    def words(self) -> dict[str, str]:
        # What stands in the part shared with other children is put right there.
        all_of_them: dict[str, str] = super().words  # type: ignore[misc]  # likewise
        return {name: said for name, said in all_of_them.items() if self.group_id is None or name not in SHARED_WORDS}

    @property
    def _shared(self) -> SharedPart:
        if self.group is None:
            raise ValueError("This session was of one child.")
        return self.group

    @acting_as_emerald("shared session")
    def others_in_the_group(self) -> int:
        """How many other children were there."""
        sessions: Any = self._shared.sessions
        found: int = sessions.held().exclude(pk=self.pk).count()
        return found

    def sessions_of_others(self, by: User) -> list[Any]:
        """The list of sessions of the others in the group that `by` may read, each with its case, and its child as `by`
        may know them, in no order that tells anything of the rest."""
        sessions: Any = self._shared.sessions
        others = sessions.exclude(pk=self.pk).select_related("case__child", "struck_out")
        read = list(VisibleCases(by, Right.READ_SESSIONS).among(others, case="case").order_by("case__reference"))
        as_known_to(by, [one.case for one in read])
        return read
