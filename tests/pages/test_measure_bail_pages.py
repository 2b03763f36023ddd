"""Bail on its pages: the stages of the law of the arrest alone, its clock and its days of return, by buttons."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from perpetrators.models import Measure
from perpetrators.models.law.bail_stages import LAW_2017, LAW_2022, LAW_BEFORE
from tests.factories.measures import days_ago, make_bail, make_injunction
from tests.pages.measure_forms import of, officer, record_at, send, words

__all__ = ["officer"]
DAY = timedelta(days=1)


def stages_offered(answer):
    return [one.split('"')[0] for one in answer.text.split('name="fact_stage" type="radio" value="')[1:]]


def record(officer, man, arrested, **typed):
    given = {"made_on": arrested, "fact_arrested_on": arrested, "fact_offence": "Kept as typed"}
    return send(officer, record_at(man, "pre_charge_bail"), **given | typed)


@pytest.mark.parametrize(
    ("arrested", "law", "stage"),
    [
        (date(2020, 5, 1), LAW_2017, "second"),
        (date(2020, 5, 1), LAW_2017, "agency"),
        (date(2016, 5, 1), LAW_BEFORE, "second"),
        (date(2016, 5, 1), LAW_BEFORE, "court"),
        (date(2024, 5, 1), LAW_2022, "court_later"),
    ],
)
def test_a_stage_the_law_of_the_arrest_does_not_have_is_refused_and_those_it_has_are_offered(
    arrested, law, stage, officer, man
):
    answer = record(officer, man, arrested, fact_stage=stage)
    assert answer.status_code == 200
    assert "There is no such stage of bail for arrests" in words(answer)
    assert stages_offered(answer) == [one.key for one in law.for_a_record]
    assert "Kept as typed" in answer.text
    assert not Measure.objects.exists()


@pytest.mark.parametrize("law", [LAW_2022, LAW_2017, LAW_BEFORE], ids=lambda law: law.key)
def test_every_stage_of_the_law_of_the_arrest_can_be_recorded(law, officer, man):
    arrested = max(law.since, date(2016, 1, 1)) + 40 * DAY
    for number, stage in enumerate(law.for_a_record, start=1):
        agency = "yes" if stage.key.startswith("agency") else "no"
        answer = record(officer, man, arrested, fact_stage=stage.key, fact_agency_case=agency, fact_designated="yes")
        assert answer.status_code == 302, words(answer)
        assert Measure.objects.filter(facts__stage=stage.key).exists() and Measure.objects.count() == number


def test_before_a_day_of_arrest_was_typed_the_stages_of_the_law_as_it_is_are_offered(officer, man):
    answer = officer.get(record_at(man, "pre_charge_bail"))
    assert stages_offered(answer) == [one.key for one in LAW_2022.for_a_record]
    assert "Further extension by the court" not in words(answer)


def test_until_further_order_is_offered_for_what_has_no_clock_and_for_bail_not(officer, man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(9))
    order = make_injunction(by=rhys, person=man)
    assert "Until further order" not in words(officer.get(record_at(man, "pre_charge_bail")))
    assert "Until further order" not in words(officer.get(of(bail, "vary_measure")))
    assert "Until further order" in words(officer.get(of(order, "vary_measure")))


def buttons(officer, measure):
    shown = officer.get(measure.get_absolute_url()).text
    names = ("set_return", "stop_clock", "take_up_clock", "enter_hospital", "leave_hospital")
    return {name for name in names if f'href="{of(measure, f"{name}_measure")}"' in shown}


def test_the_clock_is_stopped_and_taken_up_by_buttons_that_come_and_go(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(80))
    assert buttons(officer, measure) == {"set_return", "stop_clock", "enter_hospital"}
    send(officer, of(measure, "stop_clock_measure"), on=days_ago(20), why="released")
    shown = words(officer.get(measure.get_absolute_url()))
    assert "The clock stands still since" in shown and "None while the clock stands still" in shown
    assert buttons(officer, measure) == {"set_return", "take_up_clock", "enter_hospital"}
    send(officer, of(measure, "take_up_clock_measure"), on=days_ago(10), return_on=timezone.localdate() + 9 * DAY)
    send(officer, of(measure, "enter_hospital_measure"), on=days_ago(5))
    assert buttons(officer, measure) == {"set_return", "stop_clock", "leave_hospital"}
    send(officer, of(measure, "leave_hospital_measure"), on=days_ago(3))
    send(officer, of(measure, "stop_clock_measure"), on=days_ago(2), why="met")
    steps = [event.step for event in measure.events.order_by("version")]
    assert steps == ["made", "stop_clock", "take_up_clock", "enter_hospital", "leave_hospital", "stop_clock"]


def test_other_measures_have_no_clock_and_no_day_of_return(officer, man, rhys):
    order = make_injunction(by=rhys, person=man)
    assert buttons(officer, order) == set()
    answer = send(officer, of(order, "set_return_measure"), return_on=timezone.localdate() + DAY)
    assert "has no day of return to a police station" in words(answer)
    answer = send(officer, of(order, "stop_clock_measure"), why="released")
    assert "has no day of return to a police station" in words(answer)


def test_a_return_after_the_last_day_is_refused_in_words_and_what_was_typed_stays(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    answer = send(
        officer, of(measure, "set_return_measure"), return_on=measure.ends_on + DAY, station="Truro police station"
    )
    assert "the last day of bail. Source: PACE 1984 s47(4D)" in words(answer)
    assert "Truro police station" in answer.text
    send(officer, of(measure, "set_return_measure"), return_on=measure.ends_on, station="Truro police station")
    assert Measure.objects.get().fact("return_on") == measure.ends_on


def test_bail_to_an_earlier_day_that_is_over_can_still_be_extended_from_its_page(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30), ends_on=days_ago(2))
    assert reverse("extend_measure", args=[measure.reference]) in officer.get(measure.get_absolute_url()).text
    send(
        officer,
        of(measure, "extend_measure"),
        on=days_ago(1),
        stage="first",
        rank="inspector",
        conditions_met="on",
        return_on=timezone.localdate() + 40 * DAY,
    )
    measure.refresh_from_db()
    assert measure.facts["stage"] == "first" and measure.fact("return_on") == timezone.localdate() + 40 * DAY


def test_the_page_of_a_stage_the_court_was_asked_at_offers_what_it_may_decide(officer, man, rhys):
    facts = {"offence": "Rape", "arrested_on": days_ago(200), "stage": "second"}
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(200), facts=facts)
    measure.extend(by=rhys, stage="court_waiting")
    page = officer.get(of(measure, "extend_measure")).text
    assert 'value="court"' in page and 'value="court_complex"' not in page and 'value="court_later"' not in page


def test_the_page_that_records_a_breach_of_bail_says_what_follows(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    shown = words(officer.get(of(measure, "record_breach")))
    assert "arrested without a warrant" in shown and "not itself an offence" in shown
    assert "s46A(1A)" in shown and "s47(6A)" in shown
