"""The sweep: what each person should stand told of today, made so by one INSERT … SELECT for each source.

The notices that stand are exactly what the statements say: those missing are made, those too many are ended. Sweeping
twice, late, or from two places changes nothing more, and days without a sweep leave one notice each and no flood.

Who is told: those of the step's audience on the case. For one who is away today their cover, if the cover may see the
case; otherwise, and for one who has left or a place nobody holds, the managers next above who are there. Somebody away
keeps their own notice and finds it on return.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from emerald.reminders.escalation import COMING_UP, Audience, Step, spans
from emerald.reminders.keeping import keep_touched
from emerald.reminders.models.notice import morning_of
from emerald.reminders.register import DueSource, sources
from emerald.reminders.told_by_right import keys_of_rights, people_of_the_cases

SWEEPING = 0x456D53776570  # the advisory lock's number
LONGEST = 60_000  # milliseconds a statement may take: far more than it needs, and no plan is waited for beyond it
log = logging.getLogger(__name__)

# Each step leaves its rows where the planner can count them: what one long statement guesses at its inner tables can be
# wrong by a factor of a thousand, and a plan made for ten rows takes minutes for a hundred thousand.
DUE = """
CREATE TEMPORARY TABLE sweep_due ON COMMIT DROP AS
SELECT d.subject, d.case_key, d.reference, d.due_on, step.stage, step.audience, step.mail_from
FROM reminders_duething d JOIN (VALUES {steps}) AS step (stage, audience, after, until, mail_from)
  ON d.due_on > step.after AND d.due_on <= step.until
WHERE d.source = %(source)s AND (d.over_at IS NULL OR d.over_at > %(now)s)
"""
# The records on which something is due, each once.
RECORDS = """
CREATE TEMPORARY TABLE sweep_records ON COMMIT DROP AS SELECT DISTINCT case_key FROM sweep_due
"""
# Where more than a right on the case decides who may be told.
KEPT = f"""
SELECT told.case_key, told.person, told.audience
FROM sweep_records due JOIN reminders_told told ON told.told_by = %(told_by)s AND told.case_key = due.case_key
UNION ALL
SELECT due.case_key, away.cover, {int(Audience.COLLEAGUE)} FROM sweep_records due CROSS JOIN (
    SELECT DISTINCT cover FROM away JOIN accounts_user ON accounts_user.id = cover AND role = %(stand_ins)s) away
