"""What was recorded by mistake: one person says so, a second agrees, and it leaves every figure of every day."""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from emerald.guards import NotYet, NotYours
from perpetrators.models import Measure, Mistake
from perpetrators.models.measures.mistake import breaches_that_stand
from perpetrators.models.measures.period import mend_periods
from perpetrators.models.measures.states import State
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from perpetrators.models.reports.lists import Which
from tests.factories.measures import RISK_ORDER, days_ago
from tests.factories.people import make_user
from tests.factories.register import make_measure

pytestmark = pytest.mark.django_db
BREACH = {"what_happened": "Seen there", "reported_by": "Mother"}


@pytest.fixture
def second(team):
    return make_user(role="police_liaison", teams=[team])


@pytest.fixture
def measure(man, rhys):
    return Measure.record_made(
        by=rhys,
        kind="sro",
        person=man,
        made_on=days_ago(20),
        until_further_order=True,
        facts=RISK_ORDER,
        served_on=days_ago(19),
        served_how="By hand",
    )


def number(rhys, day):
    return Disruption(Scope(rhys), day).number


class TestMeasure:
    def test_it_counts_until_a_second_person_agrees_and_then_on_no_day(self, measure, rhys, second):
        said = Mistake.say(measure=measure, by=rhys, reason="It is of somebody else.")
        assert [number(rhys, days_ago(ago)) for ago in (20, 5, 0)] == [1, 1, 1]
        said.decide(by=second, agrees=True)
        measure.refresh_from_db()
        assert measure.state == State.MISTAKEN
        assert [number(rhys, days_ago(ago)) for ago in (20, 5, 0)] == [0, 0, 0]
        assert not measure.periods.exists() and mend_periods() == 0

    def test_it_stays_to_be_read_and_stands_in_a_list_of_its_own(self, measure, rhys, second):
        Mistake.say(measure=measure, by=rhys, reason="Recorded twice.").decide(by=second, agrees=True)
        shown = [which for which in Which if which.among(Measure.objects.all()).exists()]
        assert shown == [Which.MISTAKEN, Which.EVERY]
        assert "Recorded twice." in measure.events.get(step="mistaken").sentence

    def test_nobody_is_their_own_second_person(self, measure, rhys):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        with pytest.raises(NotYours, match="You said so yourself"):
            said.decide(by=rhys, agrees=True)
        assert number(rhys, timezone.localdate()) == 1

    def test_the_database_asks_for_two_people_as_well(self, measure, rhys):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        with pytest.raises(IntegrityError, match="mistake_takes_two_people"), transaction.atomic():
            Mistake.objects.filter(pk=said.pk).update(
                answer="agreed", decided_by=rhys, decided_at=timezone.now(), because=""
            )
        with pytest.raises(IntegrityError, match="two people agree"), transaction.atomic():
            Measure.objects.filter(pk=measure.pk).update(state=State.MISTAKEN)

    def test_what_the_second_person_declines_stands_and_can_be_said_again(self, measure, rhys, second):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        with pytest.raises(NotYet, match="why it stands"):
            said.decide(by=second, agrees=False)
        said.decide(by=second, agrees=False, because="There are two orders.")
        assert number(rhys, timezone.localdate()) == 1
        Mistake.say(measure=measure, by=rhys, reason="The court says there is one.").decide(by=second, agrees=True)
        assert number(rhys, timezone.localdate()) == 0

    def test_it_is_said_once_and_decided_once(self, measure, rhys, second):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        with pytest.raises(NotYet, match="Somebody said so already"):
            Mistake.say(measure=measure, by=second, reason="Recorded twice.")
        said.decide(by=second, agrees=True)
        with pytest.raises(NotYet, match="decided already"):
            said.decide(by=second, agrees=True)
        measure.refresh_from_db()
        with pytest.raises(NotYet, match="two people agreed"):
            Mistake.say(measure=measure, by=rhys, reason="Again.")

    def test_it_needs_a_reason_that_names_no_protected_child(self, measure, rhys):
        with pytest.raises(NotYet, match="Enter why"):
            Mistake.say(measure=measure, by=rhys, reason="  ")

    def test_a_measure_recorded_by_mistake_takes_no_further_step(self, measure, rhys, second):
        Mistake.say(measure=measure, by=rhys, reason="Recorded twice.").decide(by=second, agrees=True)
        measure.refresh_from_db()
        for step in (
            lambda: measure.discharge(by=rhys, consent=True),
            lambda: measure.put_right(by=rhys, note="x"),
            lambda: measure.record_breach(by=rhys, happened_on=days_ago(3), **BREACH),
        ):
            with pytest.raises(NotYet):
                step()

    @pytest.mark.parametrize("state", [state for state in State if state != State.MISTAKEN])
    def test_it_can_be_said_of_a_measure_in_every_state(self, state, man, rhys, second):
        measure = make_measure(area=man.area, by=rhys, person=man, kind="sro", state=state, facts=RISK_ORDER)
        Mistake.say(measure=measure, by=rhys, reason="Recorded twice.").decide(by=second, agrees=True)
        measure.refresh_from_db()
        assert measure.state == State.MISTAKEN and number(rhys, timezone.localdate()) == 0


