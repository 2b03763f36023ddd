"""What the database's own policies cost: the same pages asked by the owner, who is above them, and by the role Emerald
works as. Run by `python3 -m emerald bench`. The numbers are in the decision on row-level security.
"""

from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from cases.models import Case
from emerald.audit.database_role import grant
from emerald.database.identity import asking_as, asking_for
from interventions.models import Session
from interventions.search.queries import Wanted, find_notes
from tests.benchmarks import large_council
from tests.benchmarks.clock import milliseconds, print_table
from tests.benchmarks.test_notes import COMMON, RARE, write_notes

PROFILES = ("none", "ten", "7 %", "all")
AT_MOST_MS_MORE = 60  # of a page; measured far below, on a quiet machine


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        loaded = large_council.load()
        write_notes(loaded.ten)
        grant(settings.DATABASE_ROLE)
        yield loaded
        large_council.empty()


def first_page(person):
    return list(Case.objects.visible_to(person).open().newest_first().with_people()[:25])


def notes_of_a_case(person):
    case = Case.objects.visible_to(person).open().newest_first().first()
    return list(Session.objects.filter(case=case)[:25]) if case else []


def found(person, words):
    return find_notes(Wanted(words=words), by=person).notes


QUESTIONS = {
    "first page of cases": first_page,
    "notes of one case": notes_of_a_case,
    "search, a rare word": partial(found, words=RARE),
    "search, a common word": partial(found, words=COMMON),
}


def asked(question, person, asks):
    with asks():
        return question(person)


@pytest.mark.django_db
def test_the_policies_cost_little_beneath_the_questions_the_code_asks(council, django_db_blocker):
    people = {name: person for name, person in council.profiles.items() if name in PROFILES}
    rows, slow = {}, {}
    for what, question in QUESTIONS.items():
        for name, person in people.items():
            ways = (partial(asking_as, None), partial(asking_for, person.pk))
            assert asked(question, person, ways[0]) == asked(question, person, ways[1])
            above, beneath = milliseconds(*(partial(asked, question, person, way) for way in ways), rounds=11)
            rows[f"{what}, {name}"[:40]] = (above, beneath)
            if beneath - above > AT_MOST_MS_MORE:
                slow[what, name] = beneath
    print_table(f"ms, {large_council.CASES:,} cases and notes", ("the owner", "with policies"), rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policy")
        assert cursor.fetchone()[0] > 50
    assert not slow