"""  # noqa: S608  our own names; values are parameters

PEOPLE = """
CREATE TEMPORARY TABLE sweep_people ON COMMIT DROP AS
WITH away AS (
    SELECT id AS person, NULL::bigint AS cover, true AS gone
    FROM accounts_user WHERE NOT is_active OR access_ends_on < %(today)s
    UNION ALL
    SELECT person_id, covered_by_id, false
    FROM reminders_absence JOIN accounts_user ON accounts_user.id = person_id
    WHERE ended_at IS NULL AND starts <= %(today)s AND until >= %(today)s
      AND is_active AND (access_ends_on IS NULL OR access_ends_on >= %(today)s)
)
SELECT p.case_key, p.person, p.audience, away.cover, away.person IS NULL AS here, away.gone IS TRUE AS gone
FROM ({people}) AS p (case_key, person, audience)
LEFT JOIN away ON away.person = p.person
"""

TOLD = """
CREATE TEMPORARY TABLE sweep_told ON COMMIT DROP AS
WITH gap AS MATERIALIZED (  -- whom the step is for and who cannot be told today; with the cover, if they see the case
    SELECT due.*, p.person AS covering_for, cover.person AS cover
    FROM sweep_due due
    LEFT JOIN sweep_people p ON p.case_key = due.case_key AND p.audience = due.audience
    LEFT JOIN (SELECT DISTINCT case_key, person FROM sweep_people
               WHERE here AND person IN (SELECT cover FROM sweep_people)) cover
      ON cover.case_key = due.case_key AND cover.person = p.cover
    WHERE p.person IS NULL OR NOT p.here
),
above AS (
    SELECT empty.case_key, empty.audience, min(p.audience) AS next
    FROM (SELECT DISTINCT case_key, audience FROM gap) empty
    JOIN sweep_people p ON p.case_key = empty.case_key AND p.here AND p.audience >= empty.audience
    GROUP BY 1, 2
)
SELECT DISTINCT ON (subject, due_on, stage, recipient) *
FROM (
    SELECT due.*, p.person AS recipient, NULL::bigint AS covering_for
    FROM sweep_due due JOIN sweep_people p ON p.case_key = due.case_key AND p.audience = due.audience
    WHERE NOT p.gone
    UNION ALL
    SELECT subject, case_key, reference, due_on, stage, audience, mail_from, cover, covering_for
    FROM gap WHERE cover IS NOT NULL
    UNION ALL
    SELECT subject, gap.case_key, reference, due_on, stage, gap.audience, mail_from, p.person, covering_for
    FROM gap
    JOIN above ON above.case_key = gap.case_key AND above.audience = gap.audience
    JOIN sweep_people p ON p.case_key = gap.case_key AND p.audience = above.next AND p.here
    WHERE gap.cover IS NULL
) each
ORDER BY subject, due_on, stage, recipient, covering_for NULLS FIRST
"""

STANDING = """
CREATE TEMPORARY TABLE sweep_standing ON COMMIT DROP AS
SELECT id, subject, due_on, stage, recipient_id AS recipient FROM reminders_notice
WHERE source = %(source)s AND ended_at IS NULL
"""

END = """
UPDATE reminders_notice notice SET ended_at = %(now)s, ended_because = over.because
FROM (
    SELECT standing.id, CASE WHEN due.subject IS NULL THEN 'done' WHEN told.subject IS NULL THEN 'elsewhere'
                             ELSE 'further' END AS because
    FROM (SELECT * FROM sweep_standing standing WHERE NOT EXISTS (
              SELECT FROM sweep_told told WHERE told.subject = standing.subject AND told.due_on = standing.due_on
                                 AND told.stage = standing.stage AND told.recipient = standing.recipient)) standing
    LEFT JOIN (SELECT DISTINCT subject, due_on FROM sweep_due) due
      ON due.subject = standing.subject AND due.due_on = standing.due_on
    LEFT JOIN (SELECT DISTINCT subject, due_on, recipient FROM sweep_told) told
      ON told.subject = standing.subject AND told.due_on = standing.due_on AND told.recipient = standing.recipient
) over
WHERE notice.id = over.id
"""

MAKE = """
INSERT INTO reminders_notice (source, subject, case_key, reference, due_on, stage, audience, recipient_id,
                              covering_for_id, made_at, mail_from)
SELECT %(source)s, subject, case_key, reference, due_on, stage, audience, recipient, covering_for, %(now)s,
       mail_from
FROM sweep_told told WHERE NOT EXISTS (
    SELECT FROM sweep_standing there
    WHERE there.subject = told.subject AND there.due_on = told.due_on
      AND there.stage = told.stage AND there.recipient = told.recipient)
-- Told before, withdrawn, and due again on the same day: the same notice stands again.
ON CONFLICT (source, subject, due_on, stage, recipient_id) DO UPDATE
    SET ended_at = NULL, ended_because = '', covering_for_id = EXCLUDED.covering_for_id
    WHERE reminders_notice.ended_at IS NOT NULL
"""

# Of all sources at once: those of which anything is due by the last day of which anybody is told, or anybody stands
# told. All others are not asked one by one.
WITH_WORK = """
SELECT asked.source FROM unnest(%(sources)s::text[], %(until)s::date[]) asked (source, until)
WHERE EXISTS (SELECT FROM reminders_notice notice WHERE notice.source = asked.source AND notice.ended_at IS NULL)
   OR EXISTS (SELECT FROM reminders_duething d WHERE d.source = asked.source AND d.due_on <= asked.until
              AND (d.over_at IS NULL OR d.over_at > %(now)s))
