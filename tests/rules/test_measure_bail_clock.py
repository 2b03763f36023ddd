"""The clock of pre-charge bail stands still while the prosecution decides, and for days in hospital.

Source: PACE 1984 s47ZL and s47ZM(5).
"""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law import bail
from perpetrators.models.law.bail_clock import CHARGING, HOSPITAL, Stop, last_day, taken_up
from perpetrators.models.law.bail_stages import LAW_2017, LAW_2022
from perpetrators.models.law.durations import Period
from tests.factories.measures import days_ago, make_bail

DAY = timedelta(days=1)
START, MONTHS = date(2026, 1, 11), Period(months=3)  # until 10 April
LIMIT = date(2026, 4, 10)


def ahead(days):
    return timezone.localdate() + days * DAY


@pytest.mark.parametrize(
    ("stops", "last"),
    [
        ([], LIMIT),
        ([Stop(CHARGING, date(2026, 2, 1), date(2026, 2, 10))], date(2026, 4, 20)),
        ([Stop(CHARGING, START, START + 4 * DAY)], date(2026, 4, 15)),  # a first release: it begins five days later
        ([Stop(CHARGING, date(2026, 2, 1))], None),
        ([Stop(CHARGING, date(2026, 2, 2), date(2026, 2, 1))], LIMIT),  # stopped and taken up on one day
        ([Stop(HOSPITAL, date(2026, 2, 1), date(2026, 2, 10))], LIMIT),  # not in hospital on the last day
        ([Stop(HOSPITAL, date(2026, 4, 9), date(2026, 4, 12))], date(2026, 4, 14)),
        # In hospital on the last day: the earlier stay counts no more either.
        ([Stop(HOSPITAL, date(2026, 2, 1), date(2026, 2, 3)), Stop(HOSPITAL, LIMIT, LIMIT)], date(2026, 4, 14)),
        ([Stop(HOSPITAL, date(2026, 4, 9))], None),
        # The prosecution had it for ten days; then in hospital when it ended.
        (
            [Stop(CHARGING, date(2026, 2, 1), date(2026, 2, 10)), Stop(HOSPITAL, date(2026, 4, 20), date(2026, 4, 21))],
            date(2026, 4, 22),
        ),
    ],
)
def test_days_on_which_the_clock_stands_still_are_not_counted(stops, last):
    assert last_day(START, MONTHS, stops) == last


@pytest.mark.parametrize(
    ("stopped", "requested", "last"),
    [
        (date(2026, 4, 8), date(2026, 5, 1), date(2026, 5, 7)),  # three days were left: topped up to seven
        (LIMIT, date(2026, 5, 1), date(2026, 5, 7)),
        (date(2026, 4, 4), date(2026, 5, 1), date(2026, 5, 7)),  # exactly seven
        (date(2026, 4, 3), date(2026, 5, 1), date(2026, 5, 8)),  # eight: nothing is added
        (date(2026, 4, 8), date(2026, 4, 8), date(2026, 4, 14)),  # asked on the day of the release
    ],
)
def test_from_the_prosecutions_request_at_least_seven_days_are_left(stopped, requested, last):
    stops = taken_up(START, MONTHS, [Stop(CHARGING, stopped)], requested)
    assert last_day(START, MONTHS, stops) == last


def day_by_day(law, arrested, acts):
    """The last day by going through every day: {day: [(what, value)]}; and the stage it is at."""
    begins = arrested + DAY
    whole = law.stage("initial").length.last_day_from(begins)
    left, stopped, day = (whole - arrested).days, False, begins
    in_hospital, spent, counts_no_more = set(), 0, False
    for on, what, value in acts:
        if what == "stay":
            in_hospital |= {on + n * DAY for n in range((value - on).days + 1)}
    while True:
        for on, what, value in acts:
            if on != day:
                continue
            if what == "stop":
                stopped = True
            elif what == "request":
                stopped, left = False, max(left, 7)
            elif what == "extend":
                longer = law.stage(value).length.last_day_from(begins)
                left, whole = left + (longer - whole).days, longer
        if not stopped and not (counts_no_more and day in in_hospital):
            left, spent = left - 1, spent + (day in in_hospital)
            if left == 0 and day in in_hospital:
                left, counts_no_more = left + spent, True
            if left == 0:
                return day
        day += DAY
        if (day - begins).days > 3000:
            return None


