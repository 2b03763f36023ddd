"""On which days a measure stood: whatever becomes of it and in whatever order it is written down, each day's figure is
that of a reckoner who goes through the facts one by one; and what was known on a day stays what was known."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure, MeasurePeriod, PersonOfConcern
from perpetrators.models.measures.period import BINDS_WHEN_MADE, mend_periods
from perpetrators.models.measures.states import PENDING, State
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import WHOLE, Disruption
from perpetrators.models.reports.known import end_of
from perpetrators.models.reports.lists import Which
from tests.factories.measures import RISK_ORDER, days_ago
from tests.factories.register import make_measure, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
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


def looked_at(random, told, by):
    told.measure.review(by=by, on=days_ago(random.randrange(DAYS)))


def broken(random, told, by):
    told.measure.record_breach(
        by=by, happened_on=days_ago(random.randrange(DAYS)), what_happened="Seen there", reported_by="Mother"
    )


STEPS = (granted, varied, put_right, discharged, looked_at, looked_at, broken, broken)


@pytest.fixture
def recorded_on():
    """recorded_on(day): what was written since it was last asked counts as written down on that day."""
    histories = [f"perpetrators_{name}history" for name in ("measure", "measureperiod", "personofconcern")]
    seen = dict.fromkeys(histories, 0)

    def note(day):
        moment = end_of(day) - timedelta(hours=6)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # evidence refuses to be changed; not here
            for table in histories:
                cursor.execute(f"UPDATE {table} SET pgh_created_at = %s WHERE pgh_id > %s", [moment, seen[table]])
                cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {table}")
                seen[table] = cursor.fetchone()[0]
            cursor.execute("SET LOCAL session_replication_role = origin")

    return note


def figure_of(known, day):
    """`known`: the facts of every measure, and {person: the person theirs was merged into}."""
    facts, merged = known
    return len({merged.get(one.whom, one.whom) for one in facts if one.stood(day)})


@pytest.mark.parametrize("seed", range(6))
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
    for then, facts in known.items():
        for day in (today - ago * DAY for ago in range(0, DAYS + 3, 5)):
            figure = Disruption(Scope(rhys), day, known_on=then)
            assert figure.number == figure_of(facts, day), (then, day)
            assert figure.rows(figure.figure(WHOLE)).count() == figure.number


def periods(measure):
    rows = measure.periods.order_by("first_day").values_list("interim", "first_day", "last_day", "served_on")
    return [tuple(row) for row in rows]


def made(rhys, man, **said):
    given = {"made_on": days_ago(20), "until_further_order": True, "facts": RISK_ORDER}
    return Measure.record_made(by=rhys, kind="sro", person=man, **given | said)


def fixed():
    return {"until_further_order": None, "ends_on": timezone.localdate() + 30 * DAY}


class TestInterimAndInFull:
    def test_an_order_made_in_full_keeps_the_days_and_the_service_of_the_interim_one(self, man, rhys):
        measure = made(rhys, man, interim=True, **fixed(), served_on=days_ago(19), served_how="By hand")
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        assert periods(measure) == [(True, days_ago(20), days_ago(11), days_ago(19)), (False, days_ago(10), None, None)]
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (21, 20, 11, 10, 0)] == [0, 1, 1, 1, 1]

    def test_an_interim_order_that_was_broken_stays_broken_by_its_own_service(self, man, rhys):
        measure = made(rhys, man, interim=True, **fixed(), served_on=days_ago(19), served_how="By hand")
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        breach = {"by": rhys, "what_happened": "Seen there", "reported_by": "Mother"}
        measure.record_breach(happened_on=days_ago(15), **breach)
        assert measure.state == "in_force"  # the order in full was not broken
        with pytest.raises(NotYet, match="was not served"):
            measure.record_breach(happened_on=days_ago(5), **breach)

    def test_an_interim_order_that_ran_out_leaves_its_days_to_the_order_in_full(self, man, rhys):
        measure = made(rhys, man, interim=True, until_further_order=None, ends_on=days_ago(12))
        Measure.objects.filter(pk=measure.pk).expire_ended()
        measure.refresh_from_db()
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        assert [row[:3] for row in periods(measure)] == [
            (True, days_ago(20), days_ago(12)),
            (False, days_ago(10), None),
        ]
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (12, 11, 10)] == [1, 0, 1]

    def test_an_order_in_full_that_expired_is_not_made_again(self, man, rhys):
        measure = make_measure(area=man.area, by=rhys, person=man, kind="sro", state="expired", facts=RISK_ORDER)
        with pytest.raises(NotYet, match="Record the new one"):
            measure.grant(by=rhys, until_further_order=True)


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
