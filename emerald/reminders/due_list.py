"""What is due, straight from the register: not what somebody was told of, but what is so at this moment.

Two statements for all sources, whatever their number: which of them have anything due, and then what. A row comes only
when `people()` of its source lists the person for it and its case is among `cases`, which the caller takes from what
the person may see; a record that is no case, when it is in what its source says the person may see. So two rules must
agree before anything shows, and neither is written a second time here.
"""

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
from emerald.reminders.register import ON_A_CASE, source_of, sources
from emerald.reminders.statements import as_named, due_of, people_of
from emerald.reminders.words import part_of_the_list, when

AHEAD = timedelta(weeks=8)
PAGE = 50

# `doers` are those who do it: told by its day. Anybody who is told only once it is late is a manager looking on.
ROWS = """
SELECT %({name})s::text COLLATE "C" AS source, d.subject, {seen}.record_id, d.reference, d.due_on, p.covering
FROM ({due}) AS d (subject, case_key, reference, due_on)
JOIN {seen} ON {seen}.reference = d.reference
JOIN (
    SELECT case_key,
           max(audience) FILTER (WHERE person = %(me)s) AS audience,
           coalesce(bool_or(audience = ANY(%({name}_doers)s)) FILTER (WHERE person = %(me)s), false) AS own,
           min(person) FILTER (WHERE person <> %(me)s AND audience = ANY(%({name}_doers)s)) AS covering
    FROM {people}
    GROUP BY case_key
    HAVING bool_or(person = %(me)s)
) p ON p.case_key = d.case_key
WHERE d.due_on <= %(until)s AND ({which})
"""
SEEN = "{seen} AS MATERIALIZED (SELECT * FROM ({visible}) AS visible (record_id, reference))"
# Once for all sources that tell the same people: of measures it is asked by four, and planning it takes longer than
# reading it.
PEOPLE = """
{name} AS MATERIALIZED (
    SELECT * FROM ({people}) AS each (case_key, person, audience) WHERE person = ANY(%(persons)s)
)
"""
# Most sources have nothing due most of the time, and to plan the statement about one takes the database some hundredths
# of a second. So it is asked first which of them have anything due, for anybody.
ANYTHING = """
SELECT '{name}' WHERE EXISTS (
    SELECT FROM ({due}) AS d (subject, case_key, reference, due_on) WHERE d.due_on <= %(until)s
)
"""
PAGED = """
WITH {given}
SELECT * FROM ({rows}) due
WHERE {after}
ORDER BY due_on, source, subject LIMIT %(limit)s
"""
COUNTED = """
WITH {given}
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
    f"AND {int(Audience.WORKER)} = ANY(%({{name}}_doers)s)",
    Whose.TEAM: f"p.audience >= {int(Audience.PRACTICE_MANAGER)} AND p.audience >= %({{name}}_lowest)s",
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
        start = _start(after)
        return [
            Due(*row)
            for row in self._ask(
                PAGED,
                {"limit": limit} | (start or {}),
                only=self.only,
                after="(due_on, source, subject) > (%(after_on)s, %(after_source)s, %(after_subject)s)"
                if start
                else "true",
            )
        ]

    def counts(self):
        """A Count for each source that has something due, in the order of the register, whatever `only` says."""
        found = {source: numbers for source, *numbers in self._ask(COUNTED, {"today": timezone.localdate()})}
        return [Count(source.key, source.words, *found[source.key]) for source in sources() if source.key in found]

    def _ask(self, statement, values, only=(), **parts):
        asked = [source for source in sources() if (not only or source.key in only) and self.wanted(source)]
        asked = with_anything_due(asked, self._until)
        seen, seen_values = self._seen(asked)
        asked = [source for source in asked if source.about in seen]
        if not asked:
            return []
        values = (
            values
            | seen_values
            | {"me": self.person.pk, "persons": [self.person.pk, *self.covers], "until": self._until}
        )
        told, people, people_values = people_asked(asked)
        selects = []
        for source in asked:
            select, more = question(source, self.whose, told[source.people])
            selects.append(select)
            values |= more
        given = ", ".join([*seen.values(), *people])
        with acting_as_emerald("due list"), connection.cursor() as cursor:
            cursor.execute(
                statement.format(given=given, rows=" UNION ALL ".join(selects), **parts), values | people_values
            )
            return cursor.fetchall()

    @property
    def _until(self):
        today = timezone.localdate()
        return today - timedelta(1) if self.overdue else today + AHEAD

    def _seen(self, asked):
        """({kind of record: SQL of those this person may see}, parameters), without kinds of which they see none."""
        found, values = {}, {}
        for source in asked:
            if source.about in found:
                continue
            visible = source.seen_by(self.person) if source.seen_by else self.cases
            try:
                sql, more = as_named(visible, f"{seen_of(source)}_")
            except EmptyResultSet:
                continue
            found[source.about] = SEEN.format(seen=seen_of(source), visible=sql)
            values |= more
        return found, values


def seen_of(source):
    """The name in the statement of what the person may see of this kind of record."""
    return f"seen_{source.about.replace(' ', '_')}"


def doers(source):
    """The audiences that do it: those told by its day; of what is in the list only, the worker."""
    return sorted(
        {int(step.audience) for step in source.escalation if step.stage in COMING_UP | {Stage.ON_THE_DAY}}
        or {int(Audience.WORKER)}
    )


def with_anything_due(asked, until):
    """Those of the sources by which something is due by that day, whomever it concerns; those by comparison always, so
    that a page takes as long when nothing was found."""
    selects, values = [], {"until": until}
    for source in (one for one in asked if not one.by_comparison):
        due, more = due_of(source, f"{source.key}_due")
        selects.append(ANYTHING.format(name=source.key, due=due))
        values |= more
    if not selects:
        return asked
    with acting_as_emerald("due list"), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        found = {key for (key,) in cursor.fetchall()}
    return [source for source in asked if source.by_comparison or source.key in found]


def people_asked(asked):
    """Who may be told by these sources, as ({what asks for them: its name in the statement}, [SQL], parameters)."""
    names, selects, values = {}, [], {}
    for source in asked:
        if source.people not in names:
            names[source.people] = name = f"told_{source.key}"
            people, more = people_of(source, f"{name}_")
            selects.append(PEOPLE.format(name=name, people=people))
            values |= more
    return names, selects, values


def question(source, whose, told):
    """The part about this source, as (SQL, parameters). `told`: what the statement calls those it tells."""
    due, due_values = due_of(source, f"{source.key}_due")
    doing = doers(source)
    which = WHICH[whose].format(name=source.key)
    return (
        ROWS.format(name=source.key, seen=seen_of(source), due=due, people=told, which=which),
        {source.key: source.key, f"{source.key}_doers": doing, f"{source.key}_lowest": doing[0]} | due_values,
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
