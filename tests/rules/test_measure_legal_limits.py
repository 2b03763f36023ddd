"""How long a measure may last, and what the law asks of each kind. DOMAIN.md section 3.2b."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law.durations import Period
from tests.factories.measures import INJUNCTION, RISK_ORDER, days_ago, make_injunction
from tests.factories.register import make_person, make_place

TODAY = timezone.localdate


def sro(rhys, man, **said):
    given = {"made_on": days_ago(5), "until_further_order": True, "facts": RISK_ORDER}
    return Measure.record_made(by=rhys, kind="sro", person=man, **given | said)


def test_an_end_before_the_start_is_refused(man, rhys):
    with pytest.raises(NotYet, match="The last day is before the first day"):
        sro(rhys, man, until_further_order=None, ends_on=days_ago(6))
    assert not Measure.objects.exists()


def test_a_risk_order_of_18_months_is_refused_with_the_earliest_last_day(man, rhys):
    made = date(2026, 3, 3)
    with pytest.raises(NotYet, match=r"at least 2 years, or until further order.*until 2 March 2028 or later.*Source"):
        sro(rhys, man, made_on=made, until_further_order=None, ends_on=Period(months=18).last_day_from(made))
    assert sro(rhys, man, made_on=made, until_further_order=None, ends_on=date(2028, 3, 2)).ends_on


@pytest.mark.parametrize(
    ("kind", "years", "facts"),
    [
        ("shpo", 5, {"court": "Truro", "conviction": "Sexual assault, 2025"}),
        ("stro", 2, {"court": "Truro"}),
        ("stpo", 5, {"court": "Truro", "conviction": "Trafficking, 2025"}),
        ("cbo", 2, {"court": "Truro", "conviction": "Harassment, 2025"}),
    ],
)
def test_an_order_with_a_shortest_length_is_not_made_for_less(kind, years, facts, man, rhys):
    given = {"by": rhys, "kind": kind, "person": man, "made_on": days_ago(10), "facts": facts}
    earliest = Period(years=years).last_day_from(days_ago(10))
    with pytest.raises(NotYet, match=f"at least {years} years"):
        Measure.record_made(**given, ends_on=earliest - timedelta(days=1))
    assert Measure.record_made(**given, ends_on=earliest).ends_on == earliest


def test_an_injunction_against_somebody_under_18_ends_within_12_months(team, rhys):
    boy = make_person(area=team, officer=rhys, given_names="Kit", date_of_birth=TODAY() - timedelta(days=16 * 366))
    given = {
        "by": rhys,
        "person": boy,
        "facts": INJUNCTION | {"youth_court": True},
        "made_on": days_ago(1),
        "served_on": None,
    }
    latest = Period(months=12).last_day_from(days_ago(1))
    with pytest.raises(NotYet, match="cannot run until further order"):
        make_injunction(**given)
    with pytest.raises(NotYet, match="at most 12 months"):
        make_injunction(**given | {"until_further_order": None}, ends_on=latest + timedelta(days=1))
    assert make_injunction(**given | {"until_further_order": None}, ends_on=latest).ends_on == latest


def test_a_travel_ban_lasts_at_most_5_years(man, rhys):
    with pytest.raises(NotYet, match="at most 5 years"):
        sro(rhys, man, facts=RISK_ORDER | {"travel_ban_until": TODAY() + timedelta(days=6 * 366)})


def test_a_requirement_to_do_something_is_possible_since_29_november_2022_and_supervised(man, rhys):
    with pytest.raises(NotYet, match="only since 29 November 2022"):
        sro(
            rhys,
            man,
            made_on=date(2022, 11, 28),
            facts=RISK_ORDER | {"positive_requirement": True, "supervisor": "PC Dray"},
        )
    with pytest.raises(NotYet, match="who supervises"):
        sro(rhys, man, facts=RISK_ORDER | {"positive_requirement": True})


def test_a_power_of_arrest_needs_its_ground_and_a_kind_that_has_one(man, rhys):
    with pytest.raises(NotYet, match="needs violence"):
        make_injunction(by=rhys, person=man, power_of_arrest=True)
    with pytest.raises(NotYet, match="There is no power of arrest"):
        sro(rhys, man, power_of_arrest=True)


def test_a_closure_order_lasts_three_months_and_with_its_extension_six(team, rhys):
    place = make_place(area=team, by=rhys)
    given = {"by": rhys, "kind": "closure_order", "place": place, "made_on": days_ago(10), "facts": {"court": "Truro"}}
    three, six = (Period(months=number).last_day_from(days_ago(10)) for number in (3, 6))
    with pytest.raises(NotYet, match="at most 3 months"):
        Measure.record_made(**given, ends_on=three + timedelta(days=1))
    order = Measure.record_made(**given, ends_on=three)
    with pytest.raises(NotYet, match="longer than 6 months in all"):
        order.extend(by=rhys, ends_on=six + timedelta(days=1))
    order.extend(by=rhys, ends_on=six)
    assert Measure.objects.get().ends_on == six


def test_a_measure_against_a_place_is_not_recorded_against_a_person(man, rhys):
    with pytest.raises(NotYet, match="against a place"):
        Measure.propose(by=rhys, kind="hotel_notice", person=man)


def test_what_a_kind_cannot_do_without_is_asked_for(man, rhys):
    with pytest.raises(NotYet, match="Enter the court"):
        sro(rhys, man, facts={})


def test_a_risk_order_is_discharged_early_only_with_both_sides_consent(man, rhys):
    measure = sro(rhys, man)
    with pytest.raises(NotYet, match="Within 2 years"):
        measure.discharge(by=rhys)
    measure.discharge(by=rhys, consent=True)
    assert measure.state == "discharged"
