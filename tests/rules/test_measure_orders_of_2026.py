"""Respect orders, youth and housing injunctions: offered where a setting says so, readable everywhere.

Source: DOMAIN.md section 3.5.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law.catalogue.kinds import KINDS, groups, is_offered
from perpetrators.models.law.catalogue.orders_of_2026 import ROWS
from perpetrators.models.law.durations import Period, birthday
from tests.factories.measures import days_ago
from tests.factories.register import make_person

TODAY = timezone.localdate
KEYS = [row.key for row in ROWS]
FACTS = {"court": "Truro County Court", "with_notice": True}


@pytest.fixture
def switched_on(settings):
    settings.RESPECT_ORDERS = True


@pytest.fixture
def aged(team, rhys):
    def make(years):
        return make_person(area=team, officer=rhys, given_names="Kit", date_of_birth=birthday(days_ago(2), -years))

    return make


def record(rhys, person, kind, **said):
    ends_on = Period(months=12).last_day_from(days_ago(2))
    facts = FACTS | ({"youth_court": True} if kind == "youth_injunction" else {}) | said.pop("facts", {})
    return Measure.record_made(
        by=rhys, kind=kind, person=person, facts=facts, **{"made_on": days_ago(2), "ends_on": ends_on} | said
    )


def offered():
    return {row.key for _, rows in groups() for row in rows}


def test_they_are_not_offered_until_the_setting_says_so(settings):
    assert settings.RESPECT_ORDERS is False
    assert not offered() & set(KEYS)
    settings.RESPECT_ORDERS = True
    assert offered() == KINDS.keys()


def test_every_other_kind_is_offered_always():
    assert {key for key, row in KINDS.items() if not is_offered(row)} == set(KEYS)


@pytest.mark.parametrize("kind", KEYS)
def test_without_the_setting_none_is_proposed_or_recorded(kind, man, rhys):
    with pytest.raises(NotYet, match="not switched on here"):
        Measure.propose(by=rhys, kind=kind, person=man)
    with pytest.raises(NotYet, match="not switched on here"):
        record(rhys, man, kind)


@pytest.mark.parametrize("kind", KEYS)
def test_its_page_says_check_locally_and_is_there_only_with_the_setting(kind, signed_in, rhys, man, settings):
    browser, address = signed_in(rhys), reverse("record_person_measure", args=[man.reference, kind])
    assert browser.get(address).status_code == 404
    settings.RESPECT_ORDERS = True
    shown = browser.get(address)
    assert shown.status_code == 200
    assert "Commencement: check locally" in shown.text


@pytest.mark.parametrize(
    ("kind", "fits", "sentence"),
    [
        ("respect_order", {18, 40}, "somebody of 18 or older"),
        ("housing_injunction", {18, 40}, "somebody of 18 or older"),
        ("youth_injunction", {10, 17}, "somebody (of 10 or older|under 18)"),
    ],
)
@pytest.mark.parametrize("age", [9, 10, 17, 18, 40])
def test_each_is_made_against_people_of_its_age(age, kind, fits, sentence, switched_on, aged, rhys):
    person = aged(age)
    if age in fits:
        assert record(rhys, person, kind).state == "in_force"
    else:
        with pytest.raises(NotYet, match=sentence):
            record(rhys, person, kind)


@pytest.mark.parametrize("kind", KEYS)
def test_none_was_made_before_the_act_began(kind, switched_on, man, rhys):
    with pytest.raises(NotYet, match="no such measure before 29 June 2026"):
        record(rhys, man, kind, made_on=date(2026, 6, 28))


def test_what_was_recorded_stays_readable_and_can_be_ended_without_the_setting(settings, signed_in, man, rhys):
    settings.RESPECT_ORDERS = True
    measure = record(rhys, man, "respect_order", facts={"positive_requirement": True, "supervisor": "PC Dray"})
    settings.RESPECT_ORDERS = False
    assert "Respect order" in signed_in(rhys).get(measure.get_absolute_url()).text
    measure.discharge(by=rhys)
    assert measure.state == "discharged"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"positive_requirement": True}, "who supervises"),
        ({"excludes_from_home": True}, "own home needs violence"),
        ({"with_notice": False}, "only an interim"),
    ],
)
def test_what_is_asked_of_injunctions_is_asked_of_them_with_their_own_source(facts, sentence, switched_on, man, rhys):
    with pytest.raises(NotYet, match=sentence) as refusal:
        record(rhys, man, "respect_order", facts=facts)
    assert "2014 s" not in str(refusal.value)
    assert record(rhys, man, "respect_order", ends_on=TODAY() + timedelta(days=9)).ends_on == TODAY() + timedelta(9)
