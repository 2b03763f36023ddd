"""On which days a measure stood: whatever becomes of it and in whatever order it is written down, each day's figure is
that of a reckoner who goes through the facts one by one; and what was known on a day stays what was known."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models import Measure, MeasurePeriod, PersonOfConcern
from perpetrators.models.measures.period import BINDS_WHEN_MADE, mend_periods
from perpetrators.models.measures.states import PENDING, State
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import WHOLE, Disruption
from perpetrators.models.reports.lists import Which
from tests.factories.measures import RISK_ORDER, days_ago
from tests.factories.register import make_measure, make_person
from tests.reports.periods import DAY, made, periods

pytestmark = pytest.mark.django_db
DAYS = 40
FAR = date.max - DAY


@dataclass(frozen=True)
class Facts:
    """What is so of one measure: the first and the last day of its interim order and of the one in full."""

    whom: int
    interim: tuple[date, date] | None = None
    full: tuple[date, date] | None = None
    stopped: date | None = None  # the first day on which it stands no more

    def stood(self, day):
        interim, full = self.interim, self.full
        if self.stopped and day >= self.stopped:
            return False
        if full and full[0] <= day:
            return day <= full[1]
        return bool(interim and interim[0] <= day <= interim[1])


@dataclass
class Told:
    """A measure and its facts, as they are written down."""

    measure: Measure
    facts: Facts
    steps: list = field(default_factory=list)

    def stated(self, **changes):
        self.facts = replace(self.facts, **changes)

    @property
    def current(self):
        return "full" if self.facts.full else "interim"

    def with_days(self, first=None, last=None):
        before = getattr(self.facts, self.current)
        self.stated(**{self.current: (first or before[0], last or before[1])})


def begin(random, person, by):
    first = days_ago(random.randrange(5, DAYS))
    interim, last = random.random() < 0.4, random.choice((None, first + random.randrange(1, 60) * DAY))
    measure = make_measure(
        area=person.area,
        by=by,
        person=person,
        kind="civil_injunction",  # of which one does not end the other
        state="interim" if interim else "in_force",
        made_on=first - random.choice((0, 0, 2)) * DAY,
        started_on=first,
        ends_on=last,
        until_further_order=last is None and not interim,
        served_on=first,
        facts=RISK_ORDER,
    )
    days = (first, last or FAR)
    return Told(measure, Facts(person.pk, interim=days) if interim else Facts(person.pk, full=days))


def granted(random, told, by):
    on = days_ago(random.randrange(DAYS))
    starts = on + random.choice((0, 0, 3)) * DAY
    told.measure.grant(by=by, on=on, started_on=starts, until_further_order=True)
    told.stated(full=(starts, FAR))


def varied(random, told, by):
    on, last = days_ago(random.randrange(DAYS)), timezone.localdate() + random.randrange(-5, 60) * DAY
    told.measure.vary(by=by, on=on, what="Other hours.", ends_on=last)
    told.with_days(last=last)


def put_right(random, told, by):
    first = days_ago(random.randrange(DAYS))
    told.measure.put_right(by=by, started_on=first)
    told.with_days(first=first)


def discharged(random, told, by):
    on = days_ago(random.randrange(DAYS))
    told.measure.discharge(by=by, on=on, consent=True)
    told.stated(stopped=on)


def interim_put_right(random, told, by):
    first = days_ago(random.randrange(DAYS))
    last = random.choice((None, first + random.randrange(0, 50) * DAY))
    told.measure.correct_interim_days(by=by, first_day=first, last_day=last, served_on=None, note="Misread")
    told.stated(interim=(first, last or FAR))


def looked_at(random, told, by):
    told.measure.review(by=by, on=days_ago(random.randrange(DAYS)))


def broken(random, told, by):
    told.measure.record_breach(
        by=by, happened_on=days_ago(random.randrange(DAYS)), what_happened="Seen there", reported_by="Mother"
    )


STEPS = (
    granted,
    granted,
    interim_put_right,
    varied,
    put_right,
    put_right,
    put_right,
    discharged,
    looked_at,
    broken,
    broken,
)


def figure_of(known, day):
    """`known`: the facts of every measure, and {person: the person theirs was merged into}."""
    facts, merged = known
    return len({merged.get(one.whom, one.whom) for one in facts if one.stood(day)})


def before_last_change(known, day, figure):
    """(number, last day as which it was so) of a figure that became another after its day was over, by going through
    every day on which something was written down."""
    days = sorted(known)
    for then, following in reversed(list(pairwise(days))):
        if then >= day and figure_of(known[then], day) != figure.number:
            return figure_of(known[then], day), following - DAY
    return None


def told_before(figure):
    return (figure.earlier.number, figure.earlier.until) if figure.earlier else None


@pytest.mark.parametrize("seed", range(8))
def test_each_day_is_as_the_facts_say_now_and_as_they_were_known_on_each_day(seed, team, rhys, recorded_on):
    random, today = Random(seed), timezone.localdate()
    people = [make_person(area=team, officer=rhys, family_name=f"Vex{n}") for n in range(4)]
    told = [begin(random, random.choice(people), rhys) for _ in range(8)]
    recorded_on(today - 12 * DAY)
    known, merged, taken = {today - 12 * DAY: ([one.facts for one in told], {})}, {}, 0
    for ago in range(11, -1, -1):
        for one in random.sample(told, 3):
            one.measure.refresh_from_db()
            try:
                random.choice(STEPS)(random, one, rhys)
                taken += 1
            except NotYet:
                continue
        if ago == 5:
            PersonOfConcern.objects.filter(pk=people[3].pk).update(merged_into=people[0])
            merged = {people[3].pk: people[0].pk}
        recorded_on(today - ago * DAY)
        known[today - ago * DAY] = ([one.facts for one in told], merged)
    assert taken > 6
    for day in (today - ago * DAY for ago in range(DAYS + 3)):
        figure = Disruption(Scope(rhys), day)
        assert figure.number == figure_of(known[today], day), day
        assert figure.rows(figure.figure(WHOLE)).count() == figure.number
        assert before_last_change(known, day, figure) == told_before(figure), day
    for then, facts in known.items():
        for day in (today - ago * DAY for ago in range(0, DAYS + 3, 5)):
            figure = Disruption(Scope(rhys), day, known_on=then)
            assert figure.number == figure_of(facts, day), (then, day)
            assert figure.rows(figure.figure(WHOLE)).count() == figure.number


class TestWhatItWasBefore:
    """A number of a day that is over says what it was before it became known otherwise."""

    @pytest.fixture
    def page(self, signed_in):
        def asked(reader, ago):
            day = days_ago(ago)
            return signed_in(reader).get(
                reverse("disruption"), {f"on_{part}": getattr(day, part) for part in ("day", "month", "year")}
            )

        return asked

    def test_a_number_put_right_later_says_what_it_was_until_when_and_by_what(self, man, rhys, recorded_on, page):
        measure = made(rhys, man)
        recorded_on(days_ago(15))
        assert "Until" not in page(rhys, 12).text.partition("inset-text")[2]
        measure.put_right(by=rhys, started_on=days_ago(5))
        recorded_on(days_ago(3))
        shown = " ".join(page(rhys, 12).text.split())
        assert f"Until {day_in_words(days_ago(4))} this number was" in shown and measure.reference in shown
        earlier = Disruption(Scope(rhys), days_ago(12)).earlier
        assert (earlier.number, earlier.until) == (1, days_ago(4))

    def test_whoever_may_not_open_what_changed_reads_that_there_is_something(self, man, rhys, recorded_on, page, owen):
        measure = made(rhys, man)
        recorded_on(days_ago(15))
        measure.put_right(by=rhys, started_on=days_ago(5))
        recorded_on(days_ago(3))
        shown = " ".join(page(owen, 12).text.split())
        assert "1 measure you may not open" in shown and measure.reference not in shown


class TestFirstDays:
    def test_an_order_with_a_first_day_ahead_stands_in_no_list_and_no_figure_yet(self, man, rhys):
        measure = made(rhys, man, made_on=days_ago(1), started_on=timezone.localdate() + 3 * DAY)
        assert measure.is_ahead
        assert Disruption(Scope(rhys), timezone.localdate()).number == 0
        assert not Which.IN_FORCE.among(Measure.objects.all()).exists()
        assert list(Which.AHEAD.among(Measure.objects.all())) == [measure]
        assert Disruption(Scope(rhys), measure.started_on).number == 1

    def test_whoever_is_bailed_today_counts_today_though_the_clock_begins_tomorrow(self, man, rhys):
        today = timezone.localdate()
        measure = make_measure(
            area=man.area, by=rhys, person=man, kind="pre_charge_bail", made_on=today, started_on=today + DAY
        )
        assert measure.kind in BINDS_WHEN_MADE
        assert Disruption(Scope(rhys), today).number == 1
        assert list(Which.IN_FORCE.among(Measure.objects.all())) == [measure]

    def test_the_list_of_today_is_the_figure_of_today(self, man, rhys, team):
        random = Random(1)
        for _ in range(40):
            begin(random, man, rhys)
        today = timezone.localdate()
        assert set(Which.IN_FORCE.among(Measure.objects.all()).values_list("pk", flat=True)) == set(
            MeasurePeriod.objects.on(today).values_list("measure", flat=True)
        )


@pytest.mark.parametrize("kind", ["dispersal", "visit", "platform_report", "slavery_duty"])
def test_what_was_done_on_one_day_is_over_with_it_and_disrupts_nobody(kind, man, rhys):
    measure = Measure.record_made(by=rhys, kind=kind, person=man, made_on=days_ago(3), facts={"what": "Moved on"})
    assert measure.ends_on == days_ago(3) and measure.has_run_out
    assert Disruption(Scope(rhys), days_ago(3)).number == 0


def test_what_brings_a_child_to_safety_is_against_nobody(man, rhys):
    make_measure(area=man.area, by=rhys, person=man, kind="police_protection")
    make_measure(area=man.area, by=rhys, person=man, kind="recovery_order")
    assert Disruption(Scope(rhys), timezone.localdate()).number == 0


class TestNightlyCheck:
    """Only whoever writes past the triggers makes a period differ."""

    @pytest.fixture
    def measures(self, man, rhys):
        random = Random(2)
        found = [begin(random, man, rhys).measure for _ in range(12)]
        found += [
            make_measure(area=man.area, by=rhys, person=man, kind="sro", state=state, made_on=made, started_on=made)
            for state in State.values
            for made in (days_ago(3), timezone.localdate())
        ]
        for state in PENDING:
            Measure.objects.filter(state=state).update(made_on=None, started_on=None)
        return found

    def test_what_was_never_touched_is_as_it_should_be(self, measures):
        assert mend_periods() == 0

    @pytest.mark.parametrize(
        "harm",
        [
            "UPDATE perpetrators_measureperiod SET last_day = first_day WHERE id = {one}",
            "UPDATE perpetrators_measureperiod SET first_day = first_day - 1 WHERE id = {one}",
            "DELETE FROM perpetrators_measureperiod WHERE id = {one}",
        ],
    )
    def test_what_was_written_past_the_triggers_is_mended_and_told(self, measures, harm):
        row = MeasurePeriod.objects.filter(measure__state="in_force", last_day=None).first()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(harm.format(one=row.pk))
            cursor.execute("SET LOCAL session_replication_role = origin")
        assert mend_periods() == 1
        assert periods(row.measure) == [(row.interim, row.first_day, row.last_day, row.served_on)]
        assert mend_periods() == 0
