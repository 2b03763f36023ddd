"""The first page of a list of cases, for people who see none, ten, seven per cent and all of 100,000.

Run by `python3 -m emerald bench`. The target is 10 ms for everybody (RELIABILITY.md section 8); machines differ, so
what fails the run is a ratio: to a table made for this one question, and of the slowest person to the quickest.
"""

import pytest
from django.db import connection
from guardian.shortcuts import get_objects_for_user

from cases.models import Case, access
from emerald.accounts.permissions import Right
from tests.benchmarks import large_council
from tests.benchmarks.clock import milliseconds, print_table

TARGET_MS = 10
# Measured 8 to 18: two more queries, and 25 objects made where the floor makes 25 tuples.
AT_MOST_TIMES_THE_FLOOR = 40
# RELIABILITY.md section 7: no profile more than three times slower than another.
AT_MOST_TIMES_EACH_OTHER = 3
PAGE = 25

# The best there could be: every (person, day, case) written out, in the order of the list. Never kept in step here.
FLOOR = """
    CREATE TABLE floor AS
    SELECT user_id, opened_on, content_object_id AS case_id, state <> 'closed' AS is_open
    FROM (SELECT user_id, permission_id, content_object_id FROM cases_caseuserobjectpermission
          UNION SELECT user_id, permission_id, content_object_id
          FROM cases_casegroupobjectpermission JOIN accounts_user_groups USING (group_id)) held
    JOIN cases_case ON cases_case.id = content_object_id
    WHERE permission_id = %s"""
FLOOR_PAGE = """
    SELECT cases_case.* FROM floor JOIN cases_case ON cases_case.id = case_id
    WHERE user_id = %s AND is_open ORDER BY floor.opened_on DESC, case_id DESC LIMIT 25"""


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        loaded = large_council.load()
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [access.permission_ids()[Right.SEE_CASE]])
            cursor.execute("CREATE INDEX ON floor (user_id, is_open, opened_on DESC, case_id DESC)")
            cursor.execute("VACUUM ANALYZE floor")
        yield loaded
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE floor")
        large_council.empty()


def ours(person):
    return list(Case.objects.open().visible_to(person).newest_first()[:PAGE])


def guardians(person):
    return list(get_objects_for_user(person, "cases.view_case", Case.objects.open(), with_superuser=False,
                                     accept_global_perms=False).newest_first()[:PAGE])


def the_floor(person):
    with connection.cursor() as cursor:
        cursor.execute(FLOOR_PAGE, [person.pk])
        return cursor.fetchall()


@pytest.mark.django_db
def test_the_council_is_as_large_as_the_measurements_say(council):
    assert Case.objects.count() == large_council.CASES
    assert access.count() >= 1_000_000
    seen = {name: Case.objects.visible_to(person).count() for name, person in council.profiles.items()}
    print(f"\n\n{large_council.CASES} cases, {access.count()} rows of rights; seen by {seen}")
    assert seen["none"] == 0 and seen["ten"] == 10 and seen["all"] == large_council.CASES
    assert 0.06 < seen["7 %"] / large_council.CASES < 0.08


@pytest.mark.django_db
def test_the_first_page_costs_about_the_same_whoever_asks(council):
    rows = {}
    for name, person in council.profiles.items():
        assert [case.pk for case in ours(person)] == [case.pk for case in guardians(person)]
        all_states = milliseconds(lambda who=person: list(Case.objects.visible_to(who).newest_first()[:PAGE]))
        mine, floor = milliseconds(lambda who=person: ours(who)), milliseconds(lambda who=person: the_floor(who))
        slow = milliseconds(lambda who=person: guardians(who), times=5)
        rows[name] = (all_states, mine, floor, slow, mine / floor, slow / floor,
                      "yes" if max(mine, all_states) <= TARGET_MS else "NO")
    print_table("First page of 25, median ms", ("all states", "open", "floor", "guardian", "open/floor",
                                                "guardian/floor", "in 10 ms"), rows)
    assert all(row[4] <= AT_MOST_TIMES_THE_FLOOR for row in rows.values())
    asked = [row[1] for row in rows.values()]
    assert max(asked) <= AT_MOST_TIMES_EACH_OTHER * min(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("right", [Right.ALLOCATE, Right.RECORD_SESSION])
def test_a_list_for_another_right_costs_the_same(council, right):
    rows = {name: (milliseconds(lambda who=person: list(
        Case.objects.open().visible_to(who, right).newest_first()[:PAGE])),) for name, person in council.profiles.items()}
    print_table(f"First page by the right {right}, median ms", ("open",), rows)
    see = milliseconds(lambda: ours(council.every_team))
    assert max(row[0] for row in rows.values()) <= AT_MOST_TIMES_EACH_OTHER * see


@pytest.mark.django_db
def test_the_81st_page_by_key_costs_what_the_first_costs(council):
    rows = {}
    for name in ("7 %", "all"):
        person = council.profiles[name]
        last = Case.objects.visible_to(person).newest_first()[80 * PAGE - 1]
        first = milliseconds(lambda who=person: list(Case.objects.visible_to(who).newest_first()[:PAGE]))
        by_key = milliseconds(lambda who=person, key=last: list(
            Case.objects.visible_to(who).after(key.opened_on, key.pk).newest_first()[:PAGE]))
        by_offset = milliseconds(lambda who=person: list(
            Case.objects.visible_to(who).newest_first()[80 * PAGE : 81 * PAGE]), times=5)
        rows[name] = (first, by_key, by_offset)
    print_table("Page 81 of 25, median ms", ("page 1", "by key", "by offset"), rows)
    assert all(by_key <= AT_MOST_TIMES_EACH_OTHER * first for first, by_key, _ in rows.values())
    assert all(by_key < by_offset for _, by_key, by_offset in rows.values())


@pytest.mark.django_db
def test_a_single_case_is_found_at_once(council):
    rows = {}
    for name, person in council.profiles.items():
        some = Case.objects.visible_to(person).newest_first().first() or Case.objects.first()
        rows[name] = (milliseconds(lambda who=person, case=some: Case.objects.visible_to(who).filter(
            reference=case.reference).first()),)
    print_table("One case by its reference, median ms", ("found",), rows)
    assert max(row[0] for row in rows.values()) <= AT_MOST_TIMES_EACH_OTHER * milliseconds(
        lambda: ours(council.every_team))
