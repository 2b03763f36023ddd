"""The page on which the days of a measure are put right."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.words import day_in_words
from perpetrators.models import Measure
from perpetrators.models.law.durations import birthday
from perpetrators.models.measures.period import mend_periods
from tests.factories.measures import days_ago, make_bail, make_injunction
from tests.pages.measure_forms import boxes, of, officer, send, words
from tests.reports.periods import periods

__all__ = ["officer"]
TODAY = timezone.localdate
COURT = {"court": "Truro Magistrates’ Court"}
BECAUSE = {"note": "The order says otherwise."}


def test_the_page_says_what_changed_with_the_old_and_the_new_day_and_so_does_the_history(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, days=30)
    page = words(officer.get(measure.get_absolute_url()))
    assert "Correct the days" in page
    answer = send(officer, of(measure, "correct_days_measure"), made_on=date(2026, 3, 2), **BECAUSE)
    assert answer.url == measure.get_absolute_url()
    page = words(officer.get(answer.url))
    assert page.count("made: 2 March 2026 (was ") + page.count("Made: 2 March 2026 (was ") == 2
    assert "The order says otherwise." in page and "Rhys Calder" in page


def test_a_corrected_arrest_brings_its_law_and_no_other_question_of_days_changes_anything(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=date(2022, 10, 28))
    made = boxes("made_on", date(2022, 10, 20))
    send(officer, of(measure, "correct_days_measure"), fact_arrested_on=date(2022, 10, 20), **made, **BECAUSE)
    measure.refresh_from_db()
    assert (measure.facts["regime"], measure.ends_on) == ("2017", date(2022, 11, 17))
    assert "28 days, then 3 months" in words(officer.get(measure.get_absolute_url()))


def test_what_is_sent_as_it_stands_changes_no_day(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY() + timedelta(days=50))
    before = Measure.objects.values().get()
    answer = send(officer, of(measure, "correct_days_measure"), **BECAUSE)
    assert "No day was changed" in words(answer)
    assert Measure.objects.values().get() == before


def test_without_a_reason_nothing_is_saved_and_what_was_typed_is_still_there(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, days=30)
    answer = send(officer, of(measure, "correct_days_measure"), made_on=date(2026, 3, 2))
    assert "Enter why the days are corrected" in words(answer)
    assert 'value="2026"' in answer.text and Measure.objects.get().made_on == days_ago(30)


def test_of_what_is_only_considered_the_days_so_far_are_asked(officer, man, rhys):
    measure = Measure.propose(by=rhys, kind="sro", person=man, on=days_ago(9))
    page = officer.get(of(measure, "correct_days_measure")).text
    assert "considered_on_day" in page
    assert "made_on_day" not in page and "applied_on_day" not in page and "how_long" not in page
    send(officer, of(measure, "correct_days_measure"), considered_on=days_ago(12), **BECAUSE)
    assert Measure.objects.get().considered_on == days_ago(12)


def test_an_order_until_further_order_gets_a_last_day_and_the_other_way_round(officer, man, rhys):
    measure, last = make_injunction(by=rhys, person=man, days=30), TODAY() + timedelta(days=30)
    send(officer, of(measure, "correct_days_measure"), how_long="until", ends_on=last, **BECAUSE)
    assert (Measure.objects.get().ends_on, Measure.objects.get().until_further_order) == (last, False)
    send(officer, of(measure, "correct_days_measure"), how_long="further", **BECAUSE)
    assert (Measure.objects.get().ends_on, Measure.objects.get().until_further_order) == (None, True)


def test_the_day_it_was_discharged_can_be_corrected(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, days=30)
    measure.discharge(by=rhys, on=days_ago(2), consent=True)
    send(officer, of(measure, "correct_days_measure"), ended_on=days_ago(5), **BECAUSE)
    assert Measure.objects.get().ended_on == days_ago(5)


def test_after_what_became_known_of_a_child_the_page_asks_somebody_to_look(officer, man, rhys, tamsin, case, priya):
    (notice,) = Measure.serve_notices(by=rhys, person=man, children=[tamsin], basis="s2", served_on=days_ago(20))
    assert "Say that you looked at it" not in officer.get(notice.get_absolute_url()).text
    child = type(tamsin).objects.get(pk=tamsin.pk)
    child.change(by=priya, through=case, date_of_birth=birthday(days_ago(5), -16))
    page = words(officer.get(notice.get_absolute_url()))
    assert "Its days changed on" in page and "Say that you looked at it" in page
    assert "Measure to look at" in words(officer.get(reverse("due")))
    send(officer, of(notice, "look_at_measure"), note="A risk order is applied for.")
    page = words(officer.get(notice.get_absolute_url()))
    assert "Its days changed on" not in page and "A risk order is applied for." in page


class TestInterimOrder:
    """Its days, once the order in full was made."""

    def made(self, man, rhys):
        said = {"by": rhys, "kind": "civil_injunction", "person": man, "until_further_order": True, "facts": COURT}
        interim = {"ends_on": days_ago(5), "until_further_order": None, "interim": True}
        measure = Measure.record_made(**said | interim, made_on=days_ago(30), served_on=days_ago(29), served_how="-")
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        return measure

    def test_the_page_shows_its_days_and_they_are_corrected_there(self, officer, man, rhys):
        measure = self.made(man, rhys)
        address = of(measure, "correct_interim_days_measure")
        page = officer.get(measure.get_absolute_url())
        assert f"{day_in_words(days_ago(30))} to {day_in_words(days_ago(11))}" in words(page) and address in page.text
        measure.record_breach(by=rhys, happened_on=days_ago(28), what_happened="Seen there", reported_by="Mother")
        answer = send(officer, address, first_day=days_ago(25), served_on=days_ago(24), **BECAUSE)
        assert answer.status_code == 302
        shown = words(officer.get(answer.url))
        assert f"first day: {day_in_words(days_ago(25))} (was {day_in_words(days_ago(30))})" in shown
        assert f"Look at the breach of {day_in_words(days_ago(28))}" in shown
        assert (True, days_ago(25), days_ago(11), days_ago(24)) in periods(measure)
        assert mend_periods() == 0

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"first_day": days_ago, "ago": 10}, "the interim order began before"),
            ({"last_day": days_ago, "ago": 31}, "cannot be before its first"),
            ({"served_on": days_ago, "ago": 31}, "served before its first day"),
        ],
    )
    def test_days_that_cannot_be_are_refused(self, said, sentence, officer, man, rhys):
        measure = self.made(man, rhys)
        day = {name: say(said["ago"]) for name, say in said.items() if name != "ago"}
        answer = send(officer, of(measure, "correct_interim_days_measure"), **day, **BECAUSE)
        assert answer.status_code == 200 and sentence in words(answer)

    def test_of_a_measure_without_one_there_is_nothing_to_correct(self, officer, man, rhys):
        measure = make_injunction(by=rhys, person=man, days=30)
        assert "Interim order before it" not in words(officer.get(measure.get_absolute_url()))
        answer = send(officer, of(measure, "correct_interim_days_measure"), first_day=days_ago(20), **BECAUSE)
        assert "There is no interim order before" in words(answer)

    def test_what_nobody_changed_says_so(self, officer, man, rhys):
        answer = send(officer, of(self.made(man, rhys), "correct_interim_days_measure"), **BECAUSE)
        assert "No day was changed" in words(answer)
