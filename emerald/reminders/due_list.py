"""What is due, read from the rows that are kept of it: not what somebody was told of, but what is so at this moment.

Two statements of a fixed text for all sources, whatever their number: one for what is due on cases, beneath the
policies on rows, and one for what is due on other records. A row comes only when its reader is among those who may be
told, by rows of rights on the case or by what is kept of them, and sees the record: the case must be among `cases`,
which the caller takes from what the person may see; a record that is no case, in what its source says the person may
see. What was touched and not kept yet is kept first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.utils import timezone

from emerald.accounts.models import User
from emerald.database.identity import acting_as_emerald
from emerald.reminders import reading
from emerald.reminders.escalation import COMING_UP, Audience, Stage
from emerald.reminders.keeping import LEFT, keep_touched
from emerald.reminders.models import Absence
from emerald.reminders.reading import Reader, Whose
from emerald.reminders.register import ON_A_CASE, DueSource, source_of, sources
from emerald.reminders.statements import as_named
from emerald.reminders.told_by_right import by_right, keys_of_rights
from emerald.reminders.words import part_of_the_list, when

AHEAD = timedelta(weeks=8)
PAGE = 50


@dataclass
class Due:
    """One thing due. `covering` is the key of the person for whom it falls to the reader today, or None."""

    source: str
    subject: int
    record_id: int
    reference: str
    due_on: date
    covering: int | None = None
    put_off: date | None = field(default=None, compare=False)  # until when the reader put off its reminder
    case: Any = field(default=None, compare=False)  # put here by who shows it, where the reader may read the case
    covering_for: User | None = field(default=None, compare=False)  # put here with it: in whose place

    @property
    def key(self) -> str:
        return f"{self.due_on}_{self.source}_{self.subject}"

    @property
    def _source(self) -> DueSource:
        return _declared(self.source)

    @property
    def about(self) -> str:
        return self._source.about

    @property
    def case_id(self) -> int | None:
        """The case's key; None of what is due on something else."""
        return self.record_id if self.about == ON_A_CASE else None

    @property
    def words(self) -> str:
        return self._source.words

    @property
    def href(self) -> str:
        return self._source.href(self.reference, self.subject)

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()

    @property
    def when(self) -> str:
        """due today; overdue since 20 November 2026; of what is in the list only, until when one can still do it"""
        said = when(self.due_on)
        return said if self._source.escalation else said.replace("due on", "until").replace("due", "until")

    @property
    def part(self) -> str:
        return part_of_the_list(self.due_on)


@dataclass(frozen=True)
class Count:
    source: str
    words: str
    total: int
    overdue: int


