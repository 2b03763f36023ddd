"""Escalation: on which days who is told of something due.

Days are dates in Europe/London. A step in working days always falls on a working day: what is due on a Sunday is told
on the Friday before it; what is overdue by one working day is told on the Monday after it, or on the Tuesday after a
bank holiday. A step in calendar days (`days`) is for what does not wait for an office: 72 hours are 72 hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from emerald.reminders.timescales import (
    BEFORE,
    DAY_BEFORE,
    FOUR_WEEKS,
    ONE_WEEK,
    OVERDUE,
    TO_PRACTICE_MANAGER,
    TO_SERVICE_MANAGER,
    TWO_WEEKS,
)
from emerald.working_days import working_day_after

LONG_AGO = date.min


class Audience(models.IntegerChoices):
    """Who somebody is to a case. The next higher number stands in for those who cannot be told."""

    COLLEAGUE = 0, "Colleague"  # may see the case; told only when covering for somebody
    WORKER = 1, "Lead worker"
    PRACTICE_MANAGER = 2, "Practice manager"
    SERVICE_MANAGER = 3, "Service manager"


class Stage(models.TextChoices):
    BEFORE = "before", "Coming up"
    FOUR_WEEKS = "four_weeks", "In four weeks or less"
    TWO_WEEKS = "two_weeks", "In two weeks or less"
    ONE_WEEK = "one_week", "In a week or less"
    DAY_BEFORE = "day_before", "Tomorrow"
    ON_THE_DAY = "on_the_day", "Due"
    OVERDUE = "overdue", "Overdue"
    TO_PRACTICE_MANAGER = "to_practice_manager", "Overdue, told to the practice manager"
    TO_SERVICE_MANAGER = "to_service_manager", "Overdue, told to the service manager"


# Told before the day, each a stage of its own: a person is told once of a stage, and of the next one again.
COMING_UP = frozenset({Stage.BEFORE, Stage.FOUR_WEEKS, Stage.TWO_WEEKS, Stage.ONE_WEEK, Stage.DAY_BEFORE})


@dataclass(frozen=True)
class Step:
    """One step of an escalation: `working_days` (or calendar `days`) after the due date, negative before it."""

    stage: Stage
    audience: Audience
    working_days: int | None = None
    days: int | None = None

    def notified_on(self, due_on: date) -> date:
        """The day on which this step is told of something due on `due_on`."""
        return (
            due_on + timedelta(self.days)
            if self.days is not None
            else working_day_after(due_on, self.working_days or 0)
        )

    def reached_by(self, today: date) -> date:
        """The latest due date for which this step has been reached on `today`; the earlier ones have too."""
        offset = abs(self.days if self.days is not None else self.working_days or 0)
        due_on = today + timedelta(2 * offset + 14)  # past any run of bank holidays
        while self.notified_on(due_on) > today:
            due_on -= timedelta(1)
        return due_on


def spans(escalation: Iterable["Step"], today: date) -> list[tuple["Step", date, date]]:
    """(step, after, until) for each step of `escalation`: what is due after `after` and up to `until` is on it today.

    Of the steps for one audience only the latest that was reached: after days without a sweep nobody is flooded.
    """
    found = []
    for audience in Audience:
        reached = [(step, step.reached_by(today)) for step in escalation if step.audience == audience]
        starts = [until for _, until in reached[1:]] + [LONG_AGO]
        found += [(step, after, until) for (step, until), after in zip(reached, starts, strict=False) if after < until]
    return found


# Of one audience's steps the earlier stands first.
WORKERS_FIRST = (
    Step(Stage.BEFORE, Audience.WORKER, working_days=-BEFORE),
    Step(Stage.ON_THE_DAY, Audience.WORKER, working_days=0),
    Step(Stage.OVERDUE, Audience.WORKER, working_days=OVERDUE),
    Step(Stage.TO_PRACTICE_MANAGER, Audience.PRACTICE_MANAGER, working_days=TO_PRACTICE_MANAGER),
    Step(Stage.TO_SERVICE_MANAGER, Audience.SERVICE_MANAGER, working_days=TO_SERVICE_MANAGER),
)
PRACTICE_MANAGERS = (
    Step(Stage.BEFORE, Audience.PRACTICE_MANAGER, working_days=-BEFORE),
    Step(Stage.ON_THE_DAY, Audience.PRACTICE_MANAGER, working_days=0),
    Step(Stage.OVERDUE, Audience.PRACTICE_MANAGER, working_days=OVERDUE),
    Step(Stage.TO_SERVICE_MANAGER, Audience.SERVICE_MANAGER, working_days=TO_PRACTICE_MANAGER),
)
SERVICE_MANAGERS = (
    Step(Stage.BEFORE, Audience.SERVICE_MANAGER, working_days=-BEFORE),
    Step(Stage.ON_THE_DAY, Audience.SERVICE_MANAGER, working_days=0),
    Step(Stage.OVERDUE, Audience.SERVICE_MANAGER, working_days=OVERDUE),
)
# What needs no warning days before: a planned session.
ON_ITS_DAY = WORKERS_FIRST[1:]
# Prepared by the worker and done by the manager, who hears of it on the day.
WORKERS_AND_MANAGERS = (
    *WORKERS_FIRST[:3],
    Step(Stage.ON_THE_DAY, Audience.PRACTICE_MANAGER, working_days=0),
    *WORKERS_FIRST[3:],
)
# Four times before the day, in calendar days; those who manage the work hear of it in the last week, while something
# can still be done about it.
COUNTDOWN = (
    Step(Stage.FOUR_WEEKS, Audience.WORKER, days=-FOUR_WEEKS),
    Step(Stage.TWO_WEEKS, Audience.WORKER, days=-TWO_WEEKS),
    Step(Stage.ONE_WEEK, Audience.WORKER, days=-ONE_WEEK),
    Step(Stage.DAY_BEFORE, Audience.WORKER, days=-DAY_BEFORE),
    Step(Stage.ON_THE_DAY, Audience.WORKER, days=0),
    WORKERS_FIRST[2],
    Step(Stage.ONE_WEEK, Audience.PRACTICE_MANAGER, days=-ONE_WEEK),
    Step(Stage.DAY_BEFORE, Audience.PRACTICE_MANAGER, days=-DAY_BEFORE),
    *WORKERS_FIRST[3:],
)
# In the list of what is due, and never in a mail.
IN_THE_LIST_ONLY = ()
