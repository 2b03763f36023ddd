"""What is due is kept: asked of its source again when something it reads was written, and of nothing else.

Every transaction that writes such a row leaves a mark (`emerald.reminders.feeds`). Before it commits, and before a list
is read, the marks are taken away and the sources concerned are asked afresh about the records concerned; the rows are
brought in step by one statement for each source. Two transactions that touch one source take turns, or each would keep
what it could not see of the other. Nothing has to be touched for a day to pass: a row holds the day it is due on and
the moment from which it is over.
"""

import json
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper

from emerald.database.identity import acting_as_emerald
from emerald.reminders.feeds import Feeds, due_feeds, people_feeds
from emerald.reminders.models import Touched
from emerald.reminders.register import ON_A_CASE, DueSource, sources
from emerald.reminders.statements import kept_of, people_of
from emerald.reminders.told_by_right import on_case

# Milliseconds a statement about one source may take: of whoever saves or reads, and of the sweep.
LONGEST, LONGEST_OF_A_SWEEP = 5_000, 60_000
LEFT = "left"  # in the place of a table: a source that took longer waits for the next sweep, and holds up no other
log = logging.getLogger(__name__)

TAKE = 'DELETE FROM reminders_touched WHERE %s OR "table" <> %s RETURNING "table", columns::text, keys::text'
LEAVE = (
    """INSERT INTO reminders_touched ("table", columns, keys) VALUES (%s, 'null', jsonb_build_object('source', %s))"""
)
LOCK = "SELECT pg_advisory_xact_lock(hashtext('due ' || key)) FROM unnest(%s::text[]) key"
LIMIT = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"
THINGS = """
WITH asked (subject, case_key, reference, on_case, due_on, over_at) AS MATERIALIZED (
    SELECT d.subject, d.case_key, d.reference, {on_case}, d.due_on, {over}
    FROM ({due}) AS d {columns} WHERE d.due_on IS NOT NULL AND {of_asked}
),
gone AS (
    DELETE FROM reminders_duething kept
    WHERE kept.source = %(source)s AND {of_kept} AND NOT EXISTS (SELECT FROM asked WHERE asked.subject = kept.subject)
    RETURNING case_key
),
made AS (
    INSERT INTO reminders_duething AS kept (source, subject, case_key, reference, on_case, due_on, over_at, told_by)
    SELECT %(source)s, subject, case_key, reference, on_case, due_on, over_at, %(told_by)s FROM asked
    ON CONFLICT (source, subject) DO UPDATE
        SET case_key = EXCLUDED.case_key, reference = EXCLUDED.reference, on_case = EXCLUDED.on_case,
            due_on = EXCLUDED.due_on, over_at = EXCLUDED.over_at, told_by = EXCLUDED.told_by
        WHERE (kept.case_key, kept.reference, kept.on_case, kept.due_on, kept.over_at, kept.told_by)
           IS DISTINCT FROM
              (EXCLUDED.case_key, EXCLUDED.reference, EXCLUDED.on_case, EXCLUDED.due_on, EXCLUDED.over_at,
               EXCLUDED.told_by)
    RETURNING case_key
)
SELECT coalesce((SELECT array_agg(case_key) FROM gone), '{{}}'),
       coalesce((SELECT array_agg(case_key) FROM made), '{{}}')
"""
PEOPLE = """
WITH asked AS MATERIALIZED (
    SELECT DISTINCT p.case_key, due.on_case, p.person, p.audience
    FROM ({people}) AS p (case_key, person, audience)
    JOIN (SELECT case_key, max(on_case) AS on_case FROM reminders_duething WHERE told_by = %(told_by)s GROUP BY 1) due
      ON due.case_key = p.case_key
    WHERE p.person IS NOT NULL AND {of_asked}
),
gone AS (
    DELETE FROM reminders_told kept
    WHERE kept.told_by = %(told_by)s AND {of_kept} AND NOT EXISTS (
        SELECT FROM asked WHERE (asked.case_key, asked.person, asked.audience)
                              = (kept.case_key, kept.person, kept.audience))
    RETURNING 1
),
made AS (
    INSERT INTO reminders_told AS kept (told_by, case_key, on_case, person, audience)
    SELECT %(told_by)s, case_key, on_case, person, audience FROM asked
    ON CONFLICT (told_by, case_key, person, audience) DO UPDATE
        SET on_case = EXCLUDED.on_case WHERE kept.on_case IS DISTINCT FROM EXCLUDED.on_case
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM made)
"""
KEYS = "SELECT case_key FROM reminders_duething WHERE told_by = %s AND reference = ANY(%s)"
EVERYTHING = None
Ways = set[tuple[str, int] | None]  # (table, key); None is EVERYTHING
Mark = tuple[str, list[str] | None, dict[str, Any]]  # table, its columns or None, {table: key}
Returned = TypeVar("Returned")


