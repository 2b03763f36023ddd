"""The statements that read what is kept: of a fixed text for each question, whatever the number of sources.

A list finds each row by the shortest way to those who do it: from the cases somebody leads, from what a manager does by
the day, and from what is kept of whom more than a right decides. Where somebody stands in for others, or looks on, all
who may be told of a row are asked.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from emerald.reminders.escalation import Audience
from emerald.reminders.told_by_right import by_right

WORKER = 1 << Audience.WORKER
PRACTICE, SERVICE = 1 << Audience.PRACTICE_MANAGER, 1 << Audience.SERVICE_MANAGER


class Whose(StrEnum):
    """Which of the things due on the cases a person may be told of."""

    OWN = "own"  # what they do themselves
    MINE = "mine"  # their own, and that of those they cover for today
    BESIDE = "beside"  # what the lead worker does on cases on which they are a colleague
    TEAM = "team"  # what they as a manager do, or those below them


class Way(NamedTuple):
    """A way to rows: from what, and which of them."""

    found: str
    which: str


# Of each source: the right by which it tells, those who do it as bits of audiences, the lowest of them, and whether the
# reader may stand in for any of them.
FACTS = """
JOIN unnest(%(asked)s::text[], %(rights)s::bigint[], %(doers)s::int[], %(lowest)s::int[], %(stands_in)s::bool[])
  AS f (source, "right", doers, lowest, stands_in) ON f.source = d.source
"""
DUE = f"reminders_duething d {FACTS}"
# Who they are to the cases there are, asked once for a list; and whether something was written and is not kept yet.
READER = """
SELECT p.persons, s.led, s.practice, s.service, s.named, s.many,
       EXISTS (SELECT FROM reminders_told WHERE person = ANY(p.persons) AND on_case IS NOT NULL),
       EXISTS (SELECT FROM reminders_told WHERE person = %(me)s AND on_case IS NULL),
       EXISTS (SELECT FROM reminders_touched WHERE "table" <> %(left)s)
FROM (SELECT ARRAY[%(me)s]::bigint[] || ARRAY({covers}) AS persons) p CROSS JOIN LATERAL ({standing}) s
"""
# What is kept of these persons, by audience.
KEPT_OF = """
(SELECT DISTINCT told_by, case_key, audience FROM reminders_told WHERE person = ANY(%(persons)s)) mine
JOIN reminders_duething d ON d.told_by = mine.told_by AND d.case_key = mine.case_key
"""
SEEN = "JOIN ({visible}) AS seen (record_id, reference) ON seen.record_id = d.on_case"
# Everybody among the reader and those they stand in for who may be told, as the reader's audience, whether they do it,
# and for whom they would.
PEOPLE = """
CROSS JOIN LATERAL (
    SELECT max(audience) FILTER (WHERE person = %(me)s) AS audience,
           coalesce(bool_or(1 << audience & f.doers <> 0) FILTER (WHERE person = %(me)s), false) AS own,
           min(person) FILTER (WHERE person <> %(me)s AND 1 << audience & f.doers <> 0) AS covering
    FROM ({people}) AS each (person, audience)
    HAVING bool_or(person = %(me)s) OR f.stands_in
) p
"""
KEPT_PEOPLE = """
SELECT kept.person, kept.audience::int FROM reminders_told kept
WHERE kept.told_by = d.told_by AND kept.case_key = d.case_key AND kept.person = ANY(%(persons)s)
"""
WHICH = {
    Whose.OWN: "p.own",
    Whose.MINE: "(p.own OR p.covering IS NOT NULL)",
    Whose.BESIDE: f"NOT p.own AND p.covering IS NULL AND p.audience = {int(Audience.COLLEAGUE)} "
    f"AND f.doers & {WORKER} <> 0",
    Whose.TEAM: f"p.audience >= {int(Audience.PRACTICE_MANAGER)} AND p.audience >= f.lowest",
}
ROWS = """
SELECT DISTINCT d.source, d.subject, coalesce(d.on_case, d.case_key) AS record_id, d.reference, d.due_on, {covering}
FROM {found} WHERE d.due_on <= %(until)s AND (d.over_at IS NULL OR d.over_at > %(now)s) AND {which} {paged}
"""
PAGED = """
  AND (%(after_on)s::date IS NULL
       OR (d.due_on, d.source, d.subject) > (%(after_on)s::date, %(after_source)s::text, %(after_subject)s::bigint))
ORDER BY d.due_on, d.source, d.subject LIMIT %(limit)s
"""
PAGE = """
SELECT page.*, (
    SELECT max(put_off.snoozed_until) FROM reminders_notice put_off
    WHERE put_off.recipient_id = %(me)s AND put_off.ended_at IS NULL AND put_off.snoozed_until > %(today)s
      AND put_off.source = page.source AND put_off.subject = page.subject AND put_off.due_on = page.due_on)
