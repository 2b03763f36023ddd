"""Every day of a measure can be put right, by a step that works out anew what follows and says what changed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import ChronologyEntry
from emerald.guards import NotYet, NotYours
from perpetrators.models import Measure
from perpetrators.models.law import bail
from perpetrators.models.law.bail_stages import LAW_2022
from tests.factories.measures import RISK_ORDER, days_ago, make_bail, make_injunction
from tests.factories.register import make_person

TODAY = timezone.localdate
BECAUSE = "The custody record says otherwise."


def sro(rhys, man, **said):
    given = {"made_on": days_ago(20), "until_further_order": True, "facts": RISK_ORDER}
    return Measure.record_made(by=rhys, kind="sro", person=man, **given | said)


def correct(measure, rhys, **said):
    return measure.correct_days(by=rhys, note=BECAUSE, **said)


class TestTheLawOfTheArrest:
    def test_an_arrest_before_28_october_2022_brings_the_law_before_it(self, man, rhys):
        measure = make_bail(by=rhys, person=man, arrested_on=date(2022, 10, 28))
        assert (measure.facts["regime"], measure.ends_on) == ("2022", date(2023, 1, 28))
        event = correct(measure, rhys, made_on=date(2022, 10, 27), facts={"arrested_on": date(2022, 10, 27)})
        measure.refresh_from_db()
        assert (measure.facts["regime"], measure.started_on) == ("2017", date(2022, 10, 28))
        assert measure.ends_on == date(2022, 11, 24)  # 28 days beginning with the day after the arrest
        assert (measure.state, measure.ended_on) == ("expired", date(2022, 11, 25))
        assert "Arrests since 28 October 2022" in event.sentence.replace("arrests", "Arrests")
        assert "day of the arrest: 27 October 2022 (was 28 October 2022)" in event.sentence.lower().replace(
            "october", "October"
        )

    def test_an_arrest_before_3_april_2017_has_no_limit(self, man, rhys):
        measure = make_bail(by=rhys, person=man, arrested_on=date(2017, 4, 3))
        assert measure.ends_on == date(2017, 5, 1)
        correct(measure, rhys, made_on=date(2017, 4, 2), facts={"arrested_on": date(2017, 4, 2)})
        measure.refresh_from_db()
        assert (measure.facts["regime"], measure.ends_on, measure.state) == ("before", None, "in_force")

    def test_a_stage_the_new_law_does_not_have_is_refused_and_nothing_changes(self, man, rhys):
        measure = make_bail(by=rhys, person=man, arrested_on=date(2022, 10, 28))
        measure.extend(by=rhys, on=date(2023, 1, 20), stage="first", rank="inspector", conditions_met=True)
        measure.extend(by=rhys, on=date(2023, 4, 20), stage="second", rank="superintendent", conditions_met=True)
        before = Measure.objects.values().get()
        with pytest.raises(NotYet, match="Say also at which stage it is"):
            correct(measure, rhys, made_on=date(2022, 10, 1), facts={"arrested_on": date(2022, 10, 1)})
        assert Measure.objects.values().get() == before
        said = {"arrested_on": date(2022, 10, 1), "stage": "initial"}
        measure = Measure.objects.get()
        measure.authoriser_rank = ""
        correct(measure, rhys, made_on=date(2022, 10, 1), facts=said)
        measure.refresh_from_db()
        assert measure.ends_on == date(2022, 10, 29)

    def test_within_one_law_each_extension_is_counted_from_the_right_arrest(self, man, rhys):
        measure = make_bail(by=rhys, person=man, arrested_on=days_ago(60))
        measure.extend(by=rhys, on=days_ago(1), stage="first", rank="inspector", conditions_met=True)
        correct(measure, rhys, made_on=days_ago(63), facts={"arrested_on": days_ago(63)})
        measure.refresh_from_db()
        assert measure.facts["stage"] == "first"
        assert measure.ends_on == bail.end_of(LAW_2022.stage("first"), days_ago(63)).day
        assert measure.served_on == days_ago(63)  # bail binds without being served

    def test_a_return_to_bail_is_put_right_with_its_old_and_new_day(self, man, rhys):
        facts = {"offence": "Grooming", "arrested_on": days_ago(9), "return_on": TODAY() + timedelta(9)}
        measure = make_bail(by=rhys, person=man, arrested_on=days_ago(9), facts=facts)
        event = correct(measure, rhys, facts={"return_on": TODAY() + timedelta(12)})
        assert measure.fact("return_on") == TODAY() + timedelta(12)
        assert "(was " in event.sentence
        correct(measure, rhys, facts={"return_on": None})
        assert "return_on" not in Measure.objects.get().facts


class TestWhatFollows:
    def test_the_first_day_and_the_review_follow_the_day_it_was_made(self, man, rhys):
        measure = make_injunction(by=rhys, person=man, days=30)
        correct(measure, rhys, made_on=days_ago(33), served_on=days_ago(31))
        measure.refresh_from_db()
        assert (measure.started_on, measure.served_on) == (days_ago(33), days_ago(31))

    def test_a_first_day_that_was_set_stays(self, man, rhys):
        measure = sro(rhys, man, started_on=days_ago(10))
        correct(measure, rhys, made_on=days_ago(19))
        assert measure.started_on == days_ago(10)

    def test_a_last_day_in_the_past_ends_it_and_one_ahead_has_it_in_force_again(self, man, rhys):
        measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY() + timedelta(days=9))
        correct(measure, rhys, ends_on=days_ago(3))
        assert (measure.state, measure.ended_on) == ("expired", days_ago(2))
        correct(measure, rhys, ends_on=TODAY())
        assert (measure.state, measure.ended_on) == ("in_force", None)
        assert [event.step for event in measure.events.order_by("version")][-3:] == [
            "correct_days",
            "expired",
            "correct_days",
        ]

    def test_what_was_broken_before_it_ran_out_is_broken_again(self, man, rhys):
        measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY())
        measure.record_breach(by=rhys, happened_on=days_ago(5), what_happened="Seen there", reported_by="Mother")
        correct(measure, rhys, ends_on=days_ago(3))
        correct(measure, rhys, ends_on=TODAY())
        assert measure.state == "breached"

    def test_until_further_order_and_a_last_day_take_each_others_place(self, man, rhys):
        measure = make_injunction(by=rhys, person=man)
        correct(measure, rhys, ends_on=TODAY() + timedelta(days=30))
        assert (measure.until_further_order, measure.ends_on) == (False, TODAY() + timedelta(days=30))
        correct(measure, rhys, ends_on=None, until_further_order=True)
        assert (measure.until_further_order, measure.ends_on) == (True, None)

    def test_the_day_it_was_discharged_is_put_right(self, man, rhys):
        measure = make_injunction(by=rhys, person=man)
        measure.discharge(by=rhys, on=days_ago(4), consent=True)
        correct(measure, rhys, ended_on=days_ago(9))
        assert measure.ended_on == days_ago(9)
        assert measure.periods.get().last_day == days_ago(10)
        for day, words in ((days_ago(31), "cannot have stopped before"), (TODAY() + timedelta(2), "future")):
            with pytest.raises(NotYet, match=words):
                correct(measure, rhys, ended_on=day)
        with pytest.raises(NotYet, match="Enter the day from which"):
            correct(measure, rhys, ended_on=None)

    def test_a_step_can_be_recorded_before_the_day_that_was_wrong(self, man, rhys):
        measure = make_injunction(by=rhys, person=man, days=10)
        correct(measure, rhys, made_on=days_ago(30), served_on=days_ago(30))
        measure.discharge(by=rhys, on=days_ago(20), consent=True)
        assert measure.ended_on == days_ago(20)

    def test_a_breach_on_a_day_on_which_it_no_longer_bound_is_named(self, man, rhys):
        measure = make_injunction(by=rhys, person=man, days=30)
        measure.record_breach(by=rhys, happened_on=days_ago(25), what_happened="Seen there", reported_by="Mother")
        event = correct(measure, rhys, made_on=days_ago(20), served_on=days_ago(20))
        assert "Look at the breach of" in event.sentence
        assert (
            "Look at the breach of" not in correct(measure, rhys, made_on=days_ago(29), served_on=days_ago(29)).sentence
        )


class TestWhatIsSaid:
    def test_the_history_has_old_and_new_day_who_and_why(self, man, rhys, tamsin):
        measure = sro(rhys, man, children=[tamsin])
        event = correct(measure, rhys, made_on=date(2026, 3, 3))
        assert "Made: 3 March 2026 (was " in event.sentence.replace("made:", "Made:")
        assert (event.by, event.note, event.step) == (rhys, BECAUSE, "correct_days")
        line = ChronologyEntry.objects.of_kind("disruption").newest_first().first()
        assert "Days corrected" in line.sentence and "Tamsin" not in line.sentence

    def test_nobody_corrects_a_day_without_saying_why_or_without_changing_one(self, man, rhys):
        measure = sro(rhys, man)
        with pytest.raises(NotYet, match="Say why"):
            measure.correct_days(by=rhys, made_on=days_ago(19))
        with pytest.raises(NotYet, match="No day was changed"):
            correct(measure, rhys, made_on=days_ago(20))

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"made_on": None}, "Enter the day it was made"),
            ({"made_on": date(2030, 1, 1)}, "future"),
            ({"served_on": date(2020, 1, 1)}, "before the day it was made"),
            ({"ends_on": date(2020, 1, 1), "until_further_order": False}, "before the first day"),
            ({"made_on": date(2015, 3, 7), "started_on": date(2015, 3, 7)}, "no such measure before"),
        ],
    )
    def test_what_cannot_be_true_is_refused_and_nothing_changes(self, man, rhys, said, words):
        measure = sro(rhys, man)
        before = Measure.objects.values().get()
        with pytest.raises(NotYet, match=words):
            correct(measure, rhys, **said)
        assert Measure.objects.values().get() == before

    def test_a_lead_worker_corrects_no_days(self, man, rhys, priya, case, tamsin):
        measure = sro(rhys, man, children=[tamsin])
        with pytest.raises(NotYours):
            correct(measure, priya, made_on=days_ago(19))

    def test_the_days_of_what_is_only_considered_are_put_right_too(self, man, rhys, team):
        person = make_person(area=team, officer=rhys)
        measure = Measure.propose(by=rhys, kind="sro", person=person, on=days_ago(9))
        measure.apply(by=rhys, on=days_ago(5))
        correct(measure, rhys, considered_on=days_ago(12), applied_on=days_ago(8))
        assert (measure.considered_on, measure.applied_on) == (days_ago(12), days_ago(8))
        measure.refuse(by=rhys, on=days_ago(7))
        assert measure.state == "refused"