@dataclass
class Differences:
    """What was not as its source says: {source: (rows that were too many, rows that were missing or otherwise)}, of the
    things due and of those who may be told. `left`: keys of the sources that took too long to be asked."""

    things: dict[str, tuple[int, int]] = field(default_factory=dict)
    people: dict[str, tuple[int, int]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.things or self.people or self.left)

    @property
    def number(self) -> int:
        return sum(sum(pair) for found in (self.things, self.people) for pair in found.values())

    def sentences(self) -> Iterator[str]:
        """For the log and for whoever asked: names of sources and numbers, nothing of any record."""
        for kind, found in (("things due", self.things), ("people to tell", self.people)):
            for key, (extra, missing) in found.items():
                yield f"{key}: {extra} {kind} too many, {missing} missing or otherwise."
        yield from (f"{key}: could not be asked in time." for key in self.left)


def keep_touched(*, sweeping: bool = False) -> list[str]:
    """Bring in step what was touched: by this transaction, and by others that left it undone. One query, when there is
    nothing. Returns the keys of the sources that took too long: they are left for a sweep, and as they were."""
    touched = Touched.objects.all() if sweeping else Touched.objects.exclude(table=LEFT)
    if not touched.exists():
        return []
    with transaction.atomic(), acting_as_emerald("keep what is due"), connection.cursor() as cursor:
        cursor.execute(TAKE, [sweeping, LEFT])
        each = Round(cursor, sources(), LONGEST_OF_A_SWEEP if sweeping else LONGEST)
        each.keep(marks(cursor))
        return each.found.left


def keep_all(*, mend: bool = True) -> Differences:
    """Ask every source afresh about everything, one after the other. Returns the Differences that were found, and
    mended unless told otherwise. Nobody who writes waits for longer than one source takes."""
    keep_touched(sweeping=True)
    asked, found = sources(), Differences()
    forget = [("reminders_duething", "source", asked), ("reminders_told", "told_by", tellers(asked))]
    with transaction.atomic(), acting_as_emerald("keep what is due"), connection.cursor() as cursor:
        for table, column, known in forget if mend else ():  # of sources that are gone
            cursor.execute(f"DELETE FROM {table} WHERE {column} <> ALL(%s)", [[one.key for one in known]])  # noqa: S608  our own names
    for source in asked:
        with transaction.atomic(), acting_as_emerald("keep what is due"), connection.cursor() as cursor:
            Round(cursor, asked, LONGEST_OF_A_SWEEP, found).keep_everything_of(source)
            transaction.set_rollback(not mend)
    return found


def tellers(asked: list[DueSource]) -> list[DueSource]:
    """Of the sources that tell the same people, the one under whose name these are kept."""
    return [one for one in asked if one.told_by == one.key]


def marks(cursor: CursorWrapper) -> list[Mark]:
    """What was taken away, each of the same once."""
    return [(table, json.loads(columns), json.loads(keys)) for table, columns, keys in set(cursor.fetchall())]


