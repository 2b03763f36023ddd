"""Of measures of every kind and state, the figures of each day are those of going through every measure. What becomes
of one measure after another: `test_measure_period.py`."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from perpetrators.models import Measure
from perpetrators.models.measures.states import LIVE, OVER, State
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from perpetrators.models.reports.lists import Which, how_many
from tests.factories.register import link_child, make_measure, make_person

pytestmark = pytest.mark.django_db
KINDS = ("civil_injunction", "cawn", "sro", "pre_charge_bail", "released_under_investigation", "visit")
DAYS = 30
DAY = timedelta(days=1)


def plant(random, people, by):
    today, state = timezone.localdate(), random.choice(State.values)
    made = today - random.randrange(DAYS) * DAY
    was_made = state in LIVE or (state in OVER and state != State.REFUSED)
    started = made + random.choice((0, 0, 3)) * DAY
    return make_measure(
        area=people[0].area,
        by=by,
        person=random.choice(people),
        kind=random.choice(KINDS),
        state=state,
        applicant_class=random.choice(("", "council")),
        made_on=made if was_made else None,
        started_on=started if was_made else None,
        ends_on=random.choice((None, started + random.randrange(60) * DAY)) if was_made else None,
        ended_on=made + random.randrange(DAYS) * DAY if state in OVER else None,
        served_on=random.choice((None, today)),
    )


def stood(measure, day):
    """By its own days: the day on which it stopped is the first without it."""
    if measure.started_on is None:
        return False
    first = measure.made_on if measure.kind == "pre_charge_bail" else measure.started_on
    return first <= day <= (measure.ends_on or date.max) and not (measure.ended_on and measure.ended_on <= day)


@pytest.fixture(params=range(4))
def planted(request, team, rhys, tamsin, case):
    random = Random(request.param)
    people = [make_person(area=team, officer=rhys, family_name=f"Vex{n}") for n in range(6)]
    for person in people[:3]:
        link_child(person, tamsin)
    return people, [plant(random, people, rhys) for _ in range(40)]


def test_the_figures_of_each_day_are_those_of_every_measure(planted, rhys, priya):
    people, measures = planted
    for ago in range(DAYS + 2):
        day, expected = timezone.localdate() - ago * DAY, defaultdict(set)
        for measure in measures:
            if stood(measure, day) and measure.kind not in ("released_under_investigation", "visit"):
                expected[measure.kind].add(measure.person_id)
        for user, theirs in ((rhys, people), (priya, people[:3])):
            figures = Disruption(Scope(user), day)
            assert {one.key: one.people for one in figures.by_kind if "." not in one.key} == {
                kind: len(whom) for kind, whom in expected.items()
            }, ago
            everybody = set().union(*expected.values())
            assert figures.number == len(everybody)
            shown = figures.rows(figures.figure("everybody"))
            assert {one.pk for one in shown} == everybody & {one.pk for one in theirs}


def test_the_numbers_of_the_front_page_are_those_of_each_list(planted, rhys, priya):
    for user in (rhys, priya):
        mine = Scope(user).measures(Measure.objects.all())
        numbers = how_many(mine)
        assert numbers == {which: which.among(mine).count() for which in Which if which != Which.EVERY}
        all_of_them = (Which.IN_FORCE, Which.AHEAD, Which.PENDING, Which.OVER, Which.MISTAKEN)
        assert sum(numbers[which] for which in all_of_them) == mine.count() > 0
