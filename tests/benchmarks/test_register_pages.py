"""What the policies of the register's tables cost its pages, in processor time of Emerald and its database together:
the same pages in the same run with the policies of these tables switched on and off. Run by `python3 -m emerald bench`.
"""

from functools import partial
from statistics import median

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from emerald.audit.database_role import grant
from perpetrators.models import Link, Measure, PersonOfConcern
from perpetrators.row_policies import policies
from tests.benchmarks import large_council
from tests.benchmarks.clock import print_table
from tests.benchmarks.test_due_pages import processor_time
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person

CASES, PERSONS, ROUNDS = 3_000, 1_500, 3
AT_MOST_TIMES = 2.0  # of a page; the aim is 1.3
EACH_TO = 3  # children of each person

# Copies of one row made by the model, as in `large_council`.
THE_PERSONS = """
    INSERT INTO perpetrators_personofconcern SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', n, 'reference', 'PC-1999-' || lpad(n::text, 5, '0')))).*
    FROM perpetrators_personofconcern one, generate_series(%(first)s, %(last)s) n WHERE one.id = %(one)s"""
THE_LINKS = """
    INSERT INTO perpetrators_link SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', n * 10 + child, 'person_id', n, 'child_id', %(child)s + (n * 7919 + child * 1009) %% %(cases)s))).*
    FROM perpetrators_link one, generate_series(%(first)s, %(last)s) n, generate_series(1, %(each)s) child
    WHERE one.id = %(link)s"""
THE_MEASURES = """
    INSERT INTO perpetrators_measure SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', n, 'reference', 'DM-1999-' || lpad(n::text, 5, '0'), 'person_id', n))).*
    FROM perpetrators_measure one, generate_series(%(first)s, %(last)s) n WHERE one.id = %(measure)s"""
THE_EVENTS = """
    INSERT INTO perpetrators_measureevent (measure_id, step, from_state, to_state, "on", sentence, note, by_id, at,
        version)
    SELECT id, 'made', '', 'in_force', started_on, 'Made.', '', recorded_by_id, recorded_at, 1
    FROM perpetrators_measure"""
# Every other measure names a child the person is linked to.
NAMED = """
    INSERT INTO perpetrators_protectedchild (measure_id, child_id, facts)
    SELECT measure.id, min(link.child_id), '{}' FROM perpetrators_measure measure
    JOIN perpetrators_link link USING (person_id) WHERE measure.id % 2 = 0 GROUP BY measure.id"""
TABLES = ("personofconcern", "link", "measure", "measureevent", "protectedchild")


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """Who opens the pages, and the reference of a record that each of them may open."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_council, "CASES", CASES)
        council = large_council.load()
        officer = make_user(role="police_liaison")
        fill(council, officer)
        grant(settings.DATABASE_ROLE)
        yield {"ten": council.ten, "all": council.every_team, "keeper": officer}
        switch("ENABLE")
        large_council.empty()


def fill(council, officer):
    team = council.one_team.teams.get()
    person = make_person(area=team, by=officer)
    link = link_child(person, council.ten.allocations.first().case.child)
    measure = make_measure(area=team, by=officer, person=person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM cases_child")
        [(child,)] = cursor.fetchall()
        which = {"one": person.pk, "link": link.pk, "measure": measure.pk, "child": child, "each": EACH_TO}
        which |= {"first": 1_000, "last": 999 + PERSONS, "cases": CASES - 1}
        cursor.execute("SET session_replication_role = replica")
        for statement in (THE_PERSONS, THE_LINKS, THE_MEASURES):
            cursor.execute(statement, which)
        for statement in (THE_EVENTS, NAMED):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE perpetrators_{table}")


def switch(how):
    with connection.cursor() as cursor:
        for table in policies():
            cursor.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def cost(ask):
    """Processor time of one, in ms; of three in a row, because the database's is counted in hundredths."""
    start = processor_time()
    for _ in range(3):
        assert ask().status_code == 200
    return (processor_time() - start) / 3 * 1000


def compared(ask):
    """(off, on): medians of rounds that take turns."""
    found = {"DISABLE": [], "ENABLE": []}
    for number in range(ROUNDS + 1):
        for how, times in found.items():
            switch(how)
            ask()
            taken = cost(ask)
            if number:
                times.append(taken)
    return median(found["DISABLE"]), median(found["ENABLE"])


def pages_of(person):
    theirs = PersonOfConcern.objects.visible_to(person).order_by("-pk").first()
    measure = Measure.objects.visible_to(person).order_by("-pk").first()
    assert Link.objects.filter(person=theirs).exists()
    return {
        **{page: reverse(page) for page in ("register", "persons_of_concern", "measures", "disruption")},
        **{page: reverse(page, args=[theirs.reference]) for page in ("person_of_concern", "person_network")},
        "measure": reverse("measure", args=[measure.reference]),
    }


@pytest.mark.django_db
def test_the_policies_cost_the_pages_of_the_register_little(register, queries_of):
    rows = {}
    for name, person in register.items():
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        for page, at in pages_of(person).items():
            off, on = compared(partial(browser.get, at))
            rows[f"{page}, {name}"] = (off, on, on / off, queries_of(browser, at))
    title = f"{CASES:,} cases, {PERSONS:,} persons of concern: ms of processor for a page"
    print_table(title, ("policies off", "on", "times", "queries"), rows)
    assert {page: times for page, (*_, times, _) in rows.items() if times > AT_MOST_TIMES} == {}
