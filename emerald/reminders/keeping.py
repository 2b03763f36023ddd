"""What is due is kept: asked of its source again when something it reads was written, and of nothing else.

Every transaction that writes such a row leaves a mark (`emerald.reminders.feeds`). Before it commits, and before a list
is read, the marks are taken away and the sources concerned are asked afresh about the records concerned; the rows are
brought in step by one statement for each source. Two transactions that touch one source take turns, or each would keep
what it could not see of the other. Nothing has to be touched for a day to pass: a row holds the day it is due on and
the moment from which it is over.
"""

import json
from dataclasses import dataclass, field

from django.db import connection, transaction

from emerald.database.identity import acting_as_emerald
from emerald.reminders.feeds import due_feeds, people_feeds
from emerald.reminders.models import Touched
from emerald.reminders.register import sources
from emerald.reminders.statements import kept_of, people_of

TAKE = 'DELETE FROM reminders_touched RETURNING "table", columns::text, keys::text'
LOCK = "SELECT pg_advisory_xact_lock(hashtext('due ' || key)) FROM unnest(%s::text[]) key"
THINGS = """
WITH asked (subject, case_key, reference, due_on, over_at) AS MATERIALIZED (
    SELECT d.subject, d.case_key, d.reference, d.due_on, {over}
    FROM ({due}) AS d {columns} WHERE d.due_on IS NOT NULL AND {of_asked}
),
gone AS (
    DELETE FROM reminders_duething kept
    WHERE kept.source = %(source)s AND {of_kept} AND NOT EXISTS (SELECT FROM asked WHERE asked.subject = kept.subject)
    RETURNING case_key
),
made AS (
    INSERT INTO reminders_duething AS kept (source, subject, case_key, reference, due_on, over_at, told_by)
    SELECT %(source)s, subject, case_key, reference, due_on, over_at, %(told_by)s FROM asked
    ON CONFLICT (source, subject) DO UPDATE
        SET case_key = EXCLUDED.case_key, reference = EXCLUDED.reference, due_on = EXCLUDED.due_on,
            over_at = EXCLUDED.over_at, told_by = EXCLUDED.told_by
        WHERE (kept.case_key, kept.reference, kept.due_on, kept.over_at, kept.told_by)
           IS DISTINCT FROM
              (EXCLUDED.case_key, EXCLUDED.reference, EXCLUDED.due_on, EXCLUDED.over_at, EXCLUDED.told_by)
    RETURNING case_key
)
SELECT coalesce((SELECT array_agg(case_key) FROM gone), '{{}}'),
       coalesce((SELECT array_agg(case_key) FROM made), '{{}}')
"""
PEOPLE = """
WITH asked AS MATERIALIZED (
    SELECT DISTINCT p.case_key, p.person, p.audience
    FROM ({people}) AS p (case_key, person, audience)
    WHERE p.person IS NOT NULL AND {of_asked}
      AND p.case_key IN (SELECT case_key FROM reminders_duething WHERE told_by = %(told_by)s)
),
gone AS (
    DELETE FROM reminders_told kept
    WHERE kept.told_by = %(told_by)s AND {of_kept} AND NOT EXISTS (
        SELECT FROM asked WHERE (asked.case_key, asked.person, asked.audience)
                              = (kept.case_key, kept.person, kept.audience))
    RETURNING 1
),
made AS (
    INSERT INTO reminders_told (told_by, case_key, person, audience)
    SELECT %(told_by)s, case_key, person, audience FROM asked
    ON CONFLICT DO NOTHING RETURNING 1
)
SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM made)
"""
KEYS = "SELECT case_key FROM reminders_duething WHERE told_by = %s AND reference = ANY(%s)"
EVERYTHING = None


@dataclass
class Differences:
    """What was not as its source says: {source: (rows that were too many, rows that were missing or otherwise)}."""

    things: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)

    def __bool__(self):
        return bool(self.things or self.people)


def keep_touched():
    """Bring in step what was touched: by this transaction, and by others that left it undone. One query, when there is
    nothing."""
    if Touched.objects.exists():
        with transaction.atomic(), acting_as_emerald("keep what is due"), connection.cursor() as cursor:
            cursor.execute(TAKE)
            Round(cursor, sources()).keep(marks(cursor))


def keep_all():
    """Ask every source afresh about everything. Returns the Differences that were found and mended."""
    with transaction.atomic(), acting_as_emerald("keep what is due"), connection.cursor() as cursor:
        cursor.execute(TAKE)
        return Round(cursor, sources()).keep_everything()


