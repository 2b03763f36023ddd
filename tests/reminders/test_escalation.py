"""On which day each step of an escalation is told, weekends, bank holidays and late sweeps included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from emerald.reminders.escalation import (
    PRACTICE_MANAGERS,
    SERVICE_MANAGERS,
    WORKERS_FIRST,
    Audience,
    Stage,
    Step,
    spans,
)
from emerald.working_days import is_working_day, working_day_after

ESCALATIONS = (WORKERS_FIRST, PRACTICE_MANAGERS, SERVICE_MANAGERS)
days = some.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas on a Friday, Boxing Day's substitute on the Monday
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 12, 26), 0, date(2026, 12, 24)),
        (date(2026, 4, 6), 0, date(2026, 4, 2)),  # Easter Monday goes back to the Thursday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 23), -5, date(2026, 11, 16)),
    ],
)
def test_working_days_are_counted_around_weekends_and_bank_holidays(day, number, expected):
    assert working_day_after(day, number) == expected


def test_what_is_due_on_a_sunday_is_told_on_the_friday_before():
    assert Step(Stage.ON_THE_DAY, Audience.WORKER, working_days=0).notified_on(date(2026, 11, 22)) == date(2026, 11, 20)


def test_calendar_days_do_not_wait_for_the_office():
    assert Step(Stage.OVERDUE, Audience.WORKER, days=1).notified_on(date(2026, 11, 20)) == date(2026, 11, 21)


@given(due_on=days, number=some.integers(-15, 15))
def test_a_step_in_working_days_falls_on_a_working_day(due_on, number):
    assert is_working_day(Step(Stage.BEFORE, Audience.WORKER, working_days=number).notified_on(due_on))


@given(today=days, escalation=some.sampled_from(ESCALATIONS), away=some.integers(-40, 40))
def test_each_audience_is_told_of_the_latest_step_it_has_reached_and_of_no_other(today, escalation, away):
    due_on = today + timedelta(away)
    for audience in Audience:
        reached = [step for step in escalation if step.audience == audience and step.notified_on(due_on) <= today]
        told = [
            step
            for step, after, until in spans(escalation, today)
            if step.audience == audience and after < due_on <= until
        ]
        assert told == reached[-1:]
