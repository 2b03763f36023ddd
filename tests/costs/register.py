"""The register of a council: persons of concern with a vehicle and a telephone each, linked to a child, and measures of
every state with their history."""

from dataclasses import dataclass
from importlib import import_module

from perpetrators.models import Link, Measure, Particular, PersonOfConcern
from tests.costs.copies import copy
from tests.factories.register import link_child, make_measure, make_person

LIVE_SHARE = 5  # one measure in so many stands today; the others are over
LETTERS = "chr(65 + ({of})::int)"
PLATE = "||".join(
    (
        "'W'",
        LETTERS.format(of="k % 10"),
        "lpad((k * 7 % 73 + 2)::text, 2, '0')",
        LETTERS.format(of="k * 7919 % 26"),
        LETTERS.format(of="k * 104729 / 26 % 26"),
        LETTERS.format(of="k / 5 % 26"),
    )
)
# One in twenty was read in part.
PARTLY = f"CASE WHEN k % 20 = 0 THEN overlay({PLATE} placing '??' from (1 + k % 6)::int for 2) ELSE {PLATE} END"
NUMBER = "'+4477' || lpad((k * 104729 % 100000000)::text, 8, '0')"
STARTED, IS_LIVE = "(current_date - 1 - (k * 7919 % 2000)::int)", f"k % {LIVE_SHARE} = 0"
ENDED = f"least({STARTED} + (k % 90)::int, current_date - 1)"
EVENTS = """INSERT INTO perpetrators_measureevent
        (measure_id, step, from_state, to_state, "on", sentence, note, by_id, at, version)
    SELECT id, 'made', '', 'in_force', started_on, 'Made.', '', recorded_by_id, recorded_at, 1
    FROM perpetrators_measure WHERE id >= {first}
    UNION ALL SELECT id, 'expired', 'in_force', 'expired', ended_on, 'Expired.', '', recorded_by_id, recorded_at, 2
    FROM perpetrators_measure WHERE id >= {first} AND ended_on IS NOT NULL"""
FOUND = "perpetrators.migrations.0011_what_is_there_is_found"
DAYS = "perpetrators.migrations.0014_days_so_far"


def facts_of_measure(whose):
    return {
        "reference": "'DM-1999-' || lpad(k::text, 7, '0')",
        "person_id": whose,
        "order_ref": "'F' || lpad((k * 7919 % 1000003)::text, 7, '0')",
        "facts": "jsonb_build_object('claim', 'QB-' || k)",
        "state": f"CASE WHEN {IS_LIVE} THEN 'in_force' ELSE 'expired' END",
        "started_on": STARTED,
        "made_on": STARTED,
        "served_on": f"CASE WHEN k % 7 = 0 THEN NULL ELSE {STARTED} END",
        "ends_on": f"CASE WHEN {IS_LIVE} THEN current_date + (k % 400)::int ELSE {ENDED} END",
        "ended_on": f"CASE WHEN {IS_LIVE} THEN NULL ELSE {ENDED} + 1 END",
    }


def fill_what_is_kept(cursor):
    """What the triggers keep of particulars and measures: by the migrations that began it."""
    cursor.execute("DELETE FROM perpetrators_fragment")
    cursor.execute("DELETE FROM perpetrators_foundby")
    for statement in import_module(FOUND).Migration.operations[0].sql:
        cursor.execute(statement)
    cursor.execute(import_module(DAYS).PERIODS)


@dataclass(frozen=True)
class First:
    """The rows of which there are copies."""

    person: PersonOfConcern
    link: Link
    vehicle: Particular
    phone: Particular
    measure: Measure


def begin(child, *, team, keeper):
    """A person linked to this child. They have no officer, so nobody gets rights on a case by them."""
    person = make_person(area=team, by=keeper)
    vehicle, phone = (
        person.add_particular(by=keeper, kind=kind, value=value)
        for kind, value in (("vehicle", "WV63 KLP"), ("phone", "07700 900123"))
    )
    measure = make_measure(area=team, by=keeper, person=person)
    return First(person, link_child(person, child), vehicle, phone, measure)


def copy_register(cursor, base, size):
    """Every person is linked to one child."""
    first, number = base.of_register, size.persons - 1
    person, whose = first.person, f"{first.person.pk} + k % {size.persons}"
    names = {"reference": "'PC-1999-' || lpad(k::text, 7, '0')", "family_name": "'Vex' || k"}
    copy(cursor, person, number, names)
    child = f"{base.case.child_id} + k * 7919 % {size.cases}"
    copy(cursor, first.link, number, {"person_id": f"{person.pk} + k", "child_id": child})
    for row, text in ((first.vehicle, PARTLY), (first.phone, NUMBER)):
        copy(cursor, row, number, {"person_id": whose, "value": text, "match": text})
    copy(cursor, first.measure, size.cases * size.measures_each, facts_of_measure(whose))
    cursor.execute(EVENTS.format(first=first.measure.pk))
    fill_what_is_kept(cursor)
