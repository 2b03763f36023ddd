"""The pages of measures: what one reads, what one may do, and a sentence for everything that cannot be."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.closing import outstanding
from cases.models import Case
from cases.models.allocation import Part
from emerald.reminders.register import source_of
from perpetrators.models import Breach, Measure
from perpetrators.models.measure_document import MeasureDocument
from tests.factories.assessments import all_answered, submit
from tests.factories.children import make_case, make_child
from tests.factories.files import make_upload
from tests.factories.measures import INJUNCTION, RISK_ORDER, days_ago, make_bail, make_injunction
from tests.factories.people import make_user
from tests.factories.register import link_child, make_place
from tests.pages.form_reader import FormReader
from tests.rules.measures import man, rhys

__all__ = ["man", "rhys"]
TODAY = timezone.localdate


def words(answer):
    return " ".join(answer.text.split())


def boxes(name, day):
    """A date as its three boxes are sent."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def send(browser, address, **typed):
    """Fill in the page at `address` as a person does; what is not typed stays as the page proposes it."""
    posted = dict(FormReader(browser.get(address).text).fields)
    for name, value in typed.items():
        posted |= boxes(name, value) if isinstance(value, date) else {name: value}
    return browser.post(address, posted)


def of(measure, name, *args):
    return reverse(name, args=[measure.reference, *args])


def record_at(man, kind):
    return reverse("record_person_measure", args=[man.reference, kind])


@pytest.fixture
def officer(signed_in, rhys):
    return signed_in(rhys)


SERVED = {"served": "yes", "served_how": "By hand"}


def test_a_risk_order_is_recorded_as_made_and_served_in_one_form(officer, man, tamsin):
    answer = send(officer, record_at(man, "sro"), made_on=days_ago(3), interim="no", how_long="further",
                  fact_court="Truro", fact_act="Sent pictures.", served_on=days_ago(2), children=tamsin.pk, **SERVED)
    measure = Measure.objects.get()
    assert answer.url == measure.get_absolute_url()
    assert (measure.served_on, measure.children, measure.until_further_order) == (days_ago(2), [tamsin], True)


@pytest.mark.parametrize(("kind", "typed", "sentence"), [
    ("sro", {"how_long": "until", "ends_on": days_ago(9)}, "The last day is before the first day"),
    ("sro", {"how_long": "until", "ends_on": days_ago(5) + timedelta(days=548)}, "It lasts at least 2 years"),
    ("sro", {"how_long": "further", "served": "yes", "served_on": days_ago(6), "served_how": "By hand"},
     "The day it was served is before the day it was made"),
    ("sro", {"how_long": "further", "fact_travel_ban_until": days_ago(5) + timedelta(days=2200)}, "at most 5 years"),
    ("sro", {"how_long": "further", "made_on": date(2015, 3, 7)}, "There was no such measure before 8 March 2015"),
])
def test_what_the_law_does_not_allow_is_answered_with_a_sentence_and_the_form(kind, typed, sentence, officer, man):
    given = {"made_on": days_ago(5), "interim": "no", "served": "no", "fact_court": "Truro",
             "fact_act": "Kept as typed"}
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
    child = make_case(manager=morag, child=make_child(given_names="Wenna", date_of_birth=date(2012, 2, 29))).child
    link_child(man, child)
    answer = send(officer, record_at(man, "cawn"), made_on=TODAY(), served_on=TODAY(), children=child.pk, **NOTICE)
    shown = words(officer.get(answer.url))
    assert "28 February 2028" in shown
    assert "born on 29 February" in shown and "Child Abduction Act 1984 s2" in shown


def test_notices_for_several_children_are_recorded_from_one_form(officer, man, tamsin, morag):
    other = make_case(manager=morag, child=make_child(given_names="Wenna", date_of_birth=date(2012, 3, 1))).child
    link_child(man, other)
    answer = send(officer, record_at(man, "cawn"), made_on=TODAY(), served_on=TODAY(),
                  children=[tamsin.pk, other.pk], **NOTICE)
    assert answer.status_code == 302
    assert {measure.children[0] for measure in Measure.objects.all()} == {tamsin, other}


