"""The forms of measures: what is recorded, and a sentence for everything that cannot be."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from perpetrators.models import Breach, Measure
from tests.days import Later
from tests.factories.children import BORN, LEAP_DAY, make_case, make_child
from tests.factories.measures import days_ago, make_bail, make_injunction
from tests.factories.people import make_user
from tests.factories.register import link_child, make_place
from tests.pages.measure_forms import SERVED, of, officer, record_at, send, words

__all__ = ["officer"]
TODAY = timezone.localdate


def test_a_risk_order_is_recorded_as_made_and_served_in_one_form(officer, man, tamsin):
    answer = send(
        officer,
        record_at(man, "sro"),
        made_on=days_ago(3),
        interim="no",
        how_long="further",
        fact_court="Truro",
        fact_act="Sent pictures.",
        served_on=days_ago(2),
        children=tamsin.pk,
        **SERVED,
    )
    measure = Measure.objects.get()
    assert answer.url == measure.get_absolute_url()
    assert (measure.served_on, measure.children, measure.until_further_order) == (days_ago(2), [tamsin], True)


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("sro", {"how_long": "until", "ends_on": Later(lambda: days_ago(9))}, "The last day is before the first day"),
        (
            "sro",
            {"how_long": "until", "ends_on": Later(lambda: days_ago(5) + timedelta(days=548))},
            "It lasts at least 2 years",
        ),
        (
            "sro",
            {"how_long": "further", "served": "yes", "served_on": Later(lambda: days_ago(6)), "served_how": "By hand"},
            "The day it was served is before the day it was made",
        ),
        (
            "sro",
            {"how_long": "further", "fact_travel_ban_until": Later(lambda: days_ago(5) + timedelta(days=2200))},
            "at most 5 years",
        ),
        ("sro", {"how_long": "further", "made_on": date(2015, 3, 7)}, "There was no such measure before 8 March 2015"),
    ],
)
def test_what_the_law_does_not_allow_is_answered_with_a_sentence_and_the_form(kind, typed, sentence, officer, man):
    given = {
        "made_on": days_ago(5),
        "interim": "no",
        "served": "no",
        "fact_court": "Truro",
        "fact_act": "Kept as typed",
    }
    answer = send(officer, record_at(man, kind), **given | typed)
    assert sentence in words(answer)
    assert "Kept as typed" in answer.text
    assert not Measure.objects.exists()


@pytest.fixture
def jory(morag, man):
    """A child of 16, linked to the man."""
    born = date(TODAY().year - 16, 1, 1)
    child = make_case(manager=morag, child=make_child(given_names="Jory", date_of_birth=born)).child
    link_child(man, child)
    return child


NOTICE = {"how_long": "worked_out", "fact_basis": "s2", "fact_consent_by": "Her mother", **SERVED}


def test_a_warning_notice_under_section_2_for_a_child_of_16_is_refused_with_the_last_day(officer, man, jory):
    answer = send(officer, record_at(man, "cawn"), made_on=TODAY(), served_on=TODAY(), children=jory.pk, **NOTICE)
    assert "protects a child under 16: the last day was 31 December" in words(answer)
    assert "Her mother" in answer.text
    assert not Measure.objects.exists()


def test_a_warning_notice_for_a_child_born_on_29_february_says_how_its_last_day_was_found(officer, man, morag):
    child = make_case(manager=morag, child=make_child(given_names="Wenna", date_of_birth=LEAP_DAY)).child
    link_child(man, child)
    answer = send(officer, record_at(man, "cawn"), made_on=TODAY(), served_on=TODAY(), children=child.pk, **NOTICE)
    shown = words(officer.get(answer.url))
    assert f"28 February {LEAP_DAY.year + 16}" in shown
    assert "born on 29 February" in shown and "Child Abduction Act 1984 s2" in shown


def test_notices_for_several_children_are_recorded_from_one_form(officer, man, tamsin, morag):
    other = make_case(manager=morag, child=make_child(given_names="Wenna", date_of_birth=BORN)).child
    link_child(man, other)
    answer = send(
        officer, record_at(man, "cawn"), made_on=TODAY(), served_on=TODAY(), children=[tamsin.pk, other.pk], **NOTICE
    )
    assert answer.status_code == 302
    assert {measure.children[0] for measure in Measure.objects.all()} == {tamsin, other}


def test_an_interim_order_may_run_until_the_full_hearing_and_a_full_one_not(officer, man):
    given = {"made_on": days_ago(3), "how_long": "none", "served": "no", "fact_court": "Truro"}
    assert "Enter the last day, or say that it runs until further order" in words(
        send(officer, record_at(man, "civil_injunction"), interim="no", **given)
    )
    send(officer, record_at(man, "civil_injunction"), interim="yes", **given)
    assert Measure.objects.get().state == "interim"


def test_an_interim_risk_order_is_not_offered_until_the_full_hearing(officer, man):
    assert "Until the full hearing" not in officer.get(record_at(man, "sro")).text


def test_the_officer_of_a_measure_can_be_changed(officer, man, rhys):
    measure, nia = make_injunction(by=rhys, person=man), make_user(role="police_liaison", name="Nia Trask")
    send(officer, of(measure, "put_right_measure"), officer=nia.pk, order_ref="K00TR115")
    measure.refresh_from_db()
    assert (measure.officer, measure.order_ref) == (nia, "K00TR115")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"stage": "first", "rank": "custody_officer", "conditions_met": "on"}, "is too low for “First extension”"),
        ({"stage": "first", "rank": "inspector"}, "conditions A to D"),
    ],
)
def test_bail_extended_by_too_low_a_rank_is_refused_in_words(typed, sentence, officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    answer = send(officer, of(measure, "extend_measure"), on=TODAY(), authoriser="Sergeant Poole", **typed)
    assert sentence in words(answer)
    assert "Sergeant Poole" in answer.text
    assert Measure.objects.get().ends_on == measure.ends_on


def test_bail_extended_after_its_last_day_is_refused_in_words(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    answer = send(
        officer, of(measure, "extend_measure"), on=TODAY(), stage="first", rank="inspector", conditions_met="on"
    )
    assert "This bail ended on" in words(answer)


def test_the_page_of_bail_offers_the_next_stage_with_who_decides_and_the_source(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    shown = words(officer.get(of(measure, "extend_measure")))
    assert "First extension: inspector" in shown
    assert "Second extension" not in shown
    assert "PACE 1984" in shown


BROKEN = {"what_happened": "Waited by the gate.", "reported_by": "Her aunt", "arrested": "no", "proceeding": "none"}


def test_a_breach_before_service_is_refused_and_what_was_typed_stays(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, served_on=None)
    assert "not served yet" in words(officer.get(of(measure, "record_breach")))
    answer = send(officer, of(measure, "record_breach"), happened_on=days_ago(1), **BROKEN)
    assert "not served yet" in words(answer)
    assert "Waited by the gate." in answer.text
    measure.serve(by=rhys, on=days_ago(2), served_how="By hand")
    answer = send(officer, of(measure, "record_breach"), happened_on=days_ago(3), **BROKEN)
    assert "cannot have been broken on" in words(answer)
    assert not Breach.objects.exists()


def test_a_breach_is_shown_with_what_it_means_and_its_outcome(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man)
    assert send(officer, of(measure, "record_breach"), happened_on=days_ago(3), **BROKEN).status_code == 302
    send(
        officer,
        of(measure, "breach_outcome", measure.breaches.get().pk),
        proceeding="contempt",
        outcome="Committed to prison",
        outcome_on=days_ago(1),
        sentence_days=42,
    )
    shown = words(officer.get(measure.get_absolute_url()))
    assert "Breached, still in force" in shown
    assert "Committed to prison, 42 days" in shown
    assert "beyond reasonable doubt" in shown


def test_there_are_no_conditions_on_released_under_investigation(officer, man, rhys):
    measure = Measure.record_made(
        by=rhys,
        kind="released_under_investigation",
        person=man,
        made_on=TODAY(),
        facts={"offence": "Grooming", "why_no_bail": "Not thought necessary."},
    )
    shown = words(officer.get(measure.get_absolute_url()))
    assert "This protects nobody" in shown
    assert "Add<span" not in shown.partition("Conditions")[2].partition("Breaches")[0]
    answer = send(officer, of(measure, "add_condition"), sort="prohibition", text="Not to speak to her", on=TODAY())
    assert "There are no conditions" in words(answer)
    assert "Not to speak to her" in answer.text


def test_what_is_general_knowledge_says_check_locally(officer, man):
    assert "Check locally." in officer.get(record_at(man, "s222_injunction")).text


def test_every_kind_can_be_opened_to_propose_and_to_record(officer, man, team, rhys):
    place = make_place(area=team, by=rhys)
    for start, key in (("person", man.reference), ("place", place.reference)):
        chosen = officer.get(reverse(f"choose_{start}_measure", args=[key])).text
        links = {piece.partition('"')[0] for piece in chosen.split('href="')[1:] if "/measures/new/" in piece}
        pages = [link for link in links if link.endswith(("/propose/", "/record/"))]
        assert len(pages) > 10
        for link in pages:
            assert officer.get(link).status_code == 200, link


def test_a_kind_that_does_not_exist_or_does_not_fit_is_not_there(officer, man):
    for kind in ("nothing", "hotel_notice"):
        assert officer.get(record_at(man, kind)).status_code == 404


@pytest.mark.parametrize("kind", ["dispersal", "visit", "platform_report", "slavery_duty"])
def test_of_what_was_done_on_one_day_no_other_last_day_is_asked(kind, officer, man):
    page = words(officer.get(record_at(man, kind)))
    assert "That day alone" in page and "No last day" not in page and "A day sooner" not in page
    send(officer, record_at(man, kind), made_on=days_ago(3), how_long="worked_out", fact_what="They went there.")
    assert Measure.objects.get().ends_on == days_ago(3)