"""


class Unfinished(Exception):
    """Some sources could not be swept; the next sweep tries again. Names them."""


def sync_notices(today: date | None = None, now: datetime | None = None) -> tuple[int, int]:
    """Bring the notices of every source in step with `today` (Europe/London). Returns (made, ended).

    Two sweeps at once take turns; the second finds nothing left to do. A source whose statement takes too long is left
    as it was and the others are swept; then Unfinished is raised.
    """
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    made, ended = 0, 0
    left = keep_touched(sweeping=True)
    for source in with_work([one for one in sources() if one.key not in left], today, now):
        try:
            one, other = sync_source(source, today, now)
        except OperationalError:
            log.exception("The reminders of source %s could not be swept.", source.key)
            left.append(source.key)
        else:
            made, ended = made + one, ended + other
    if left:
        raise Unfinished(", ".join(left))
    return made, ended


def with_work(asked: Iterable[DueSource], today: date, now: datetime) -> list[DueSource]:
    """Of the sources those that are to be swept; what is in the list only has no notices."""
    until = {one: max(last for *_, last in spans(one.escalation, today)) for one in asked if one.escalation}
    with connection.cursor() as cursor:
        cursor.execute(WITH_WORK, {"sources": [one.key for one in until], "until": list(until.values()), "now": now})
        found = {key for (key,) in cursor.fetchall()}
    return [one for one in until if one.key in found]


@transaction.atomic
def sync_source(source: DueSource, today: date, now: datetime) -> tuple[int, int]:
    """The same for one source."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SWEEPING])
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('work_mem', '64MB', true)", [str(LONGEST)]
        )
        due, people, values = question(source, today, now)
        fill_table(cursor, "sweep_due", due, values)
        fill_table(cursor, "sweep_standing", STANDING, values)
        made = ended = 0
        if any_row(cursor, "sweep_due") or any_row(cursor, "sweep_standing"):
            fill_table(cursor, "sweep_records", RECORDS, values)
            fill_table(cursor, "sweep_people", people, values)
            fill_table(cursor, "sweep_told", TOLD, values)
            cursor.execute(END, values)
            ended = cursor.rowcount
            cursor.execute(MAKE, values)
            made = cursor.rowcount
        cursor.execute("DROP TABLE IF EXISTS sweep_due, sweep_standing, sweep_records, sweep_people, sweep_told")
    return made, ended


def fill_table(cursor: CursorWrapper, table: str, sql: str, values: dict[str, Any]) -> None:
    cursor.execute(sql, values)
    cursor.execute(f"ANALYZE {table}")


def any_row(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608  our own names; values are parameters
    return bool(cursor.fetchone()[0])


def question(source: DueSource, today: date, now: datetime) -> tuple[str, str, dict[str, Any]]:
    """What is due and who may be told, as two statements and their parameters."""
    step_values: dict[str, Any] = {}
    steps = []
    for number, (step, after, until) in enumerate(spans(source.escalation, today)):
        steps.append(
            f"(%(stage{number})s, %(audience{number})s, %(after{number})s, %(until{number})s, %(mail_from{number})s)"
        )
        step_values |= {
            f"stage{number}": str(step.stage),
            f"audience{number}": int(step.audience),
            f"after{number}": after,
            f"until{number}": until,
            f"mail_from{number}": mail_from(step, today, now),
        }
    return (
        DUE.format(steps=", ".join(steps)),
        PEOPLE.format(people=may_be_told(source)),
        {
            "source": source.key,
            "told_by": source.told_by,
            "stand_ins": source.stand_ins,
            "right": keys_of_rights()[source.key],
            "today": today,
            "now": now,
        }
        | step_values,
    )


def may_be_told(source: DueSource) -> str:
    """(key of a record, person, audience) of the records on which something is due."""
    return people_of_the_cases("sweep_records", "%(right)s") if source.by_right else KEPT


def mail_from(step: Step, today: date, now: datetime) -> datetime:
    """In the morning of the day. What only comes up, and was entered later in the day, waits for the next morning: its
    worker has just written the date down and needs no mail about it."""
    morning = morning_of(today)
    if step.stage in COMING_UP and now > morning + timedelta(hours=1):
        return morning_of(today + timedelta(1))
    return morning
