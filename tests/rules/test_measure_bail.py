"""The stages of pre-charge bail: regimes by the day of the arrest, ranks, extensions in time. DOMAIN.md section 3.3."""

from datetime import date

import pytest

from emerald.guards import NotYet
from perpetrators.models.law import bail
from perpetrators.models.law.bail import end_of, law_for, why_not_extend
from perpetrators.models.law.bail_stages import LAW_2017, LAW_2022, LAW_BEFORE, Rank
from tests.factories.measures import days_ago, make_bail

ARREST = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("arrested", "law"),
    [
        (date(2017, 4, 2), LAW_BEFORE),
        (date(2017, 4, 3), LAW_2017),
        (date(2022, 10, 27), LAW_2017),
        (date(2022, 10, 28), LAW_2022),
        (ARREST, LAW_2022),
    ],
)
def test_the_law_follows_the_day_of_the_arrest(arrested, law):
    assert law_for(arrested) is law


@pytest.mark.parametrize(
    ("law", "stage", "arrested", "last"),
    [
        (LAW_2022, "initial", ARREST, date(2026, 4, 10)),
        (LAW_2022, "first", ARREST, date(2026, 7, 10)),
        (LAW_2022, "second", ARREST, date(2026, 10, 10)),
        (LAW_2022, "complex", ARREST, date(2027, 1, 10)),
        (LAW_2022, "agency", ARREST, date(2026, 7, 10)),
        (LAW_2022, "agency_second", ARREST, date(2027, 1, 10)),
        (LAW_2022, "court", ARREST, date(2027, 1, 10)),
        (LAW_2022, "court_complex", ARREST, date(2027, 7, 10)),
        (LAW_2017, "initial", date(2018, 1, 10), date(2018, 2, 7)),
        (LAW_2017, "first", date(2018, 1, 10), date(2018, 4, 10)),
        (LAW_2017, "complex", date(2018, 1, 10), date(2018, 7, 10)),
    ],
)
def test_each_stage_ends_where_the_law_says_counted_from_the_day_after_the_arrest(law, stage, arrested, last):
    end = end_of(law.stage(stage), arrested)
    assert end.day == last
    assert "the day after the arrest" in end.words
    assert "PACE 1984" in end.source


def test_the_court_may_find_that_a_case_needs_longer():
    assert end_of(LAW_2022.stage("court"), ARREST, longer=True).day == date(2027, 7, 10)
    assert end_of(LAW_2022.stage("court_complex"), ARREST, longer=True).day == date(2028, 1, 10)


def test_later_extensions_of_the_court_count_from_the_last_end():
    later = LAW_2022.stage("court_later")
    assert end_of(later, ARREST, current_end=date(2027, 1, 10)).day == date(2027, 4, 10)
    assert end_of(later, ARREST, current_end=date(2027, 1, 10), longer=True).day == date(2027, 7, 10)


def test_before_2017_there_was_no_limit():
    assert end_of(LAW_BEFORE.stage("initial"), date(2016, 5, 1)).day is None
    assert end_of(LAW_BEFORE.stage("initial"), date(2016, 5, 1), until=date(2016, 7, 1)).day == date(2016, 7, 1)


def against(
    stage,
    rank,
    *,
    law=LAW_2022,
    now_at="initial",
    on=date(2026, 4, 1),
    ends=date(2026, 4, 10),
    met=True,
    designated=False,
    asked=None,
):
    return why_not_extend(
        law,
        now_at=now_at,
        stage=law.stage(stage),
        rank=rank,
        decided_on=on,
        limit=ends,
        conditions_met=met,
        designated=designated,
        asked_on=asked,
    )


@pytest.mark.parametrize(
    ("stage", "now_at", "enough", "too_low"),
    [
        ("first", "initial", Rank.INSPECTOR, Rank.CUSTODY_OFFICER),
        ("second", "first", Rank.SUPERINTENDENT, Rank.INSPECTOR),
        ("complex", "second", Rank.ASSISTANT_CHIEF, Rank.SUPERINTENDENT),
    ],
)
def test_each_extension_takes_its_rank_or_a_higher_one(stage, now_at, enough, too_low):
    assert against(stage, enough, now_at=now_at, designated=True) == []
    assert against(stage, Rank.ASSISTANT_CHIEF, now_at=now_at, designated=True) == []
    (sentence,) = against(stage, too_low, now_at=now_at, designated=True)
    assert f"The rank of {too_low.words} is too low" in sentence
    assert "Source: PACE 1984" in sentence


def test_only_the_court_decides_the_courts_stages_and_only_an_agency_its_own():
    assert "decided by the magistrates’ court" in against("court", Rank.ASSISTANT_CHIEF, now_at="second")[0]
    assert "not by the magistrates’ court" in against("first", Rank.COURT)[0]
    assert "decided by the decision-maker of the agency" in against("agency_second", Rank.INSPECTOR, now_at="agency")[0]


