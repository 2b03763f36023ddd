"""How long a measure runs. Each end says how it was worked out and from which source.

Source: DOMAIN.md sections 3.2 and 3.3.
"""

from datetime import date, time, timedelta

import pytest

from cases.models import Child
from perpetrators.models.law import durations
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.law.durations import Made, Period, birthday, last_day_under


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2024, 1, 11), Period(months=3), date(2024, 4, 10)),
        (date(2023, 11, 30), Period(months=3), date(2024, 2, 29)),
        (date(2022, 11, 30), Period(months=3), date(2023, 2, 28)),
        (date(2024, 1, 31), Period(months=1), date(2024, 2, 29)),
        (date(2024, 2, 29), Period(years=2), date(2026, 2, 28)),
        (date(2024, 3, 1), Period(days=28), date(2024, 3, 28)),
        (date(2024, 12, 1), Period(months=12), date(2025, 11, 30)),
    ],
)
def test_a_period_begins_with_its_first_day_and_ends_the_day_before_it_comes_again(start, period, last):
    assert period.last_day_from(start) == last


@pytest.mark.parametrize(
    ("born", "age", "comes"),
    [
        (date(2010, 5, 4), 16, date(2026, 5, 4)),
        (date(2012, 2, 29), 16, date(2028, 2, 29)),
        (date(2012, 2, 29), 18, date(2030, 3, 1)),
        (date(2012, 3, 1), 16, date(2028, 3, 1)),
    ],
)
def test_somebody_born_on_29_february_has_the_birthday_on_1_march_in_a_year_without_one(born, age, comes):
    assert birthday(born, age) == comes


def test_the_last_day_under_an_age_is_28_february_for_somebody_born_on_the_29th():
    assert last_day_under(date(2012, 2, 29), 16) == date(2028, 2, 28)
    assert last_day_under(date(2012, 2, 29), 18) == date(2030, 2, 28)


@pytest.mark.parametrize(("basis", "last"), [("s2", date(2027, 5, 3)), ("s49", date(2029, 5, 3))])
def test_a_notice_ends_the_day_before_the_birthday_and_says_so_with_its_source(basis, last):
    end = durations.notice_end(Made(date(2025, 1, 1), {"basis": basis}, Child(date_of_birth=date(2011, 5, 4))))
    assert end.day == last
    assert "birthday" in end.in_full
    assert "Source: Child" in end.in_full


def test_a_notice_for_a_child_whose_birthday_is_not_known_has_no_end_but_says_why():
    end = durations.notice_end(Made(date(2025, 1, 1), {"basis": "s2"}, Child(estimated_age=13)))
    assert end.day is None
    assert "not known" in end.words


def test_police_protection_ends_after_72_hours_by_the_clock_on_the_wall():
    end = durations.police_protection_end(Made(date(2026, 3, 3), {"started_at": time(14, 30)}))
    assert (end.day, "14:30" in end.words, end.source) == (date(2026, 3, 6), True, "Children Act 1989 s46(6)")


def test_72_hours_over_the_change_of_the_clocks_are_72_hours():
    end = durations.police_protection_end(Made(date(2026, 3, 27), {"started_at": time(23, 30)}))
    assert end.day == date(2026, 3, 31)
    assert "00:30" in end.words


def test_every_kind_says_its_basis_its_source_and_what_a_breach_means():
    for key, row in KINDS.items():
        assert row.key == key
        assert row.title and row.legal_basis and row.source and row.who_applies and row.who_grants, key
        assert row.breach_means.endswith("."), key
        assert row.against_person or row.against_place, key


def test_what_domain_marks_as_general_knowledge_says_check_locally():
    for row in KINDS.values():
        if "GK" in row.source:
            assert row.check_locally, row.key


def test_every_kind_of_the_catalogue_is_there():
    assert {
        "pre_charge_bail",
        "post_charge_bail",
        "released_under_investigation",
        "civil_injunction",
        "s222_injunction",
        "inherent_injunction",
        "sro",
        "shpo",
        "cawn",
        "stro",
        "stpo",
        "closure_notice",
        "closure_order",
        "hotel_notice",
        "cbo",
        "licensing_action",
        "recovery_order",
        "police_protection",
        "other",
    } <= set(KINDS)


@pytest.mark.parametrize(
    ("key", "day", "words"),
    [
        ("sro", date(2015, 3, 7), "There was no such measure before 8 March 2015"),
        ("civil_injunction", date(2014, 1, 1), "There was no such measure before 23 March 2015"),
        ("cbo", date(2014, 10, 19), "There was no such measure before 20 October 2014"),
    ],
)
def test_a_kind_that_did_not_exist_yet_is_refused_by_the_day_of_the_event(key, day, words):
    assert KINDS[key].why_not_on(day)[0].startswith(words)


# What the police, a court without any Act, a landlord or a platform always could.
WITHOUT_AN_ACT = {
    "released_under_investigation",
    "inherent_injunction",
    "tenancy_action",
    "visit",
    "platform_report",
    "other",
}


def test_every_kind_but_those_of_no_act_has_the_day_it_began_with_its_source():
    assert {key for key, row in KINDS.items() if not row.regimes} == WITHOUT_AN_ACT
    for row in KINDS.values():
        days = [regime.since for regime in row.regimes]
        assert days == sorted(set(days)), row.key
        assert all(regime.source and regime.words.endswith(".") for regime in row.regimes), row.key


@pytest.mark.parametrize("key", sorted(KINDS.keys() - WITHOUT_AN_ACT))
def test_no_measure_is_made_before_its_act_began_and_each_from_that_day_on(key):
    first = KINDS[key].regimes[0].since
    (sentence,) = KINDS[key].why_not_on(first - timedelta(days=1))
    assert sentence.startswith("There was no such measure before") and "Source: " in sentence
    assert KINDS[key].why_not_on(first) == []


def test_the_law_is_chosen_by_the_day_of_the_event_and_not_by_today():
    assert KINDS["sro"].regime_on(date(2020, 1, 1)).since == date(2015, 3, 8)
    assert KINDS["sro"].regime_on(date(2023, 1, 1)).since == date(2022, 11, 29)
