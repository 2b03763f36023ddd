"""Whether a session took place, and what must be written down when it did and when it did not.

Only a session that was held says that the child was seen (DOMAIN.md section 2.6: child seen Y/N, seen alone Y/N).
"""

import re
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from interventions.sessions.models.work import Work


class Attendance(models.TextChoices):
    HELD = "held", "It took place"
    CANCELLED = "cancelled", "It was cancelled"
    MISSED = "did_not_attend", "The child did not attend"


class CancelledBy(models.TextChoices):
    CHILD = "child", "The child"
    CARER = "carer", "A parent or carer"
    WORKER = "worker", "The worker"
    OTHER = "other", "Somebody else"


# The words that can be put right, and how a page calls them. What else was recorded (when, where, whether the child was
# seen) has been told to the chronology and is put right by an addendum.
WHEN_HELD = {
    "aims": "What it was meant to achieve",
    "others_present": "Who else was there",
    "what_happened": "What happened",
    "childs_words": "In the child’s own words",
    "analysis": "What the worker thinks",
}
WHEN_NOT_HELD = {
    "aims": "What it was meant to achieve",
    "why_not_held": "Why it did not take place and what was done about it",
    "analysis": "What the worker thinks",
}


class Attended(models.Model):
    """The part of a session that says whether it took place."""

    attendance = models.CharField(max_length=20, choices=Attendance, default=Attendance.HELD)
    cancelled_by = models.CharField(max_length=10, choices=CancelledBy, blank=True)
    why_not_held = models.TextField(blank=True)  # why it did not take place, and what was done about it
    child_seen_alone = models.BooleanField(null=True, blank=True)
    length_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    others_present = models.CharField(max_length=400, blank=True)
    what_happened = models.TextField(blank=True)
    childs_words = models.TextField("child's own words", blank=True)

    if TYPE_CHECKING:  # what it needs of the session
        recorded_by: Any
        place: str

        def get_work_display(self) -> str: ...

    class Meta:
        abstract = True

    @property
    def is_held(self) -> bool:
        return self.attendance == Attendance.HELD

    @property
    def in_whose_company(self) -> str:
        """How the child was seen, as the end of "saw the child"."""
        return " alone" if self.child_seen_alone else ""

    @property
    def words(self) -> dict[str, str]:
        """{field: what a page calls it} of the words this session has."""
        return WHEN_HELD if self.is_held else WHEN_NOT_HELD

    def why_not_words(self, words: dict[str, str]) -> list[str]:
        """What is missing, or too much, if this were what is written about it."""
        return why_not_attendance(
            self.attendance,
            cancelled_by=self.cancelled_by,
            child_seen_alone=self.child_seen_alone,
            length_minutes=self.length_minutes,
            **words,
        )

    @property
    def sentence(self) -> str:
        """The session in one sentence for those who hear of it: without its text, without the child's name, and without
        the place, at which the child may be met again."""
        who = self.recorded_by.name
        if self.is_held:
            return f"{who} saw the child{self.in_whose_company}: {self.get_work_display().lower()}."
        if self.attendance == Attendance.MISSED:
            return f"{who} offered a session; the child did not attend."
        by = self.get_cancelled_by_display().lower()
        return f"{who} offered a session; {by} cancelled it."

    @property
    def sentence_in_full(self) -> str:
        """The same for those who read sessions, with the place."""
        return f"{self.sentence.removesuffix('.')} ({self.place})." if self.is_held else self.sentence


# As such a sentence is told, with the place at its end.
WITH_PLACE = re.compile(
    rf"(.* saw the child[^:]*: (?:{'|'.join(re.escape(one.label.lower()) for one in Work)})) "
    r"\(.*\)\.",
    re.DOTALL,
)


def without_place(sentence: str) -> str:
    """What somebody who only hears of sessions reads of such a line of the chronology."""
    found = WITH_PLACE.fullmatch(sentence)
    return f"{found[1]}." if found else sentence


def why_not_attendance(
    attendance: str = Attendance.HELD,
    *,
    cancelled_by: str = "",
    why_not_held: str = "",
    child_seen_alone: bool | None = None,
    what_happened: str = "",
    length_minutes: int | None = None,
    others_present: str = "",
    childs_words: str = "",
    **_: Any,
) -> list[str]:
    """What is missing, or too much, for a session that was or was not held."""
    if attendance == Attendance.HELD:
        told = {
            "Say whether you saw the child alone.": child_seen_alone is not None,
            "Say what happened.": what_happened,
            "A session that took place was not cancelled.": not cancelled_by and not why_not_held,
        }
    else:
        was_cancelled = attendance == Attendance.CANCELLED
        told = {
            "Say who cancelled the session.": cancelled_by or not was_cancelled,
            "Only a cancelled session was cancelled by somebody.": was_cancelled or not cancelled_by,
            "Say why the session did not take place and what was done about it.": why_not_held,
            "What happened and who was there belong to a session that took place.": child_seen_alone is None
            and length_minutes is None
            and not (what_happened or others_present or childs_words),
        }
    return [sentence for sentence, holds in told.items() if not holds]


ATTENDANCE_CONSTRAINTS = [
    models.CheckConstraint(
        name="session_held_or_not",
        condition=Q(
            Q(attendance=Attendance.HELD, child_seen_alone__isnull=False, why_not_held="") & ~Q(what_happened="")
            | Q(
                attendance__in=[Attendance.CANCELLED, Attendance.MISSED],
                child_seen_alone__isnull=True,
                what_happened="",
                childs_words="",
                others_present="",
                length_minutes__isnull=True,
            )
            & ~Q(why_not_held="")
        ),
    ),
    models.CheckConstraint(
        name="session_cancelled_by_somebody",
        condition=(
            Q(attendance=Attendance.CANCELLED) & ~Q(cancelled_by="")
            | ~Q(attendance=Attendance.CANCELLED) & Q(cancelled_by="")
        ),
    ),
    models.CheckConstraint(
        name="session_length_is_within_a_day",
        condition=Q(length_minutes__isnull=True) | Q(length_minutes__range=(1, 1440)),
    ),
]