def test_bail_is_not_extended_after_its_last_day():
    assert against("first", Rank.INSPECTOR, on=date(2026, 4, 10)) == []
    (sentence,) = against("first", Rank.INSPECTOR, on=date(2026, 4, 11))
    assert "This bail ended on 10 April 2026" in sentence


def test_a_court_asked_in_time_may_decide_later():
    late = {"now_at": "second", "on": date(2026, 10, 20), "ends": date(2026, 10, 10)}
    assert against("court", Rank.COURT, asked=date(2026, 10, 9), **late) == []
    assert against("court", Rank.COURT, asked=date(2026, 10, 11), **late)
    assert against("court", Rank.COURT, **late)


def test_no_stage_is_skipped():
    assert "“First extension”" in against("second", Rank.SUPERINTENDENT)[0]


def test_the_longest_police_extension_is_for_a_designated_case():
    assert "exceptionally complex" in against("complex", Rank.ASSISTANT_CHIEF, now_at="second")[0]


def test_every_police_extension_needs_conditions_a_to_d():
    assert "conditions A to D" in against("first", Rank.INSPECTOR, met=False)[0]


def test_recorded_bail_starts_on_the_day_after_the_arrest_and_says_how_its_end_was_found(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(20))
    assert measure.started_on == days_ago(19)
    assert measure.facts["stage"] == "initial"
    assert measure.facts["regime"] == "2022"
    assert "3 months beginning with" in measure.how_ended
    assert measure.served_on == measure.made_on  # it binds without being served


@pytest.mark.parametrize("said", [{"stage": "second"}, {"stage": "nonsense"}, {"agency_case": True}])
def test_a_stage_that_the_law_of_the_arrest_does_not_have_is_refused_in_a_sentence(man, rhys, said):
    arrested = date(2021, 5, 1)
    facts = {"offence": "Sexual activity with a child", "arrested_on": arrested} | said
    with pytest.raises(NotYet) as refusal:
        make_bail(by=rhys, person=man, arrested_on=arrested, facts=facts)
    assert any("no such stage of bail" in sentence for sentence in refusal.value.sentences)


def test_an_extension_moves_the_stage_and_the_end(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(60))
    before = measure.ends_on
    measure.extend(by=rhys, on=days_ago(1), stage="first", rank="inspector", conditions_met=True)
    measure.refresh_from_db()
    assert measure.ends_on == bail.end_of(LAW_2022.stage("first"), days_ago(60)).day > before
    assert measure.facts["stage"] == "first"
    assert measure.authoriser_rank == "inspector"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"stage": "first", "rank": "custody_officer", "conditions_met": True}, "too low"),
        ({"stage": "first", "rank": "inspector", "conditions_met": False}, "conditions A to D"),
        ({"stage": "second", "rank": "superintendent", "conditions_met": True}, "may come"),
    ],
)
def test_a_refused_extension_changes_nothing(man, rhys, facts, words):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(60))
    before = (measure.ends_on, measure.version, measure.events.count())
    with pytest.raises(NotYet, match=words):
        measure.extend(by=rhys, **facts)
    assert (measure.ends_on, measure.version, measure.events.count()) == before


def test_an_extension_after_expiry_is_refused_and_the_bail_is_ended(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    with pytest.raises(NotYet, match="This bail ended on"):
        measure.extend(by=rhys, stage="first", rank="inspector", conditions_met=True)


def test_an_extension_decided_in_time_and_recorded_late_is_kept(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(100))
    assert measure.has_run_out
    measure.extend(by=rhys, on=days_ago(20), stage="first", rank="inspector", conditions_met=True)
    measure.refresh_from_db()
    assert measure.state == "in_force"
    assert measure.ended_on is None
    assert [event.step for event in measure.events.order_by("version")] == ["made", "expired", "extend"]


def test_the_2017_law_holds_for_an_arrest_under_it(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=date(2018, 1, 10), made_on=date(2018, 1, 10))
    assert measure.ends_on == date(2018, 2, 7)
    assert measure.facts["regime"] == "2017"


def test_an_application_to_the_court_in_time_keeps_bail_alive_until_it_decides(man, rhys):
    measure = make_bail(
        by=rhys,
        person=man,
        arrested_on=days_ago(200),
        facts={"offence": "Meeting a child after grooming", "arrested_on": days_ago(200), "stage": "second"},
    )
    measure.extend(by=rhys, on=days_ago(1), stage="court_waiting")
    measure.refresh_from_db()
    assert measure.ends_on is None
    assert measure.is_live
    assert "Until the court decides" in measure.how_ended
