"""The page of a measure: who reads what, what one may do there, and what follows from it elsewhere."""

from django.urls import reverse
from django.utils import timezone

from cases.closing import outstanding
from cases.models import Case
from cases.models.access.allocation import Part
from emerald.reminders.register import source_of
from perpetrators.models import Measure
from perpetrators.models.measures.document import MeasureDocument
from tests.factories.assessments import all_answered, submit
from tests.factories.children import make_case, make_child
from tests.factories.files import make_upload
from tests.factories.measures import INJUNCTION, RISK_ORDER, days_ago, make_injunction
from tests.factories.people import make_user
from tests.factories.register import link_child
from tests.pages.form_reader import FormReader
from tests.pages.measure_forms import of, officer, record_at, send, words

__all__ = ["officer"]
TODAY = timezone.localdate


def test_a_lead_worker_proposes_and_is_offered_no_other_step(signed_in, priya, man):
    browser = signed_in(priya)
    propose = reverse("propose_person_measure", args=[man.reference, "sro"])
    answer = send(browser, propose, reason="Seen outside the school.", on=TODAY())
    shown = words(browser.get(answer.url))
    assert "Considered" in shown and "Seen outside the school." in shown
    assert "Apply for it" not in shown and "/apply/" not in shown
    assert browser.get(record_at(man, "sro")).status_code == 403


def test_another_child_of_the_measure_and_a_condition_about_them_are_counted_and_not_named(
    signed_in, man, rhys, tamsin, priya, elsewhere, owen
):
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
        children = [
            make_case(manager=morag, child=make_child(given_names=f"Jory {each}")).child for each in range(number)
        ]
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
    offered, _, before_it_ran_out = shown.partition("Something happened before it ran out")
    assert "Expired" in offered and "It was varied" not in offered and "It was varied" in before_it_ran_out
    for address in (man.get_absolute_url(), reverse("person_measures", args=[man.reference])):
        shown = words(officer.get(address))
        assert "Expired" in shown and "In force" not in shown, address


def test_two_people_taking_a_step_at_once_do_not_overwrite_each_other(officer, man, rhys, morag):
    measure = make_injunction(by=rhys, person=man)
    page = officer.get(of(measure, "vary_measure")).text
    measure.vary(by=morag, what="May use the bus.")
    posted = FormReader(page).fields | {"what": "Curfew from eight.", "how_long": "stays"}
    answer = officer.post(of(measure, "vary_measure"), posted)
    assert "Morag Ellis recorded: Varied: May use the bus." in words(answer)
    assert "Curfew from eight." in answer.text
    assert (
        officer.post(
            of(measure, "vary_measure"),
            FormReader(answer.text).fields | {"what": "Curfew from eight.", "how_long": "stays"},
        ).status_code
        == 302
    )


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
    signed_in, man, rhys, tamsin, case, priya, morag
):
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
    mine = Measure.record_made(
        by=rhys, kind="sro", person=man, made_on=days_ago(2), until_further_order=True, facts=RISK_ORDER
    )
    shown = words(signed_in(priya).get(reverse("person_measures", args=[man.reference])))
    assert mine.reference in shown
    assert "1 more measure: ask Rhys Calder" in shown
    assert INJUNCTION["court"] not in shown