@pytest.mark.parametrize("law", [LAW_2022, LAW_2017], ids=lambda law: law.key)
def test_of_random_histories_the_last_day_is_that_of_counting_day_by_day(law):
    random = Random(law.key)
    asked = 0
    for _ in range(400):
        arrested = law.since + random.randrange(1500) * DAY
        stage, stops, acts = law.stage("initial"), (), []
        begins, on = arrested + DAY, arrested + DAY
        for _ in range(random.randrange(7)):
            end = last_day(begins, stage.length, stops)
            on = max(on, begins) + random.randrange(1, 30) * DAY
            stopped = any(stop.is_open for stop in stops)
            if not stopped and on > end:
                break
            later = [one for one in law.next_after(stage.key) if one.length and one.rank != bail.Rank.COURT]
            if later and random.random() < 0.4:
                stage = later[0]
                acts.append((on, "extend", stage.key))
            elif stopped:
                stops = taken_up(begins, stage.length, stops, on)
                acts.append((on, "request", None))
            else:
                stops = (*stops, Stop(CHARGING, on))
                acts.append((on, "stop", None))
        end = last_day(begins, stage.length, stops)
        if end and random.random() < 0.5:  # in hospital towards the end, or not quite until it
            came = end - random.randrange(1, 6) * DAY
            came = max(came, on + DAY)
            left = came + random.randrange(12) * DAY
            stops, acts = (*stops, Stop(HOSPITAL, came, left)), [*acts, (came, "stay", left)]
        expected = day_by_day(law, arrested, acts)
        assert bail.end_of(stage, arrested, stops=stops).day == expected, (arrested, acts)
        asked += expected is not None
    assert asked > 200


def test_released_for_a_charging_decision_bail_stands_without_an_end_until_more_is_asked_for(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(80))
    before = measure.ends_on
    measure.stop_clock(by=rhys, on=days_ago(30))
    assert measure.ends_on is None and measure.is_live
    assert "The clock stands still since" in measure.how_ended and "s47ZL" in measure.how_ended
    measure.take_up_clock(by=rhys, on=days_ago(10))
    measure.refresh_from_db()
    assert measure.ends_on == before + 20 * DAY
    assert "Not counted: 20 days" in measure.how_ended


def test_what_was_asked_for_and_provided_stops_the_clock_again_and_not_before_it_was_asked_for(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(80))
    with pytest.raises(NotYet, match="asked for nothing yet"):
        measure.stop_clock(by=rhys, on=days_ago(30), request_met=True)
    measure.stop_clock(by=rhys, on=days_ago(30))
    with pytest.raises(NotYet, match="stands still since"):
        measure.stop_clock(by=rhys, on=days_ago(20))
    measure.take_up_clock(by=rhys, on=days_ago(20))
    measure.stop_clock(by=rhys, on=days_ago(15), request_met=True)
    assert measure.ends_on is None
    with pytest.raises(NotYet, match="only from"):
        measure.take_up_clock(by=rhys, on=days_ago(16))


def test_of_a_first_release_for_a_charging_decision_the_clock_has_not_begun(man, rhys):
    facts = {"offence": "Rape", "arrested_on": days_ago(20), "for_charging": True}
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(20), facts=facts)
    assert measure.ends_on is None
    measure.take_up_clock(by=rhys, on=days_ago(4))
    whole = bail.end_of(LAW_2022.stage("initial"), days_ago(20)).day
    assert measure.ends_on == whole + 15 * DAY  # counted from the day of the request instead of the day after arrest