def test_an_interim_order_may_run_until_the_full_hearing_and_a_full_one_not(officer, man):
    given = {"made_on": days_ago(3), "how_long": "none", "served": "no", "fact_court": "Truro", "fact_act": "Pictures"}
    assert "Enter the last day, or say that it runs until further order" in words(
        send(officer, record_at(man, "sro"), interim="no", **given))
    send(officer, record_at(man, "sro"), interim="yes", **given)
    assert Measure.objects.get().state == "interim"


def test_the_officer_of_a_measure_can_be_changed(officer, man, rhys):
    measure, nia = make_injunction(by=rhys, person=man), make_user(role="police_liaison", name="Nia Trask")
    send(officer, of(measure, "put_right_measure"), officer=nia.pk, order_ref="K00TR115")
    measure.refresh_from_db()
    assert (measure.officer, measure.order_ref) == (nia, "K00TR115")


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"stage": "first", "rank": "custody_officer", "conditions_met": "on"}, "is too low for “First extension”"),
    ({"stage": "first", "rank": "inspector"}, "conditions A to D")])
def test_bail_extended_by_too_low_a_rank_is_refused_in_words(typed, sentence, officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    answer = send(officer, of(measure, "extend_measure"), on=TODAY(), authoriser="Sergeant Poole", **typed)
    assert sentence in words(answer)
    assert "Sergeant Poole" in answer.text
    assert Measure.objects.get().ends_on == measure.ends_on


def test_bail_extended_after_its_last_day_is_refused_in_words(officer, man, rhys):
    measure = make_bail(by=rhys, person=man, arrested_on=days_ago(200))
    answer = send(officer, of(measure, "extend_measure"), on=TODAY(), stage="first", rank="inspector",
                  conditions_met="on")
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
    send(officer, of(measure, "breach_outcome", measure.breaches.get().pk), proceeding="contempt",
         outcome="Committed to prison", outcome_on=days_ago(1), sentence_days=42)
    shown = words(officer.get(measure.get_absolute_url()))
    assert "Breached, still in force" in shown
    assert "Committed to prison, 42 days" in shown
    assert "beyond reasonable doubt" in shown


def test_there_are_no_conditions_on_released_under_investigation(officer, man, rhys):
    measure = Measure.record_made(by=rhys, kind="released_under_investigation", person=man, made_on=TODAY(),
                                  facts={"offence": "Grooming", "why_no_bail": "Not thought necessary."})
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


def test_a_lead_worker_proposes_and_is_offered_no_other_step(signed_in, priya, man):
    browser = signed_in(priya)
    propose = reverse("propose_person_measure", args=[man.reference, "sro"])
    answer = send(browser, propose, reason="Seen outside the school.", on=TODAY())
    shown = words(browser.get(answer.url))
    assert "Considered" in shown and "Seen outside the school." in shown
    assert "Apply for it" not in shown and "/apply/" not in shown
    assert browser.get(record_at(man, "sro")).status_code == 403


def test_another_child_of_the_measure_and_a_condition_about_them_are_counted_and_not_named(
        signed_in, man, rhys, tamsin, priya, elsewhere, owen):
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    other = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    other.allocate(owen, part=Part.LEAD, by=manager)
    link_child(man, other.child)
    measure = make_injunction(by=rhys, person=man, children=[tamsin, other.child])
    measure.add_condition(by=rhys, sort="prohibition", text="Speak to Jory", child=other.child)
    measure.add_condition(by=rhys, sort="prohibition", text="Go to the harbour")
    for reader, theirs, hidden in ((priya, "Tamsin", "Jory"), (owen, "Jory", "Tamsin")):
        shown = words(signed_in(reader).get(measure.get_absolute_url()))
        assert theirs in shown and hidden not in shown
        assert "1 more child: ask Rhys Calder, police liaison." in shown
        assert "Go to the harbour" in shown
    assert "1 more condition" in words(signed_in(priya).get(measure.get_absolute_url()))


def test_the_timeline_tells_each_step_the_newest_first(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, days=20)
    measure.vary(by=rhys, on=days_ago(4), what="May use the bus.")
    shown = words(officer.get(measure.get_absolute_url())).partition("What happened")[2]
    assert shown.index("Varied: May use the bus.") < shown.index("Served.") < shown.index("Made, until further order.")


def test_the_page_costs_the_same_for_many_children_conditions_and_steps(signed_in, morag, man, rhys, queries_of):
    def measure(number):
        children = [make_case(manager=morag, child=make_child(given_names=f"Jory {each}")).child
                    for each in range(number)]
        for child in children:
            link_child(man, child)
        made = make_injunction(by=rhys, person=man, children=children)
        for each in range(number):
            made.add_condition(by=rhys, sort="prohibition", text=f"Go to street {each}")
            made.record_breach(by=rhys, happened_on=days_ago(1), what_happened="x", reported_by="x")
        return made.get_absolute_url()

    browser = signed_in(morag)
    assert queries_of(browser, measure(1)) == queries_of(browser, measure(4)) <= 40


def test_a_measure_whose_last_day_is_over_reads_as_expired_before_the_clock_ends_it(officer, man, rhys):
    measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=days_ago(1))
    shown = words(officer.get(measure.get_absolute_url()))
    assert "Expired" in shown and "It was varied" not in shown