class Round:
    """One time of keeping; a cursor inside a transaction."""

    def __init__(
        self, cursor: CursorWrapper, asked: list[DueSource], longest: int, found: Differences | None = None
    ) -> None:
        self.cursor, self.sources, self.longest = cursor, asked, longest
        self.found = Differences() if found is None else found
        self._references: dict[tuple[str, frozenset[int]], list[str]] = {}

    def keep(self, marks: list[Mark]) -> None:
        things = {one.key: self._touched(one, due_feeds(one), marks) for one in self.sources}
        people = {one.key: self._touched(one, people_feeds(one), marks) for one in tellers(self.sources)}
        self._keep(
            {key: ways for key, ways in things.items() if ways}, {key: ways for key, ways in people.items() if ways}
        )

    def keep_everything_of(self, source: DueSource) -> None:
        tells: dict[str, Ways] = {source.key: {EVERYTHING}} if source.told_by == source.key else {}
        self._keep({source.key: {EVERYTHING}}, tells)

    def _touched(self, source: DueSource, feeds: Feeds, marks: list[Mark]) -> Ways:
        """By which ways what was written leads to something of this source: {(table, key)}, with EVERYTHING among
        them where there is no way."""
        ways: Ways = set()
        for table, columns, keys in marks:
            if table == LEFT and keys["source"] == source.key:
                return {EVERYTHING}
            if table in feeds and (columns is None or not feeds[table].isdisjoint(columns)):
                ways.add(next(((end, keys[end]) for end in source.narrowed if keys.get(end)), EVERYTHING))
        return ways

    def _keep(self, things: dict[str, Ways], people: dict[str, Ways]) -> None:
        named = {one.told_by for one in self.sources if one.key in things}
        self.cursor.execute(LOCK, [sorted({*things, *people, *named} - {""})])
        self.cursor.execute(LIMIT, [str(self.longest)])
        before = self.cursor.fetchone()[0]
        changed: dict[str, set[int]] = {}
        for source in self.sources:
            if source.key in things:
                keys = self._bounded(source, self._keep_things, things[source.key])
                changed.setdefault(source.told_by, set()).update(keys)
        for source in tellers(self.sources):
            ways = people.get(source.key, set())
            if source.by_comparison and source.key in things:
                ways = {EVERYTHING}  # so that it takes as long when nothing was found
            if ways or changed.get(source.key):
                self._bounded(source, self._keep_people, ways, changed.get(source.key, set()))
        self.cursor.execute(LIMIT, [before])

    def _bounded(self, source: DueSource, keep: Callable[..., Returned], *what: Any) -> Returned | set[int]:
        """`keep` it; where that takes too long, the source is left for a sweep and the others go on."""
        try:
            with transaction.atomic():
                return keep(source, *what)
        except OperationalError:
            log.exception("What is due by source %s could not be kept.", source.key)
            self.found.left.append(source.key)
            self.cursor.execute(LEAVE, [LEFT, source.key])
            return set()

    def _of(self, source: DueSource, ways: Ways) -> list[str] | None:
        """The references to which these ways lead; None for all there are."""
        if EVERYTHING in ways:
            return None
        ends: dict[str, set[int]] = {}
        for end, key in filter(None, ways):
            ends.setdefault(end, set()).add(key)
        return sorted({one for end, keys in ends.items() for one in self._led_to(source.narrowed[end], keys)})

    def _led_to(self, sql: str, keys: set[int]) -> list[str]:
        asked = (sql, frozenset(keys))
        if asked not in self._references:
            self.cursor.execute(sql, {"keys": sorted(keys)})
            self._references[asked] = [reference for (reference,) in self.cursor.fetchall()]
        return self._references[asked]

    def _keys(self, source: DueSource, ways: Ways) -> set[int]:
        """Of the records to which these ways lead those on which something is due."""
        if not ways:
            return set()
        self.cursor.execute(KEYS, [source.key, self._of(source, ways)])
        return {key for (key,) in self.cursor.fetchall()}

    def _keep_things(self, source: DueSource, ways: Ways) -> set[int]:
        """Returns the keys of the records on which something became due, or is not any more."""
        due, values = kept_of(source, "due")
        references = self._of(source, ways)
        few = references is not None
        if few and not references:
            return set()
        self.cursor.execute(
            THINGS.format(
                due=due,
                columns="(subject, case_key, reference, due_on{})".format(", over_at" if source.lasting else ""),
                on_case=on_case("d.reference") if source.about == ON_A_CASE else "NULL::bigint",
                over="d.over_at" if source.lasting else "NULL::timestamptz",
                of_asked="d.reference = ANY(%(references)s)" if few else "true",
                of_kept="kept.reference = ANY(%(references)s)" if few else "true",
            ),
            values | {"source": source.key, "told_by": source.told_by, "references": references},
        )
        gone, made = self.cursor.fetchone()
        if gone or made:
            self.found.things[source.key] = (len(gone), len(made))
        return {*gone, *made}

    def _keep_people(self, source: DueSource, ways: Ways, changed: set[int]) -> None:
        people, values = people_of(source, "people")
        few = EVERYTHING not in ways
        keys: Collection[int] = changed | self._keys(source, ways) if few else ()
        if few and not keys:
            return
        self.cursor.execute(
            PEOPLE.format(
                people=people,
                of_asked="p.case_key = ANY(%(keys)s)" if few else "true",
                of_kept="kept.case_key = ANY(%(keys)s)" if few else "true",
            ),
            values | {"told_by": source.key, "keys": sorted(keys)},
        )
        gone, made = self.cursor.fetchone()
        if gone or made:
            self.found.people[source.key] = (gone, made)
