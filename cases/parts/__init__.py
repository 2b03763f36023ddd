"""What a concept about a child joins, in one declaration (`emerald.parts` says where it stands and how it is found).

The registers (`cases.closing`, those in `cases.registries`) are read from the declarations: none is filled anywhere
else. `emerald/docs/adding-a-record.md` goes through the fields with an example.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from emerald.accounts.permissions import Right
from emerald.parts import NOTHING, Part, name_of

__all__ = [
    "CHRONOLOGY",
    "LINE_ONLY",
    "NOTHING",
    "ON_ITS_PAGE",
    "PLAYED",
    "Absent",
    "CasePart",
    "ClosingCheck",
    "NextAction",
    "PackSection",
    "Page",
    "Record",
    "Shortening",
    "Tab",
]


@dataclass(frozen=True)
class Tab:
    """A tab of the case page, which stands in the place of its part. Anybody who may open the page gets the tab."""

    text: str
    page: str  # URL name; its address takes the case's reference

    def __str__(self) -> str:
        return f"{self.text}: {self.page}"


@dataclass(frozen=True)
class Page:
    """What a page is called in a sentence, for whoever names a page of somebody else's."""

    name: str  # URL name
    words: str
    # The right that opens it stands above the view (`emerald.accounts.page_rights.needs`). Only where that view's door
    # asks for no single right is said here who of a case's readers is led to it.
    needs: Right | None = None


@dataclass(frozen=True)
class ClosingCheck:
    """`sentences(case)`: what has to be finished before the case closes; read by those who hold `needs` on it."""

    sentences: Callable[[Any], list[str]]
    needs: Right

    def __str__(self) -> str:
        return f"{name_of(self.sentences)} [{self.needs}]"


@dataclass(frozen=True)
class NextAction:
    """What to do next on a case, for those who hold `needs` on it.

    `rows(case)` returns a queryset with the columns key (of a row), text and day (a date in Europe/London, or None); of
    the case it asks for the keys of the case and the child and for nothing else, or for the day;
    `describe(case, rows)` makes of what it found a list of `cases.registries.next_up.Next`.
    """

    rows: Callable[[Any], Any]
    describe: Callable[[Any, Any], list[Any]]
    needs: Right

    def __str__(self) -> str:
        return f"{name_of(self.rows)} [{self.needs}]"


@dataclass(frozen=True)
class Shortening:
    """Lines of the chronology that lead to `page` are read as `shortened(sentence)` by those without `needs`."""

    page: str
    needs: Right
    shortened: Callable[[str], str]

    def __str__(self) -> str:
        return f"{self.page}: {name_of(self.shortened)} without [{self.needs}]"


@dataclass(frozen=True)
class PackSection:
    """`texts(case)` returns [(heading, text)], whole and in order; black-outs happen afterwards."""

    key: str
    title: str
    texts: Callable[[Any], list[tuple[str, str]]]
    needs: Right  # on the case, to be offered it
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.key}: {self.title} [{self.needs}]"


class Absent(str):
    """Said of a record where something is not so: the sentence says why not."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One model of the part, and what becomes of its rows. Where the answer is no, it is an `Absent` with the reason.

    A test demands one of these for every model that points to a case, a child, a person of concern or a place.
    """

    model: str  # "cases.Plan"
    pack: str  # the key of the section that has its text, or CHRONOLOGY: all there is to it stands in the lines
    search: (
        tuple[tuple[str, int], ...] | Absent
    )  # (column, how many signs of it are read) for each column that "Find in notes" finds
    retention: str  # a class of `cases.registries.retention`
    demonstration: str  # PLAYED, or why the demonstration has none


CHRONOLOGY = "chronology"
PLAYED = "The demonstration has some."
LINE_ONLY = Absent("The chronology has a line for it; its own text is no section of the pack yet.")
ON_ITS_PAGE = Absent("“Find in notes” looks through direct work and contacts; this is found on its page of the case.")


@dataclass(frozen=True, kw_only=True)
class CasePart(Part):
    """A concept about a child."""

    tab: Tab | None
    pages: tuple[Page, ...]
    chronology: tuple[str, ...]  # of cases.models.chronology.entries.Kind: what its lines are about
    shortenings: tuple[Shortening, ...]
    next_actions: tuple[NextAction, ...]
    seen_sources: tuple[
        Callable[[Any], date | None], ...
    ]  # (case): the last day (a date in Europe/London) it knows the child was seen, or None
    closing_checks: tuple[ClosingCheck, ...]
    pack_sections: tuple[PackSection, ...]
    # (case, by): each `cases.registries.third_parties.ThirdParty` that `by` may know of through it, for a pack to find
    third_parties: tuple[Callable[[Any, Any], Iterable[Any]], ...]
    # (case ids): rows (case id, user id, the user's role, allocation.Part) of who is joined to these cases, as the
    # child is today. What makes or ends one is a verb that `cases.models.access.locks.changes_rights` begins and that
    # calls `cases.models.access.rights.sync_rights`.
    connections: tuple[Callable[[Collection[int]], Iterable[tuple[int, int, str, Any]]], ...]
    # (case, detail, by): a sentence for `by`, who saved this detail of the case's child, or None
    noticers: tuple[Callable[[Any, Any, Any], str | None], ...]
    # (child): what rests on their age, their time in care or their death, of which one was corrected or became known
    corrected: tuple[Callable[[Any], None], ...]
    # (case, by=, today=): gives an open case of the demonstration some. What `emerald.demo` tells itself needs none.
    demonstration: tuple[Callable[..., Any], ...]
    records: tuple[Record, ...]
    exports: tuple[str, ...]  # URL names of the pages that hand it out as a file
