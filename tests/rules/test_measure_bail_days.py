"""Days of pre-charge bail: of the court, of the return to the police station, and of bail given again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law import bail
from perpetrators.models.law.bail_stages import LAW_2017, LAW_2022, LAW_BEFORE, LAWS, Rank
from tests.factories.measures import days_ago, make_bail

DAY = timedelta(days=1)
OFFENCE = "Meeting a child after grooming"


def at_stage(stage, arrested, **facts):
    return {"offence": OFFENCE, "arrested_on": arrested, "stage": stage} | facts


def whole(stage, arrested, **more):
    return bail.end_of(LAW_2022.stage(stage), arrested, **more).day


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.key)
def test_of_every_way_through_the_stages_each_has_an_end_but_for_what_the_court_was_asked(law):
    """Every path, to a depth that passes each stage: no stage lacks a last day since 2017, and a further extension by
    the court comes after a first one."""
    arrested, paths = max(law.since, date(2010, 1, 1)), [[stage] for stage in law.for_a_record]
    for _ in range(6):
        paths = [[*path, then] for path in paths for then in following(law, path)] + paths
        paths = paths[:400]
    for path in paths:
        last = path[-1]
        end = bail.end_of(last, arrested, current_end=arrested + 400 * DAY)
        assert (end.day is None) == (law is LAW_BEFORE or last.key == "court_waiting")
        if last.onward:
            assert any(one.rank == Rank.COURT and not one.onward for one in path[:-1])


def following(law, path):
    keys = [stage.key for stage in path if stage.key != "court_waiting"]
    return law.next_after(path[-1].key, keys[-1] if keys else "")


@pytest.mark.parametrize(
    ("came_from", "offered"),
    [
        ("second", {"court"}),
        ("complex", {"court_complex"}),
        ("agency_second", {"court_complex"}),
        ("court", {"court_later"}),
        ("court_complex", {"court_later"}),
        ("court_later", {"court_later"}),
    ],
)
def test_the_court_decides_about_the_stage_at_which_it_was_asked(came_from, offered):
    assert {stage.key for stage in LAW_2022.next_after("court_waiting", came_from)} == offered


def test_an_undesignated_case_gets_12_months_from_the_court_and_a_further_extension_begins_with_that_end(man, rhys):
    arrested = days_ago(280)
    measure = make_bail(by=rhys, person=man, arrested_on=arrested, facts=at_stage("second", arrested))
    asked = measure.ends_on - 2 * DAY
    measure.extend(by=rhys, on=asked, stage="court_waiting")
    assert measure.ends_on is None
    with pytest.raises(NotYet, match="may come: “Extension by the court”"):
        measure.extend(by=rhys, stage="court_complex", rank="court")
    with pytest.raises(NotYet, match="may come"):
        measure.extend(by=rhys, stage="court_later", rank="court")
    measure.extend(by=rhys, stage="court", rank="court")
    assert measure.ends_on == whole("court", arrested)
    measure.extend(by=rhys, stage="court_later", rank="court")
    assert measure.ends_on == whole("court_later", arrested, current_end=whole("court", arrested))
    measure.refresh_from_db()
    measure.put_right(by=rhys, order_ref="MC/1")  # and nothing typed later loses that day
    assert measure.ends_on == whole("court_later", arrested, current_end=whole("court", arrested))


def test_of_a_late_decision_the_current_period_ends_on_its_day(man, rhys):
    """PACE 1984 s47ZJ(3): until the court decides the period is treated as extended."""
    arrested = days_ago(400)
    measure = make_bail(by=rhys, person=man, arrested_on=arrested, facts=at_stage("court", arrested))
    last = measure.ends_on
    measure.extend(by=rhys, on=last - DAY, stage="court_waiting")
    measure.extend(by=rhys, on=days_ago(1), stage="court_later", rank="court", longer=True)
    assert measure.ends_on == whole("court_later", arrested, current_end=days_ago(1), longer=True)


def test_a_decision_that_would_have_ended_bail_before_it_was_made_is_refused(man, rhys):
    arrested = days_ago(400)
    measure = make_bail(by=rhys, person=man, arrested_on=arrested, facts=at_stage("second", arrested))
    measure.extend(by=rhys, on=measure.ends_on, stage="court_waiting")
    with pytest.raises(NotYet, match="before the day of the decision"):
        measure.extend(by=rhys, on=days_ago(1), stage="court", rank="court")
    measure.extend(by=rhys, on=days_ago(1), stage="court", rank="court", longer=True)
    assert measure.ends_on == whole("court", arrested, longer=True)


@pytest.mark.parametrize("stage", ["court_later", "court_waiting"])
def test_bail_is_not_recorded_at_a_stage_that_follows_a_decision_of_the_court(stage, man, rhys):
    with pytest.raises(NotYet, match="follows a first extension by the court"):
        make_bail(by=rhys, person=man, arrested_on=days_ago(300), facts=at_stage(stage, days_ago(300)))


def test_the_law_of_2017_has_an_end_from_the_court():
    arrested = date(2018, 1, 10)
    ends = {key: bail.end_of(LAW_2017.stage(key), arrested) for key in ("court", "court_complex")}
    assert (ends["court"].day, ends["court_complex"].day) == (date(2018, 7, 10), date(2018, 10, 10))
    assert bail.end_of(LAW_2017.stage("court"), arrested, longer=True).day == date(2018, 10, 10)


@pytest.mark.parametrize("rank", ["custody_officer", "agency"])
def test_an_agencys_first_bail_is_given_by_a_custody_officer_too_and_its_extension_by_the_agency_alone(rank, man, rhys):
    facts = {"offence": OFFENCE, "arrested_on": days_ago(9), "agency_case": True}
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(9), authoriser_rank=rank, facts=facts)
    assert measure.ends_on == whole("agency", days_ago(9))
    with pytest.raises(NotYet, match="decided by the decision-maker of the agency"):
        measure.extend(by=rhys, stage="agency_second", rank="superintendent", conditions_met=True)


def test_an_agencys_case_is_at_a_stage_of_an_agency(man, rhys):
    with pytest.raises(NotYet, match="not a stage of a case of the FCA"):
        make_bail(by=rhys, person=man, arrested_on=days_ago(9), facts=at_stage("first", days_ago(9), agency_case=True))


def test_no_bail_runs_until_further_order_in_any_verb(man, rhys):
    with pytest.raises(NotYet, match="does not run until further order"):
        make_bail(by=rhys, person=man, arrested_on=days_ago(9), until_further_order=True)
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(9))
    with pytest.raises(NotYet, match="does not run until further order"):
        measure.vary(by=rhys, what="Keeps away.", until_further_order=True)
    with pytest.raises(NotYet, match="changes when it is extended"):
        measure.vary(by=rhys, what="Keeps away.", ends_on=days_ago(-20))
    measure.vary(by=rhys, what="Keeps away.")
    assert measure.ends_on == whole("initial", days_ago(9))


def test_a_notice_that_ends_by_a_birthday_does_not_run_until_further_order(man, rhys, tamsin):
    with pytest.raises(NotYet, match="does not run until further order"):
        Measure.record_made(
            by=rhys,
            kind="cawn",
            person=man,
            children=[tamsin],
            made_on=days_ago(1),
            until_further_order=True,
            facts={"basis": "s2", "consent_by": "Her mother"},
        )


def returns(**facts):
    return {"offence": OFFENCE, "arrested_on": days_ago(30)} | facts


def test_a_return_after_the_last_day_is_refused_and_on_it_accepted(man, rhys):
    last = whole("initial", days_ago(30))
    with pytest.raises(NotYet, match=r"cannot be after .* PACE 1984 s47\(4D\)"):
        make_bail(by=rhys, person=man, arrested_on=days_ago(30), facts=returns(return_on=last + DAY))
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30), facts=returns(return_on=last))
    with pytest.raises(NotYet, match=r"s47\(4D\)"):
        measure.put_right(by=rhys, facts={"return_on": last + DAY})
    with pytest.raises(NotYet, match=r"s47\(4D\)"):
        measure.set_return(by=rhys, return_on=last + DAY)
    assert Measure.objects.get().fact("return_on") == last


def test_an_old_day_of_return_goes_when_a_new_one_comes(man, rhys):
    soon = timezone.localdate() + 5 * DAY
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30), facts=returns(return_on=soon))
    measure.extend(by=rhys, stage="first", rank="inspector", conditions_met=True)
    assert measure.fact("return_on") is None  # it was that of the bail before
    measure.set_return(by=rhys, return_on=soon + 40 * DAY)
    assert measure.fact("return_on") == soon + 40 * DAY
    measure.extend(
        by=rhys, stage="second", rank="superintendent", conditions_met=True, return_on=measure.ends_on + 9 * DAY
    )
    measure.refresh_from_db()
    assert measure.fact("return_on") > soon + 40 * DAY


def test_bail_to_an_earlier_day_is_extended_while_the_period_runs_and_not_after_it(man, rhys):
    """PACE 1984 s47ZA(4): the day is earlier, the period is not."""
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(60), ends_on=days_ago(20))
    measure.extend(by=rhys, on=days_ago(5), stage="first", rank="inspector", conditions_met=True)
    assert measure.state == "in_force" and measure.ends_on == whole("first", days_ago(60))
    late = make_bail(by=rhys, person=man, arrested_on=days_ago(200), ends_on=days_ago(150))
    with pytest.raises(NotYet, match="This bail ended on"):
        late.extend(by=rhys, on=days_ago(5), stage="first", rank="inspector", conditions_met=True)


def test_bail_to_an_earlier_day_runs_on_to_another_day_of_return_within_the_period(man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30), ends_on=days_ago(10))
    assert measure.has_run_out
    measure.set_return(by=rhys, on=days_ago(10), return_on=days_ago(-8), station="Truro")
    assert (measure.state, measure.ends_on, measure.fact("return_on")) == ("in_force", days_ago(-8), days_ago(-8))
    other = make_bail(by=rhys, person=man, arrested_on=days_ago(30), ends_on=days_ago(10))
    with pytest.raises(NotYet, match="Record that as bail of its own"):
        other.set_return(by=rhys, on=days_ago(5), return_on=days_ago(-8))


def test_released_and_bailed_again_counts_from_the_arrest_and_not_after_the_period(man, rhys):
    again = make_bail(by=rhys, person=man, arrested_on=days_ago(60), made_on=days_ago(5))
    assert again.started_on == days_ago(59) and again.ends_on == whole("initial", days_ago(60))
    with pytest.raises(NotYet, match="could be given until"):
        make_bail(by=rhys, person=man, arrested_on=days_ago(200), made_on=days_ago(5))
    over = make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    with pytest.raises(NotYet, match="Nobody is bailed again for this arrest after it"):
        over.set_return(by=rhys, on=days_ago(5), return_on=days_ago(-5))


def test_breaking_bail_says_what_follows():
    said = Measure(kind="pre_charge_bail").row.breach_means
    for words in ("without a warrant", "not itself an offence", "s46A(1A)", "s47(6A)", "3 hours"):
        assert words in said
