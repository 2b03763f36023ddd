"""Significant events a person adds to the chronology: what happened outside the pages of Emerald.

They are entries like all others and are never changed. A wrong one is taken back by a later entry that says why.
"""

from datetime import date

from django.db import models, transaction

from cases.models.base.host import CaseHost
from cases.models.chronology.entries import ChronologyEntry, Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.day_rules import why_in_future
from emerald.guards import NotYet
from emerald.words import day_in_words

LONGEST = 450  # with the kind of event in front it fits an entry


class Event(models.TextChoices):
    """The team's own words for what happens to children (REC; agree the list locally)."""

    SCHOOL = "school", "School exclusion or change of school"
    MOVE = "move", "Moved home or placement"
    HOSPITAL = "hospital", "Hospital or emergency care"
    POLICE = "police", "Contact with the police"
    COURT = "court", "Court hearing or order"
    FAMILY = "family", "Change in the family"
    HEALTH = "health", "Health or pregnancy"
    GOOD_NEWS = "good_news", "Good news"
    OTHER = "other", "Something else"


class Eventful(models.Model):
    """The trait of a case that events from outside can be added to its chronology and taken back."""

    class Meta:
        abstract = True

    @transaction.atomic
    def record_event(self: CaseHost, *, by: User, on: date, what: str, text: str, source: str) -> ChronologyEntry:
        """Add what happened `on` a day (date, Europe/London) to the chronology. Returns the entry.

        Only those who may read the child's details read it. Raises NotYours, NotYet.
        """
        self.begin_change(by=by, right=Right.EDIT_CHILD)
        if obstacles := why_not_event(self, on, text):
            raise NotYet(*obstacles)
        told = text.strip()
        return self.chronicle(
            Kind.EVENT,
            told if what == Event.OTHER else f"{Event(what).label}: {told}",
            by=by,
            on=on,
            needs=Right.READ_CHILD,
            source=source,
        )

    @transaction.atomic
    def withdraw_event(self: CaseHost, entry: ChronologyEntry, *, by: User, because: str) -> ChronologyEntry:
        """Take back an event of this case by a later entry, also when the case is closed. Returns that entry."""
        self.begin_change(by=by, right=Right.EDIT_CHILD)
        if obstacles := why_not_withdraw(entry):
            raise NotYet(*obstacles)
        sentence = f"What was recorded for {day_in_words(entry.day)} was withdrawn: {because}"
        return self.chronicle(Kind.EVENT, sentence, by=by, needs=Right.READ_CHILD, withdraws=entry)


def why_not_event(case: CaseHost, on: date | None, text: str = "") -> list[str]:
    """The sentences that stand in the way of an event of this day on this case."""
    told = {
        "This case is closed. Events belong to the episode that is open.": case.is_open,
        "The day is before the child’s date of birth. Check the year.": on is None or case.child.was_born_by(on),
        f"Say it in {LONGEST} characters or fewer; the whole story belongs in direct work.": len(text) <= LONGEST,
    }
    return why_in_future(on, "The day of an event") + [sentence for sentence, holds in told.items() if not holds]


def why_not_withdraw(entry: ChronologyEntry) -> list[str]:
    """Only what a person added can be taken back, and only once; what Emerald told itself is put right where it was."""
    was_added = entry.kind == Kind.EVENT and entry.withdraws_id is None
    told = {
        "Only a significant event that somebody added can be withdrawn. Correct other entries on their own page.": (
            was_added
        ),
        "This has been withdrawn already.": entry.withdrawal is None,
    }
    return [sentence for sentence, holds in told.items() if not holds]