@dataclass(frozen=True)
class DueList:
    """What is due for `person` up to eight weeks ahead. `cases`: a QuerySet of (key, reference) of cases this person
    may see; None for all they see. `only`: keys of the sources asked for, all when empty.
    """

    person: User
    cases: QuerySet[Any, Any] | None
    whose: Whose
    only: tuple[str, ...] = ()
    overdue: bool = False
    wanted: Callable[[DueSource], bool] = lambda source: True

    def rows(self, *, after: str = "", limit: int = PAGE) -> list[Due]:
        """The earliest first; `after` is the `key` of the row before, and nonsense starts at the beginning."""
        asked = [source for source in self._asked() if not self.only or source.key in self.only]
        start = _start(after) or BEGINNING
        found = [Due(*row) for row in self._on_cases(asked, start | {"limit": limit})]
        found += self._elsewhere(asked, start, limit)
        return sorted(found, key=lambda due: (due.due_on, due.source, due.subject))[:limit]

    def counts(self) -> list[Count]:
        """A Count for each source that has something due, in the order of the register, whatever `only` says."""
        asked = self._asked()
        found = {source: numbers for source, *numbers in self._on_cases(asked, {}, counted=True)}
        for due in self._elsewhere(asked, BEGINNING, None):
            total, overdue = found.get(due.source, (0, 0))
            found[due.source] = (total + 1, overdue + due.is_overdue)
        return [Count(source.key, source.words, *found[source.key]) for source in sources() if source.key in found]

    def _asked(self) -> list[DueSource]:
        return [source for source in sources() if self.wanted(source)]

    @cached_property
    def reader(self) -> Reader:
        """Who this person is to the cases there are today."""
        covers, values = "", dict[str, Any]()
        if self.whose == Whose.MINE:
            covers, values = as_named(Absence.covered_today_by(self.person).order_by().values("person"), "covers_")
        statement = reading.READER.format(covers=covers or "SELECT NULL::bigint LIMIT 0", standing=by_right().standing)
        found = self._reader(statement, values)
        if found.touched:
            keep_touched()
            found = self._reader(statement, values)
        return found

    @cached_property
    def covered(self) -> list[Absence]:
        """Whom they cover for today: absences, with their people."""
        return list(Absence.covered_today_by(self.person)) if self.whose == Whose.MINE and not self.reader.alone else []

    def _reader(self, statement: str, values: dict[str, Any]) -> Reader:
        with connection.cursor() as cursor:
            cursor.execute(statement, values | {"me": self.person.pk, "see": self._see, "left": LEFT})
            return reading.Reader(*cursor.fetchone())

    @property
    def _see(self) -> int:
        return by_right().keys()[by_right().see]

    def _on_cases(self, asked: list[DueSource], more: dict[str, Any], *, counted: bool = False) -> list[Any]:
        """Beneath the policies on rows: as the person, and of no case that they do not see."""
        visible, values = "", dict[str, Any]()
        if not self.person.may_enter():
            return []
        if self.cases is not None:
            try:
                visible, values = as_named(self.cases, "seen_")
            except EmptyResultSet:
                return []
        asked = [source for source in asked if source.about == ON_A_CASE]
        statement = reading.on_cases(self.whose, self.reader, visible, counted=counted)
        return self._ask(statement, asked, values | more)

    def _elsewhere(self, asked: list[DueSource], start: dict[str, Any], limit: int | None) -> list[Due]:
        """Due on other records that this person sees: of each kind these are asked for among what was found. As many as
        `limit`, or all."""
        asked = [source for source in asked if source.about != ON_A_CASE]
        stands_in = any(self._stands_in(source) for source in asked)
        statement, found = reading.elsewhere(self.whose, self.reader, stands_in=stands_in), list[Due]()
        with acting_as_emerald("due list"):
            while True:
                rows = [Due(*row) for row in self._ask(statement, asked, start | {"limit": limit})]
                found += self._seen(rows)
                if limit is None or len(rows) < limit or len(found) >= limit:
                    return found
                start = _start(rows[-1].key) or BEGINNING

    def _seen(self, rows: list[Due]) -> list[Due]:
        """Those of which this person sees the record, in one query for all kinds of record."""
        keys: dict[str, tuple[DueSource, set[int]]] = {}
        for row in rows:
            keys.setdefault(row.about, (_declared(row.source), set()))[1].add(row.record_id)
        asked = [
            source.seen_by(self.person)  # type: ignore[misc]  # what is about no case says it
            .filter(pk__in=records)
            .annotate(kind=Value(about, output_field=TextField()))
            .values_list("kind", "pk")
            for about, (source, records) in keys.items()
        ]
        seen = set(asked[0].union(*asked[1:], all=True)) if asked else ()
        return [row for row in rows if (row.about, row.record_id) in seen]

    def _ask(self, statement: str, asked: list[DueSource], values: dict[str, Any]) -> list[Any]:
        if not asked or not statement:
            return []
        rights, bits = keys_of_rights(), [sum(1 << audience for audience in doers(source)) for source in asked]
        of = [(source.key, bit) for source, bit in zip(asked, bits, strict=True) if source.by_right]
        values = values | {
            "me": self.person.pk,
            "see": self._see,
            "asked": [source.key for source in asked],
            "rights": [rights[source.key] for source in asked],
            "doers": bits,
            "lowest": [doers(source)[0] for source in asked],
            "stands_in": [self._stands_in(source) for source in asked],
            "of_workers": [key for key, bit in of if bit & reading.WORKER],
            "of_managers": [key for key, bit in of if bit & self.reader.manages],
            "until": self._until,
            "today": timezone.localdate(),
            "now": timezone.now(),
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, values | self.reader.values)
            return cursor.fetchall()

    def _stands_in(self, source: DueSource) -> bool:
        return bool(source.stand_ins) and source.stand_ins == self.person.role

    @property
    def _until(self) -> date:
        today = timezone.localdate()
        return today - timedelta(1) if self.overdue else today + AHEAD


BEGINNING: dict[str, Any] = {"after_on": None, "after_source": None, "after_subject": None}


def _declared(key: str) -> DueSource:
    """The source of a row: rows are kept of those alone that are declared."""
    source = source_of(key)
    if source is None:
        raise KeyError(key)
    return source


@cache
def doers(source: DueSource) -> list[int]:
    """The audiences that do it: those told by its day; of what is in the list only, the worker."""
    return sorted(
        {int(step.audience) for step in source.escalation if step.stage in COMING_UP | {Stage.ON_THE_DAY}}
        or {int(Audience.WORKER)}
    )


def _start(after: str) -> dict[str, Any] | None:
    """The parameters of the row to start after, or None when `after` is no key."""
    day, _, rest = after.partition("_")
    source, _, subject = rest.rpartition("_")
    try:
        found: dict[str, Any] = {"after_on": date.fromisoformat(day), "after_source": source}
        found["after_subject"] = int(subject)
    except ValueError:
        return None
    return found if source_of(source) and abs(found["after_subject"]) < 2**63 else None
