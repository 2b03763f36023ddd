"""Whatever becomes of measures, the figures of each day are those of going through every measure and its history."""

from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from perpetrators.models import Measure, MeasureEvent
from perpetrators.models.measures.states import LIVE, MOVES, OVER, PENDING
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from perpetrators.models.reports.lists import Which, how_many
from tests.factories.register import link_child, make_measure, make_person

pytestmark = pytest.mark.django_db
KINDS = ("civil_injunction", "cawn", "sro", "pre_charge_bail", "released_under_investigation")
DAYS = 30


def some_history(random):
    """[(days ago, state)]: each move is one there is, and none is dated before the last but after a breach."""
    ago, state, told = random.randrange(DAYS), random.choice((*PENDING, "in_force", "interim")), []
    told.append((ago, state))
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        state = random.choice([to for before, to in MOVES if before == state] or [state])
        if state == told[-1][1]:
            break
        last = [day for day, to in told if to != "breached"][-1]
        ago = random.randrange(last + 1)
        told.append((ago, state))
    return told


def plant(random, people, by):
    told, today = some_history(random), timezone.localdate()
    begun = min((ago for ago, state in told if state in LIVE), default=None)
    ended = next((ago for ago, state in told[::-1] if state in OVER), None)
    measure = make_measure(
        area=people[0].area,
        by=by,
        person=random.choice(people),
        kind=random.choice(KINDS),
        state=told[-1][1],
        applicant_class=random.choice(("", "council")),
        started_on=None if begun is None else today - timedelta(begun + random.choice((0, 0, 3))),
        made_on=None if begun is None else today - timedelta(begun),
        ends_on=None if begun is None else random.choice((None, today + timedelta(random.randrange(-begun, 60)))),
        ended_on=today - timedelta(ended) if ended is not None and told[-1][1] in OVER else None,
        served_on=random.choice((None, today)),
    )
    before = ""
    for version, (ago, state) in enumerate(told, start=1):
        event = {"measure": measure, "sentence": "It happened.", "by": by}
        on = today - timedelta(ago)
        MeasureEvent.objects.create(step="move", from_state=before, to_state=state, on=on, version=version, **event)
        if random.random() < 0.3:  # something that moves nothing, and may be dated before or after
            on = today - timedelta(random.randrange(DAYS))
            MeasureEvent.objects.create(
                step="note", from_state=state, to_state=state, on=on, version=version + 100, **event
            )
        before = state
    return measure, told


def stood(measure, told, ago):
    """Whether it stood so many days ago, by going through its moves in the order in which they were recorded."""
    today = timezone.localdate()
    day = today - timedelta(ago)
    then = [state for days, state in told if days >= ago]
    over = measure.state in LIVE and measure.ends_on is not None and measure.ends_on < day
    begun = measure.started_on is not None and measure.started_on <= day
    return begun and not over and bool(then) and then[-1] in LIVE


@pytest.fixture(params=range(4))
def planted(request, team, rhys, tamsin, case):
    random = Random(request.param)
    people = [make_person(area=team, officer=rhys, family_name=f"Vex{n}") for n in range(6)]
    for person in people[:3]:
        link_child(person, tamsin)
    return people, [plant(random, people, rhys) for _ in range(40)]


def test_the_figures_of_each_day_are_those_of_every_history(planted, rhys, priya):
    people, measures = planted
    for user, theirs in ((rhys, people), (priya, people[:3])):
        seen = {one.pk for one in theirs}
        for ago in range(DAYS + 2):
            expected = defaultdict(set)
            for measure, told in measures:
                if measure.person_id in seen and stood(measure, told, ago):
                    expected[measure.kind].add(measure.person_id)
            expected.pop("released_under_investigation", None)
            figures = Disruption(Scope(user), timezone.localdate() - timedelta(ago))
            assert {one.key: one.people for one in figures.by_kind if "." not in one.key} == {
                kind: len(whom) for kind, whom in expected.items()
            }, ago
            assert figures.number == len(set().union(*expected.values()))


def test_the_numbers_of_the_front_page_are_those_of_each_list(planted, rhys, priya):
    for user in (rhys, priya):
        mine = Scope(user).measures(Measure.objects.all())
        numbers = how_many(mine)
        assert numbers == {which: which.among(mine).count() for which in Which if which != Which.EVERY}
        assert sum(numbers[which] for which in (Which.IN_FORCE, Which.PENDING, Which.OVER)) == mine.count() > 0