def test_two_people_taking_a_step_at_once_do_not_overwrite_each_other(officer, man, rhys, morag):
    measure = make_injunction(by=rhys, person=man)
    page = officer.get(of(measure, "vary_measure")).text
    measure.vary(by=morag, what="May use the bus.")
    posted = FormReader(page).fields | {"what": "Curfew from eight.", "how_long": "stays"}
    answer = officer.post(of(measure, "vary_measure"), posted)
    assert "Morag Ellis recorded: Varied: May use the bus." in words(answer)
    assert "Curfew from eight." in answer.text
    assert officer.post(of(measure, "vary_measure"), FormReader(answer.text).fields | {
        "what": "Curfew from eight.", "how_long": "stays"}).status_code == 302


def test_a_paper_is_handed_out_through_the_door_and_taken_off_with_a_reason(signed_in, officer, man, rhys, priya, owen):
    measure = make_injunction(by=rhys, person=man)
    (paper,) = MeasureDocument.add(measure, by=rhys, files=[make_upload(rhys, "Order.png")], kind="order")
    address = of(measure, "download_measure_paper", paper.pk)
    got = signed_in(priya).get(address)
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(owen).get(address).status_code == 404
    send(officer, of(measure, "take_off_measure_paper", paper.pk), because="Of another man.")
    shown = words(officer.get(measure.get_absolute_url()))
    assert "Taken off" in shown and "Of another man." in shown


def test_after_a_breach_the_workers_are_asked_to_look_at_the_risk_until_they_did(
        signed_in, man, rhys, tamsin, case, priya, morag):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    due = source_of("risk_after_breach").due
    assert not due().exists()
    measure.record_breach(by=rhys, happened_on=days_ago(2), what_happened="x", reported_by="x")
    assert [row[0] for row in due()] == [case.pk]
    home = words(signed_in(priya).get(reverse("case", args=[case.reference])))
    assert "Look at the risk again: a measure that protects the child was broken" in home
    submit(case, by=priya, level="medium", answers=all_answered("possible"))
    assert not due().exists()


def test_a_case_closes_only_after_its_live_measures_were_looked_at(man, rhys, tamsin, case):
    measure = make_injunction(by=rhys, person=man, days=60, children=[tamsin])
    (sentence,) = [one for one in outstanding(case) if measure.reference in one]
    assert "stays when the case closes" in sentence and "review it first" in sentence
    measure.review(by=rhys)
    assert not [one for one in outstanding(case) if measure.reference in one]
    assert Case.objects.filter(pk=case.pk).exists()


def test_measures_of_a_person_that_are_not_shown_are_counted(signed_in, man, rhys, priya, tamsin, team, elsewhere):
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    other = make_case(manager=manager, child=make_child(given_names="Jory"))
    link_child(man, other.child)
    make_injunction(by=rhys, person=man, children=[other.child])
    mine = Measure.record_made(by=rhys, kind="sro", person=man, made_on=days_ago(2), until_further_order=True,
                               facts=RISK_ORDER)
    shown = words(signed_in(priya).get(reverse("person_measures", args=[man.reference])))
    assert mine.reference in shown
    assert "1 more measure: ask Rhys Calder" in shown
    assert INJUNCTION["court"] not in shown