def marks(cursor):
    """What was taken away, each of the same once: (table, its columns or None, {table: key})."""
    return [(table, json.loads(columns), json.loads(keys)) for table, columns, keys in set(cursor.fetchall())]


class Round:
    """One time of keeping; a cursor inside a transaction."""

    def __init__(self, cursor, asked):
        self.cursor, self.sources, self.found = cursor, asked, Differences()
        self._references = {}

    def keep(self, marks):
        """`marks`: (table, its columns or None, {table: key})."""
        things = {one.key: self._touched(one, due_feeds(one), marks) for one in self.sources}
        people = {one.key: self._touched(one, people_feeds(one), marks) for one in self._tellers()}
        self._keep(
            {key: ways for key, ways in things.items() if ways}, {key: ways for key, ways in people.items() if ways}
        )

    def keep_everything(self):
        known = [one.key for one in self.sources]
        self.cursor.execute("DELETE FROM reminders_duething WHERE source <> ALL(%s)", [known])
        self.cursor.execute(
            "DELETE FROM reminders_told WHERE told_by <> ALL(%s)", [[one.key for one in self._tellers()]]
        )
        self._keep({key: {EVERYTHING} for key in known}, {one.key: {EVERYTHING} for one in self._tellers()})
        return self.found

    def _tellers(self):
        """Of the sources that tell the same people, the one under whose name these are kept."""
        return [one for one in self.sources if one.told_by == one.key]

    def _touched(self, source, feeds, marks):
        """By which ways what was written leads to something of this source: {(table, key)}, with EVERYTHING among
        them where there is no way."""
        ways = set()
        for table, columns, keys in marks:
            if table in feeds and (columns is None or not feeds[table].isdisjoint(columns)):
                ways.add(next(((end, keys[end]) for end in source.narrowed if keys.get(end)), EVERYTHING))
        return ways

    def _keep(self, things, people):
        self.cursor.execute(LOCK, [sorted({*things, *people})])
        changed = {}
        for source in self.sources:
            if source.key in things:
                keys = self._keep_things(source, self._of(source, things[source.key]))
                changed.setdefault(source.told_by, set()).update(keys)
        for source in self._tellers():
            ways = people.get(source.key, set())
            if source.by_comparison and source.key in things:
                ways = {EVERYTHING}  # so that it takes as long when nothing was found
            keys = EVERYTHING if EVERYTHING in ways else changed.get(source.key, set()) | self._keys(source, ways)
            if keys is EVERYTHING or keys:
                self._keep_people(source, keys)

    def _of(self, source, ways):
        """The references to which these ways lead; None for all there are."""
        if EVERYTHING in ways:
            return None
        ends = {}
        for end, key in ways:
            ends.setdefault(end, set()).add(key)
        return sorted({one for end, keys in ends.items() for one in self._led_to(source.narrowed[end], keys)})

    def _led_to(self, sql, keys):
        asked = (sql, frozenset(keys))
        if asked not in self._references:
            self.cursor.execute(sql, {"keys": sorted(keys)})
            self._references[asked] = [reference for (reference,) in self.cursor.fetchall()]
        return self._references[asked]

    def _keys(self, source, ways):
        """Of the records to which these ways lead those on which something is due."""
        if not ways:
            return set()
        self.cursor.execute(KEYS, [source.key, self._of(source, ways)])
        return {key for (key,) in self.cursor.fetchall()}

    def _keep_things(self, source, references):
        """Returns the keys of the records on which something became due, or is not any more."""
        due, values = kept_of(source, "due")
        few = references is not None
        if few and not references:
            return set()
        self.cursor.execute(
            THINGS.format(
                due=due,
                columns="(subject, case_key, reference, due_on{})".format(", over_at" if source.lasting else ""),
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

    def _keep_people(self, source, keys):
        people, values = people_of(source, "people")
        few = keys is not EVERYTHING
        self.cursor.execute(
            PEOPLE.format(
                people=people,
                of_asked="p.case_key = ANY(%(keys)s)" if few else "true",
                of_kept="kept.case_key = ANY(%(keys)s)" if few else "true",
            ),
            values | {"told_by": source.key, "keys": sorted(keys) if few else None},
        )
        gone, made = self.cursor.fetchone()
        if gone or made:
            self.found.people[source.key] = (gone, made)