@pytest.mark.parametrize(("earlier", "left_out"), [(False, 36), (True, 16)])
def test_released_for_a_charging_decision_after_earlier_bail_only_days_from_then_are_not_counted(
    earlier, left_out, man, rhys
):
    if earlier:
        make_bail(by=rhys, person=man, arrested_on=days_ago(40), ends_on=days_ago(25))
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(40), made_on=days_ago(19))
    whole = measure.ends_on
    measure.stop_clock(by=rhys, on=days_ago(19))
    measure.take_up_clock(by=rhys, on=days_ago(3))
    assert measure.ends_on == whole + left_out * DAY


def test_a_clock_that_ran_out_or_never_ran_does_not_stop(man, rhys):
    over = make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    with pytest.raises(NotYet, match="Expired"):
        over.stop_clock(by=rhys, on=days_ago(1))
    old = make_bail(by=rhys, person=man, arrested_on=date(2016, 3, 1))
    with pytest.raises(NotYet, match="No period of bail was counted then"):
        old.stop_clock(by=rhys)
    running = make_bail(by=rhys, person=man, arrested_on=days_ago(9))
    with pytest.raises(NotYet, match="was not stopped"):
        running.take_up_clock(by=rhys)


def test_while_the_clock_stands_still_a_return_may_be_set_after_the_period_and_with_it_running_not(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    with pytest.raises(NotYet, match=r"s47\(4D\)"):
        measure.set_return(by=rhys, return_on=ahead(200))
    measure.stop_clock(by=rhys)
    measure.set_return(by=rhys, return_on=ahead(200))
    assert measure.fact("return_on") == ahead(200) and measure.ends_on is None
    with pytest.raises(NotYet, match=r"s47\(4D\)"):  # s47ZL(5): another day is due when it runs again
        measure.take_up_clock(by=rhys)
    measure.take_up_clock(by=rhys, return_on=ahead(20))
    assert measure.fact("return_on") == ahead(20)


def test_in_hospital_on_the_last_day_no_day_there_was_counted_also_when_written_down_late(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(95))
    last = measure.ends_on
    assert measure.has_run_out
    with pytest.raises(NotYet, match="not in hospital on the day"):
        measure.enter_hospital(by=rhys, on=last - 9 * DAY, left_on=last - 5 * DAY)
    measure.enter_hospital(by=rhys, on=last - 2 * DAY, left_on=last + 3 * DAY)
    measure.refresh_from_db()
    assert measure.state == "in_force" and measure.ended_on is None
    assert measure.ends_on == last + 6 * DAY
    assert [event.step for event in measure.events.order_by("version")] == ["made", "expired", "enter_hospital"]


def test_whoever_is_still_in_hospital_is_on_bail_without_an_end_until_they_leave(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(60))
    before = measure.ends_on
    measure.enter_hospital(by=rhys, on=days_ago(9))
    assert measure.ends_on is None
    with pytest.raises(NotYet, match="recorded already"):
        measure.enter_hospital(by=rhys, on=days_ago(2))
    measure.leave_hospital(by=rhys, on=days_ago(3))
    assert measure.ends_on == before  # not there on the last day: every day was counted
    with pytest.raises(NotYet, match="not recorded as in hospital"):
        measure.leave_hospital(by=rhys, on=days_ago(1))


def test_the_stops_outlive_an_extension_and_a_correction_of_details(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(80))
    measure.stop_clock(by=rhys, on=days_ago(30))
    measure.extend(by=rhys, on=days_ago(25), stage="first", rank="inspector", conditions_met=True)
    assert measure.ends_on is None
    measure.take_up_clock(by=rhys, on=days_ago(20))
    last = bail.end_of(LAW_2022.stage("first"), days_ago(80)).day + 10 * DAY
    measure.put_right(by=rhys, crime_ref="54/1")
    measure.refresh_from_db()
    assert measure.ends_on == last and "Not counted: 10 days" in measure.how_ended
    assert Measure.objects.in_force().get() == measure
