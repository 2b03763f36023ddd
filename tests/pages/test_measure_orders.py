"""What the pages of orders ask and say besides: hours, bans on travel, who is told a name and address."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.words import day_in_words
from perpetrators.models import Measure
from perpetrators.models.law.durations import Period
from tests.factories.measures import RISK_ORDER, days_ago
from tests.factories.register import make_place
from tests.pages.measure_forms import of, officer, record_at, send, words

__all__ = ["officer"]
TODAY = timezone.localdate


@pytest.fixture
def order(man, rhys):
    return Measure.record_made(
        by=rhys,
        kind="sro",
        person=man,
        made_on=days_ago(9),
        served_on=days_ago(1),
        served_how="By hand",
        until_further_order=True,
        facts=RISK_ORDER | {"travel_ban_until": TODAY()},
    )


@pytest.fixture
def notice(team, rhys):
    facts = {"issuer_rank": "inspector", "notice_hours": "24", "started_at": time(10)}
    place = make_place(area=team, by=rhys)
    return Measure.record_made(by=rhys, kind="closure_notice", place=place, made_on=TODAY(), facts=facts)


def test_a_notice_is_extended_by_who_may_and_the_page_then_offers_it_no_more(officer, notice):
    address = of(notice, "extend_measure")
    shown = words(officer.get(address))
    assert "Superintendent" in shown and "Chief inspector" not in shown
    assert "where the police issued it" in words(send(officer, address, on=TODAY(), rank="chief_executive"))
    assert send(officer, address, on=TODAY(), rank="superintendent", authoriser="Quentin Dray").status_code == 302
    assert Measure.objects.get().fact("notice_hours") == "48"
    assert address not in officer.get(notice.get_absolute_url()).text


def test_the_rank_is_chosen_and_what_was_typed_before_is_shown_and_not_asked(officer, notice):
    Measure.objects.update(facts=notice.facts | {"issuer_rank_said": "Insp Dinah Poole"})
    assert "Insp Dinah Poole" in words(officer.get(notice.get_absolute_url()))
    asked = officer.get(of(notice, "put_right_measure")).text
    assert "fact_issuer_rank" in asked and "issuer_rank_said" not in asked


def test_a_ban_on_travel_is_renewed_with_the_variation(officer, order):
    address, latest = of(order, "vary_measure"), Period(years=5).last_day_from(TODAY() + timedelta(days=1))
    typed = {"on": TODAY(), "what": "The ban was renewed.", "how_long": "stays"}
    answer = send(officer, address, **typed, travel_ban_until=latest + timedelta(days=1))
    assert "at most 5 years" in words(answer)
    assert send(officer, address, **typed, travel_ban_until=latest).status_code == 302
    assert Measure.objects.get().fact("travel_ban_until") == latest


def test_an_order_without_such_a_ban_is_not_asked_about_one(officer, man, rhys):
    given = {"made_on": days_ago(2), "until_further_order": True, "facts": {"court": "Truro", "conviction": "Assault"}}
    measure = Measure.record_made(by=rhys, kind="cbo", person=man, **given)
    assert "travel_ban_until" not in officer.get(of(measure, "vary_measure")).text


def test_the_page_says_by_when_name_and_address_are_due_until_they_were_given(officer, order):
    told = f"By {day_in_words(TODAY() + timedelta(days=1))}. Source: Sexual Offences Act 2003 s122F"
    assert told in words(officer.get(order.get_absolute_url()))
    send(officer, of(order, "put_right_measure"), fact_notified_on=TODAY())
    assert "Name and address due" not in officer.get(order.get_absolute_url()).text


def test_the_consent_of_both_is_asked_of_an_order_in_full_and_not_of_an_interim_one(officer, man, rhys, order):
    assert "The person and the police both agreed" in officer.get(of(order, "discharge_measure")).text
    interim = Measure.record_made(
        by=rhys,
        kind="shpo",
        person=man,
        made_on=days_ago(2),
        interim=True,
        ends_on=TODAY() + timedelta(days=20),
        facts={"court": "Truro", "conviction": "Assault"},
    )
    assert "both agreed" not in officer.get(of(interim, "discharge_measure")).text


@pytest.mark.parametrize("kind", ["s222_injunction", "inherent_injunction"])
def test_where_the_council_alone_applies_nobody_is_asked_who_did(kind, officer, man):
    assert "applicant_class" not in officer.get(record_at(man, kind)).text
    assert "applicant_class" in officer.get(record_at(man, "civil_injunction")).text


def test_the_kinds_of_2026_are_not_in_the_list_one_chooses_from(officer, man, settings):
    address = reverse("choose_person_measure", args=[man.reference])
    assert "Respect order" not in officer.get(address).text
    settings.RESPECT_ORDERS = True
    assert "Respect order" in officer.get(address).text
