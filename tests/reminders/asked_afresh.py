"""What is due asked of every source at once, by one long statement: what the rows that are kept are held against."""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone

from cases.models import Case
from emerald.database.identity import acting_as_emerald
from emerald.reminders.due_list import AHEAD, Due, Whose, doers
from emerald.reminders.escalation import Audience
from emerald.reminders.models import Absence
from emerald.reminders.register import ON_A_CASE, sources
from emerald.reminders.statements import as_named, due_of, people_of

ROWS = """
SELECT %({name})s::text COLLATE "C" AS source, d.subject, {seen}.record_id, d.reference, d.due_on, p.covering
FROM ({due}) AS d (subject, case_key, reference, due_on)
JOIN {seen} ON {seen}.reference = d.reference AND ({on_a_case} OR {seen}.record_id = d.case_key)
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
PEOPLE = """
{name} AS MATERIALIZED (
    SELECT * FROM ({people}) AS each (case_key, person, audience) WHERE person = ANY(%(persons)s)
)
"""
# Anybody of the role may stand in for whoever is told.
STAND_INS = """
SELECT * FROM ({people}) AS told (case_key, person, audience)
UNION ALL SELECT DISTINCT told.case_key, keeper.id, 0
FROM ({people}) AS told (case_key, person, audience), accounts_user keeper
WHERE keeper.role = '{role}' AND keeper.is_active
"""


WHICH = {
    Whose.OWN: "p.own",
    Whose.MINE: "p.own OR p.covering IS NOT NULL",
    Whose.BESIDE: f"NOT p.own AND p.covering IS NULL AND p.audience = {int(Audience.COLLEAGUE)} "
    f"AND {int(Audience.WORKER)} = ANY(%({{name}}_doers)s)",
    Whose.TEAM: f"p.audience >= {int(Audience.PRACTICE_MANAGER)} AND p.audience >= %({{name}}_lowest)s",
}


def asked_afresh(person, whose):
    """The rows of the list of `person`, as the sources have them at this moment, the earliest first."""
    covers = list(Absence.covered_today_by(person).values_list("person", flat=True)) if whose == Whose.MINE else []
    asked = [one for one in sources() if one.about == ON_A_CASE or whose != Whose.BESIDE]
    with acting_as_emerald("due list"):
        seen, values = _seen(person, asked)
        asked = [source for source in asked if source.about in seen]
        if not asked:
            return []
        today = timezone.localdate()
        values |= {"me": person.pk, "persons": [person.pk, *covers], "until": today + AHEAD}
        told, people, more = people_asked(asked)
        values |= more
        selects = []
        for source in asked:
            select, more = question(source, whose, told[source.people])
            selects.append(select)
            values |= more
        given = ", ".join([*seen.values(), *people])
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {given} SELECT * FROM ({' UNION ALL '.join(selects)}) due", values)
            rows = [Due(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda due: (due.due_on, due.source, due.subject))


def _seen(person, asked):
    found, values = {}, {}
    for source in asked:
        cases = Case.objects.visible_to(person).order_by().values_list("pk", "reference")
        visible = source.seen_by(person) if source.seen_by else cases
        try:
            sql, more = as_named(visible, f"{seen_of(source)}_")
        except EmptyResultSet:
            continue
        found[source.about] = SEEN.format(seen=seen_of(source), visible=sql)
        values |= more
    return found, values


def seen_of(source):
    return f"seen_{source.about.replace(' ', '_')}"


def people_asked(asked):
    """Who may be told by these sources, as ({what asks for them: its name in the statement}, [SQL], parameters)."""
    names, selects, values = {}, [], {}
    for source in asked:
        if source.people not in names:
            names[source.people] = name = f"told_{source.key}"
            people, more = people_of(source, f"{name}_")
            if source.stand_ins:
                people = STAND_INS.format(people=people, role=source.stand_ins)
            selects.append(PEOPLE.format(name=name, people=people))
            values |= more
    return names, selects, values


def question(source, whose, told):
    """The part about this source, as (SQL, parameters). `told`: what the statement calls those it tells."""
    due, due_values = due_of(source, f"{source.key}_due")
    doing = doers(source)
    which = WHICH[whose].format(name=source.key)
    return (
        ROWS.format(
            name=source.key,
            seen=seen_of(source),
            due=due,
            people=told,
            which=which,
            on_a_case="true" if source.about == ON_A_CASE else "false",
        ),
        {source.key: source.key, f"{source.key}_doers": doing, f"{source.key}_lowest": doing[0]} | due_values,
    )
