"""What is due, read from the rows that are kept of it: not what somebody was told of, but what is so at this moment.

Two statements of a fixed text for all sources, whatever their number: one for what is due on cases, beneath the
policies on rows, and one for what is due on other records. A row comes only when its reader is among those who may be
told, by rows of rights on the case or by what is kept of them, and sees the record: the case must be among `cases`,
which the caller takes from what the person may see; a record that is no case, in what its source says the person may
see. What was touched and not kept yet is kept first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from emerald.database.identity import acting_as_emerald
from emerald.reminders.escalation import COMING_UP, Audience, Stage
from emerald.reminders.keeping import keep_touched
from emerald.reminders.register import ON_A_CASE, source_of, sources
from emerald.reminders.statements import as_named
from emerald.reminders.told_by_right import keys_of_rights, people_by_right
from emerald.reminders.words import part_of_the_list, when

AHEAD = timedelta(weeks=8)
PAGE = 50

# `doers` are those who do it: told by its day. Anybody who is told only once it is late is a manager looking on.
TOLD = """
CROSS JOIN LATERAL (
    SELECT max(audience) FILTER (WHERE person = %(me)s) AS audience,
           coalesce(bool_or({does}) FILTER (WHERE person = %(me)s), false) AS own,
           min(person) FILTER (WHERE person <> %(me)s AND {does}) AS covering
    FROM ({people}) AS each (person, audience)
    HAVING bool_or(person = %(me)s)
) p
WHERE d.source = ANY(%(asked)s) AND d.due_on <= %(until)s AND (d.over_at IS NULL OR d.over_at > %(now)s) AND ({which})
"""
DOES = "%(facts)s::jsonb -> d.source -> 'doers' @> to_jsonb(each.audience)"
RIGHT = "(%(facts)s::jsonb -> d.source ->> 'right')::int"
KEPT = """
SELECT kept.person, kept.audience FROM reminders_told kept
WHERE kept.told_by = d.told_by AND kept.case_key = d.case_key AND kept.person = ANY(%(persons)s)
"""
ON_CASES = """
SELECT d.source, d.subject, seen.record_id, d.reference, d.due_on, p.covering
FROM reminders_duething d JOIN ({visible}) AS seen (record_id, reference) ON seen.reference = d.reference
"""
ELSEWHERE = """
SELECT d.source, d.subject, d.case_key, d.reference, d.due_on, p.covering
FROM (SELECT DISTINCT told_by, case_key FROM reminders_told WHERE person = %(me)s) mine
JOIN reminders_duething d ON d.told_by = mine.told_by AND d.case_key = mine.case_key
"""
PAGED = """
SELECT * FROM ({rows}) due
WHERE %(after_on)s::date IS NULL
   OR (due_on, source, subject) > (%(after_on)s::date, %(after_source)s::text, %(after_subject)s::bigint)
