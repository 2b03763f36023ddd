"""Which columns feed which source is read out of what it asks; a new source costs the list nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.due.due_list import due_list_of
from cases.due.sources import people_of_cases
from emerald.audit.verify_structure import check_structure
from emerald.reminders import feeds, register
from emerald.reminders.due_list import Whose
from emerald.reminders.keeping import keep_touched
from emerald.reminders.register import source_of, sources
from tests.days import standing_at
from tests.reminders.due_pages import add

pytestmark = pytest.mark.django_db


@pytest.fixture
def sixty_more(monkeypatch):
    """Sixty sources that copy the action of the plan and the review, under names of their own."""
    real = sources()
    copies = [
        replace(source_of(("plan_action", "review")[number % 2]), key=f"copy_{number}", words=f"Copy {number}")
        for number in range(60)
    ]

    def join():
        monkeypatch.setattr(register, "_joined", lambda: (*real, *copies))

    return join


def asked(person, whose):
    with CaptureQueriesContext(connection) as captured:
        due_list_of(person, whose).rows()
    return [one["sql"] for one in captured]


@pytest.mark.parametrize("whose", [Whose.MINE, Whose.TEAM, Whose.BESIDE])
def test_sixty_more_sources_leave_the_statements_of_the_list_as_they_were(case, priya, sixty_more, whose):
    add(case, 3, by=priya)
    keep_touched()
    before = asked(priya, whose)
    sixty_more()
    after = asked(priya, whose)
    assert len(sources()) > 80
    assert [(one.count("SELECT"), one.count("JOIN")) for one in after] == [
        (one.count("SELECT"), one.count("JOIN")) for one in before
    ]


def test_where_rights_on_the_case_decide_they_are_the_people_the_source_names():
    by_right = [source for source in sources() if source.by_right]
    assert len(by_right) > 8
    for source in by_right:
        named = people_of_cases(source.by_right).query.sql_with_params()
        assert source.people().query.sql_with_params() == named, source.key


def test_who_is_told_by_more_than_a_right_is_kept_under_one_name():
    kept = [source for source in sources() if not source.by_right]
    assert {source.told_by for source in kept} <= {source.key for source in kept}
    assert source_of("measure_review").told_by == source_of("measure_end").told_by == "measure_end"


def test_columns_are_read_out_of_any_sql_through_its_aliases():
    found = feeds.read_by(
        'SELECT U0."id" FROM "cases_case" U0 INNER JOIN "cases_plan" ON (U0."id" = "cases_plan"."case_id")'
    )
    assert found == {"cases_case": {"id"}, "cases_plan": {"case_id"}}
    assert feeds.read_by("SELECT 1 FROM cases_plan")["cases_plan"] == feeds.columns_of("cases_plan")


def test_every_source_is_fed_by_something_and_each_such_table_has_its_trigger():
    assert all(feeds.due_feeds(source) for source in sources())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE starts_with(tgname, 'reminders_touch')")
        assert {table for (table,) in cursor.fetchall()} == set(feeds.every_feed())


def test_the_evidences_check_knows_the_triggers_and_tells_of_one_that_is_switched_off():
    assert not [sentence for sentence in check_structure() if "reminders_touch" in sentence]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_review DISABLE TRIGGER reminders_touch_cases_review")
    assert [sentence for sentence in check_structure() if "reminders_touch_cases_review" in sentence]


def test_what_asks_otherwise_on_another_day_says_when_it_is_over():
    """Or a row of it would stay in the list on the morning after."""
    for source in sources():
        if asked_on(source.due, 0) != asked_on(source.due, 1):
            assert source.lasting, source.key
            if not source.by_the_minute:
                assert asked_on(source.lasting, 0) == asked_on(source.lasting, 1), source.key


def asked_on(question, number):
    with standing_at(timezone.now() + timedelta(number)):
        return question().query.sql_with_params()