FROM (
    SELECT DISTINCT source, subject, record_id, reference, due_on, covering FROM ({rows}) due
    ORDER BY due_on, source, subject LIMIT %(limit)s
) page
"""
COUNTS = """
SELECT source, count(*), count(*) FILTER (WHERE due_on < %(today)s)
FROM (SELECT DISTINCT source, subject, due_on FROM ({rows}) due) each GROUP BY source
"""


@dataclass(frozen=True)
class Reader:
    """`persons`: keys of the reader and of those they stand in for today; the others are what leads to what these do
    (`ByRight.standing`), and whether anything is kept of them on cases and elsewhere."""

    persons: list[int]
    led: list[int]
    practice: list[int]
    service: list[int]
    named: list[int]
    many: bool
    told_here: bool
    told_elsewhere: bool
    touched: bool

    @property
    def alone(self) -> bool:
        return len(self.persons) == 1

    @property
    def manages(self) -> int:
        """As which manager, in bits of audiences."""
        bits = (PRACTICE if self.practice else 0) | (SERVICE if self.service else 0)
        return reduce(or_, (1 << audience for audience in self.named), bits)

    @property
    def values(self) -> dict[str, Any]:
        return {"persons": self.persons, "led": self.led, "practice": self.practice, "service": self.service}


def on_cases(whose: Whose, reader: Reader, visible: str, *, counted: bool = False) -> str:
    """What is due on the cases that the reader sees, or on those of `visible` (SQL of key and reference); empty where
    nothing leads to any."""
    does = whose in {Whose.OWN, Whose.MINE}
    exactly = does and reader.alone
    ways = _by_right_done(reader, exactly=exactly) if does else [_looked_on(whose)]
    if reader.told_here and whose != Whose.TEAM:
        ways.append(_kept(exactly=exactly))
    rule = by_right()
    people = f"{rule.people.format(persons='= ANY(%(persons)s)', right='f.right')} UNION ALL {KEPT_PEOPLE}"
    found, which = (f" {SEEN.format(visible=visible)}", "true") if visible else ("", rule.sees)
    ways = [Way(f"{way.found}{found}", f"d.on_case IS NOT NULL AND {way.which} AND ({which})") for way in ways]
    return _joined(ways, None if exactly else (people, whose), counted=counted)


def elsewhere(whose: Whose, reader: Reader, *, stands_in: bool) -> str:
    """What is due on other records. `stands_in`: the reader may stand in for others on some whoever is told."""
    found = reader.told_elsewhere or (stands_in and not reader.alone)
    exactly = whose in {Whose.OWN, Whose.MINE} and reader.alone
    way = _kept(exactly=exactly)
    ways = [Way(way.found, f"d.on_case IS NULL AND {way.which}")] if found else []
    return _joined(ways, None if exactly else (KEPT_PEOPLE, whose), counted=False)


def _by_right_done(reader: Reader, *, exactly: bool) -> list[Way]:
    rule, ways = by_right(), []
    if reader.led:
        led = "d.source = ANY(%(of_workers)s) AND d.on_case = ANY(%(led)s)"
        ways.append(Way(DUE, f"{led} AND {rule.works}" if exactly else led))
    if reader.manages:
        managed = "d.source = ANY(%(of_managers)s)"
        if not reader.many:  # or it is quicker to go by the day
            managed += f" AND d.on_case = ANY(ARRAY({rule.managed}))"
        ways.append(Way(DUE, f"{managed} AND ({rule.manages})" if exactly else managed))
    return ways


def _looked_on(whose: Whose) -> Way:
    return Way(DUE, f"d.on_case = ANY(ARRAY({by_right().held}))" if whose == Whose.BESIDE else "true")


def _kept(*, exactly: bool) -> Way:
    return Way(KEPT_OF + FACTS, "1 << mine.audience & f.doers <> 0" if exactly else "true")


def _joined(ways: list[Way], people: tuple[str, Whose] | None, *, counted: bool) -> str:
    """`people`: who may be told of each row is asked as well, and which rows these make; else the way has said it."""
    if not ways:
        return ""
    lateral = PEOPLE.format(people=people[0]) if people else ""
    rows = " UNION ALL ".join(
        "("
        + ROWS.format(
            covering="p.covering" if people else "NULL::bigint AS covering",
            found=f"{way.found} {lateral}",
            which=f"{way.which} AND {WHICH[people[1]]}" if people else way.which,
            paged="" if counted else PAGED,
        )
        + ")"
        for way in ways
    )
    return (COUNTS if counted else PAGE).format(rows=rows)
