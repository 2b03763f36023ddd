"""The register of due things: each part declares its sources, and Emerald reminds.

A source is a queryset with a date. To add one, write the queryset beside your models and name it in your `part.py`:

    def reviews_due():
        return (Review.objects.waiting().filter(case__state__in=OPEN_STATES)
                .values_list("pk", "case_id", "case__reference", "due_on"))

    due_sources=(
        DueSource("review", "Review meeting", due=reviews_due, people=people_of_cases, page="review",
                  subject_in_page="review", escalation=WORKERS_FIRST),
    ),

That is all: what drops out of `due()`, or changes its date, has its reminders withdrawn; what appears gets them.

- `due()` returns a QuerySet with the columns subject (its primary key), case (its key), reference and due_on (a date),
  each subject once. It is asked again just before anybody is told.
- What both ask may depend on the day and on nothing else, neither on the time nor on what stands in the database. A
  source that must know the time says so with `by_the_minute`.
- What a comparison with records that are not the person's own makes due says so with `by_comparison`. What
  is found is inserted by one statement, also when it is nothing, and the source is asked again alike: how long a page
  takes tells nobody that what they typed was found elsewhere.
- What is due on something other than a case says so with `about` and `seen_by`: then case and reference are of that
  record, whatever it is, in `due()` and in `people()` alike.
- What it says is kept in rows, and asked again when something it reads was written (`emerald.reminders.keeping`). Of
  what the day alone takes away, `lasting` asks for the same without that, with a fifth column: the moment from which
  it is over, or null.
- `narrowed` says how little has to be asked again: {table: SQL of the references concerned}, for the keys of that table
  that stand in what was written. Without it all is asked again, which is right for a source that is small.
- Where exactly those may be told who hold a right on the case (`cases.due.sources.people_of_cases`), `by_right` names
  it: then nobody is kept for this source, and the rows of rights say who may be told as the list is read.
- `people()` returns a QuerySet with the columns case, person and audience (`escalation.Audience`) of those who may be
told.
  Nobody else is ever told. `cases.due.sources.people_of_cases` is the one for cases.
- `stand_ins` names a role of which anybody may be told in place of somebody away, on any record. They are found by who
  is away at that moment, and not kept for each record: that would be the product of both.
- `words` name the thing for an e-mail: never a child, never what was written about one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from emerald.parts import Part
from emerald.reminders.escalation import WORKERS_FIRST, Step

ON_A_CASE = "case"


@dataclass(frozen=True)
class DueSource:
    key: str
    words: str
    due: Callable[[], QuerySet[Any, Any]]
    people: Callable[[], QuerySet[Any, Any]]
    page: str  # URL name; its address takes the reference
    subject_in_page: str = ""  # the address's name for the subject's key, where it takes one
    escalation: tuple[Step, ...] = WORKERS_FIRST
    reference_in_page: str = "reference"  # the address's name for it
    about: str = ON_A_CASE  # the kind of record, as the access log calls it
    by_the_minute: bool = False  # whether what `due` or `people` asks moves within a day; see `statements`
    by_comparison: bool = False  # whether it says that what somebody typed met a record they may not know of
    # Of a record that is no case: a QuerySet (key, reference) of those this person may see.
    seen_by: Callable[[Any], QuerySet[Any, Any]] | None = None
    by_right: str = ""
    stand_ins: str = ""
    lasting: Callable[[], QuerySet[Any, Any]] | None = None
    narrowed: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"

    @property
    def told_by(self) -> str:
        """The name under which those are kept who may be told of it: one for all sources that ask the same; empty where
        nobody is kept."""
        return "" if self.by_right else next(one.key for one in sources() if one.people is self.people)

    def href(self, reference: str, subject: int | str) -> str:
        """Where one does what is due."""
        args = {self.reference_in_page: reference} | ({self.subject_in_page: subject} if self.subject_in_page else {})
        return reverse(self.page, kwargs=args)


def sources() -> list[DueSource]:
    """Every source, in the order of the parts that declare them."""
    return list(_joined())


def source_of(key: str) -> DueSource | None:
    """The source with this key; None when the part that had it is gone. A key stands for one source for good: notices
    keep it."""
    return next((source for source in _joined() if source.key == key), None)


def _joined() -> tuple[DueSource, ...]:
    return Part.joined("due_sources")
