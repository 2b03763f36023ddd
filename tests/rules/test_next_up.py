"""What is to be done next on a case is asked by a statement written once; of each case it asks what is so on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.parts import CasePart
from cases.registries import next_up as asked
from cases.registries.next_up import for_case, next_up, statement_of
from tests.days import standing_at
from tests.factories.children import make_case
from tests.reminders.due_pages import add

pytestmark = pytest.mark.django_db
SOURCES = CasePart.joined("next_actions")


@pytest.mark.parametrize("source", SOURCES, ids=str)
@pytest.mark.parametrize("days", [0, 1, 400])
def test_what_is_asked_of_a_case_hangs_on_its_keys_and_the_day_alone(source, days, case, morag):
    with standing_at(timezone.now() + timedelta(days)):
        sql, values = statement_of((source,), timezone.localdate())
        for one in (case, make_case(manager=morag)):
            own, params = source.rows(one).query.sql_with_params()
            assert own in sql
            assert for_case(values, one) == list(params)


def test_each_case_has_its_own_next_steps_however_often_it_is_asked(case, morag, priya):
    other = make_case(manager=morag, lead=priya)
    add(case, 3, by=priya)
    for one in (case, other):
        one.rights = frozenset(source.needs for source in SOURCES)
    for _ in range(2):
        assert "Ring the school (Priya Nair)" in [one.text for one in next_up(case)]
        assert "Ring the school (Priya Nair)" not in [one.text for one in next_up(other)]


def test_the_statement_is_written_once_for_the_same_rights(case, monkeypatch):
    case.rights = frozenset(source.needs for source in SOURCES)
    before = next_up(case)
    monkeypatch.setattr(asked, "Case", None)  # with which it would be written
    with CaptureQueriesContext(connection) as captured:
        assert next_up(case) == before
    assert "UNION ALL" in captured[0]["sql"]