class TestBreach:
    def test_a_measure_broken_by_nothing_else_stands_unbroken(self, measure, rhys, second):
        breach = measure.record_breach(by=rhys, happened_on=days_ago(5), **BREACH)
        Mistake.say(measure=measure, breach=breach, by=rhys, reason="It was somebody else.").decide(
            by=second, agrees=True
        )
        measure.refresh_from_db()
        assert measure.state == State.IN_FORCE
        assert not breaches_that_stand().exists()

    def test_a_measure_broken_twice_stays_broken_until_both_were_mistakes(self, measure, rhys, second):
        breaches = [measure.record_breach(by=rhys, happened_on=days_ago(ago), **BREACH) for ago in (5, 3)]
        states = []
        for breach in breaches:
            Mistake.say(measure=measure, breach=breach, by=second, reason="It was somebody else.").decide(
                by=rhys, agrees=True
            )
            measure.refresh_from_db()
            states.append(measure.state)
        assert states == [State.BREACHED, State.IN_FORCE]

    def test_the_database_undoes_no_breach_that_stands(self, measure, rhys):
        measure.record_breach(by=rhys, happened_on=days_ago(5), **BREACH)
        with pytest.raises(IntegrityError, match="is not undone"), transaction.atomic():
            Measure.objects.filter(pk=measure.pk).update(state=State.IN_FORCE)

    def test_a_breach_of_the_interim_order_leaves_the_order_in_full_unbroken(self, man, rhys, second):
        measure = make_measure(
            area=man.area,
            by=rhys,
            person=man,
            kind="sro",
            state="interim",
            made_on=days_ago(20),
            started_on=days_ago(20),
            served_on=days_ago(19),
            facts=RISK_ORDER,
        )
        breach = measure.record_breach(by=rhys, happened_on=days_ago(15), **BREACH)
        Mistake.say(measure=measure, breach=breach, by=rhys, reason="It was not him.").decide(by=second, agrees=True)
        measure.refresh_from_db()
        assert measure.state == State.INTERIM


def test_random_mistakes_leave_the_figures_of_those_that_are_none(man, rhys, second):
    random = Random(7)
    measures = [
        make_measure(
            area=man.area,
            by=rhys,
            person=man,
            state="in_force",
            made_on=days_ago(first),
            started_on=days_ago(first),
            ends_on=days_ago(random.randrange(first)) + timedelta(random.choice((0, 9))),
        )
        for first in (random.randrange(2, 40) for _ in range(14))
    ]
    standing = set(measures)
    for measure in random.sample(measures, 9):
        agrees = random.random() < 0.6
        Mistake.say(measure=measure, by=rhys, reason="Recorded twice.").decide(
            by=second, agrees=agrees, because="It stands."
        )
        standing -= {measure} if agrees else set()
    for ago in range(42):
        day = days_ago(ago)
        figure = Disruption(Scope(rhys), day)
        counted = {one for one in standing if one.started_on <= day <= one.ends_on}
        assert sum(one.measures for one in figure.by_kind if "." not in one.key) == len(counted), day
        assert figure.number == bool(counted)