ORDER BY due_on, source, subject LIMIT %(limit)s
"""
COUNTED = """
SELECT source, count(*), count(*) FILTER (WHERE due_on < %(today)s) FROM ({rows}) due GROUP BY source
"""


class Whose(StrEnum):
    """Which of the things due on the cases a person may be told of."""

    OWN = "own"  # what they do themselves
    MINE = "mine"  # their own, and that of those they cover for today
    BESIDE = "beside"  # what the lead worker does on cases on which they are a colleague
    TEAM = "team"  # what they as a manager do, or those below them


WHICH = {
    Whose.OWN: "p.own",
    Whose.MINE: "p.own OR p.covering IS NOT NULL",
    Whose.BESIDE: f"NOT p.own AND p.covering IS NULL AND p.audience = {int(Audience.COLLEAGUE)} "
    f"AND %(facts)s::jsonb -> d.source -> 'doers' @> '{int(Audience.WORKER)}'",
    Whose.TEAM: f"p.audience >= {int(Audience.PRACTICE_MANAGER)} "
    "AND p.audience >= (%(facts)s::jsonb -> d.source -> 'doers' ->> 0)::int",
}


@dataclass
class Due:
    """One thing due. `covering` is the key of the person for whom it falls to the reader today, or None."""

    source: str
    subject: int
    record_id: int
    reference: str
    due_on: date
    covering: int | None = None

    @property
    def key(self):
        return f"{self.due_on}_{self.source}_{self.subject}"

    @property
    def about(self):
        return source_of(self.source).about

    @property
    def case_id(self):
        """The case's key; None of what is due on something else."""
        return self.record_id if self.about == ON_A_CASE else None

    @property
    def words(self):
        return source_of(self.source).words

    @property
    def href(self):
        return source_of(self.source).href(self.reference, self.subject)

    @property
    def is_overdue(self):
        return self.due_on < timezone.localdate()

    @property
    def when(self):
        """due today; overdue since 20 November 2026; of what is in the list only, until when one can still do it"""
        said = when(self.due_on)
        return said if source_of(self.source).escalation else said.replace("due on", "until").replace("due", "until")

    @property
    def part(self):
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
    may see. `covers`: keys of those they cover for today. `only`: keys of the sources asked for, all when empty.
    """

    person: object
    cases: QuerySet
    whose: Whose
    covers: tuple = ()
    only: tuple = ()
    overdue: bool = False
    wanted: Callable = lambda source: True

    def rows(self, *, after="", limit=PAGE):
        """The earliest first; `after` is the `key` of the row before, and nonsense starts at the beginning."""
        keep_touched()
        asked = [source for source in self._asked() if not self.only or source.key in self.only]
        start = _start(after) or BEGINNING
        found = [Due(*row) for row in self._on_cases(asked, PAGED, start | {"limit": limit})]
        found += self._elsewhere(asked, start, limit)
        return sorted(found, key=lambda due: (due.due_on, due.source, due.subject))[:limit]

    def counts(self):
        """A Count for each source that has something due, in the order of the register, whatever `only` says."""
        keep_touched()
        asked, today = self._asked(), timezone.localdate()
        found = {source: numbers for source, *numbers in self._on_cases(asked, COUNTED, {"today": today})}
        for due in self._elsewhere(asked, BEGINNING, None):
            total, overdue = found.get(due.source, (0, 0))
            found[due.source] = (total + 1, overdue + due.is_overdue)
        return [Count(source.key, source.words, *found[source.key]) for source in sources() if source.key in found]

    def _asked(self):
        return [source for source in sources() if self.wanted(source)]

    def _on_cases(self, asked, statement, more):
        """Beneath the policies on rows: as the person, and of no case that they do not see."""
        try:
            visible, values = as_named(self.cases, "seen_")
        except EmptyResultSet:
            return []
        asked = [source for source in asked if source.about == ON_A_CASE]
        people = f"{people_by_right('= ANY(%(persons)s)', RIGHT)} UNION ALL {KEPT}"
        return self._ask(ON_CASES.format(visible=visible), people, asked, statement, values | more)

    def _elsewhere(self, asked, start, limit):
        """Due on other records that this person sees: of each kind these are asked for among what was found. As many as
        `limit`, or all."""
        asked = [source for source in asked if source.about != ON_A_CASE]
        found = []
        with acting_as_emerald("due list"):
            while True:
                rows = [Due(*row) for row in self._ask(ELSEWHERE, KEPT, asked, PAGED, start | {"limit": limit})]
                found += self._seen(rows)
                if limit is None or len(rows) < limit or len(found) >= limit:
                    return found
                start = _start(rows[-1].key)

    def _seen(self, rows):
        keys = {}
        for row in rows:
            keys.setdefault(row.about, (source_of(row.source), set()))[1].add(row.record_id)
        seen = {
            about: {key for key, *_ in source.seen_by(self.person).filter(pk__in=records)}
            for about, (source, records) in keys.items()
        }
        return [row for row in rows if row.record_id in seen[row.about]]

    def _ask(self, found, people, asked, statement, values):
        if not asked:
            return []
        rows = found + TOLD.format(people=people, does=DOES, which=WHICH[self.whose])
        rights = keys_of_rights()
        facts = {source.key: {"doers": doers(source), "right": rights[source.key]} for source in asked}
        values = values | {
            "me": self.person.pk,
            "persons": [self.person.pk, *self.covers],
            "asked": [source.key for source in asked],
            "facts": json.dumps(facts),
            "until": self._until,
            "now": timezone.now(),
        }
        with connection.cursor() as cursor:
            cursor.execute(statement.format(rows=rows), values)
            return cursor.fetchall()

    @property
    def _until(self):
        today = timezone.localdate()
        return today - timedelta(1) if self.overdue else today + AHEAD


BEGINNING = {"after_on": None, "after_source": None, "after_subject": None}


def doers(source):
    """The audiences that do it: those told by its day; of what is in the list only, the worker."""
    return sorted(
        {int(step.audience) for step in source.escalation if step.stage in COMING_UP | {Stage.ON_THE_DAY}}
        or {int(Audience.WORKER)}
    )


def _start(after):
    """The parameters of the row to start after, or None when `after` is no key."""
    day, _, rest = after.partition("_")
    source, _, subject = rest.rpartition("_")
    try:
        found = {"after_on": date.fromisoformat(day), "after_source": source, "after_subject": int(subject)}
    except ValueError:
        return None
    return found if source_of(source) and abs(found["after_subject"]) < 2**63 else None
