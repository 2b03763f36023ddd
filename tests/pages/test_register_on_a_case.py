"""The tab "Disruption" of a case: each role reads as much as its rights on the case say.

Source: DOMAIN.md section 7, rows "suspect identity, links" and "measures, breaches".
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.words import day_in_words
from perpetrators.models import PersonOfConcern
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person

pytestmark = pytest.mark.django_db
PERSON = {
    "given_names": "Dale",
    "family_name": "Orchard",
    "born": "unknown",
    "sex": "M",
    "also_a_child": "unknown",
    "ethnicity_known": "no",
    "ethnicity_why_unknown": "Nobody could say",
    "nationality_known": "no",
    "nationality_why_unknown": "Nobody asked",
    "nature": "Gave her a phone",
    "confidence": "suspected",
}


@pytest.fixture
def man(team, rhys, tamsin, case):
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin, nature="Gave her a phone")
    return person


@pytest.fixture
def notice(man, team, rhys, tamsin):
    made = make_measure(area=team, by=rhys, person=man)
    made.protected.create(child=tamsin)
    return made


@pytest.fixture
def tab(case, signed_in):
    return lambda user: signed_in(user).get(reverse("case_disruption", args=[case.reference])).text


def test_a_worker_reads_who_is_of_concern_and_what_protects_the_child(man, notice, priya, tab):
    page = tab(priya)
    assert "Dale Orchard" in page and man.get_absolute_url() in page and "Gave her a phone" in page
    assert notice.reference in page and notice.get_absolute_url() in page and "In force" in page
    assert "Record a person of concern" in page


def test_business_support_hears_of_the_measure_and_of_nobody(man, notice, team, tab):
    page = tab(make_user(role="business_support", name="Kit Amory", teams=[team]))
    assert notice.reference in page and "of concern to this child" not in page
    assert "Dale" not in page and man.reference not in page and "Record a person" not in page


def test_a_missing_children_coordinator_hears_the_name_and_no_more(man, notice, case, morag, tab):
    coordinator = make_user(role="missing_coordinator", name="Kit Amory")
    case.allocate(coordinator, part="linked", by=morag)
    page = tab(coordinator)
    assert "Dale Orchard" in page and notice.reference in page
    assert "Gave her a phone" not in page and man.get_absolute_url() not in page


def test_intelligence_with_conditions_is_not_read_on_the_tab_either(man, rhys, priya, tab):
    man.links.get().change(
        by=rhys, is_intelligence=True, source_grade="2", assessed="C", handling="C", handling_conditions="Ask first"
    )
    theirs = tab(priya)
    assert "There is police intelligence with handling conditions. Ask Rhys Calder" in theirs
    assert "Gave her a phone" not in theirs
    assert "Gave her a phone" in tab(rhys)


def test_a_measure_not_in_force_any_more_stays_to_be_read(man, notice, team, rhys, tamsin, priya, tab):
    over = make_measure(area=team, by=rhys, person=man, state="expired")
    over.protected.create(child=tamsin)
    page = tab(priya)
    assert page.index(notice.reference) < page.index("Measures not in force") < page.index(over.reference)


def test_a_measure_that_begins_later_is_not_among_those_in_force(man, team, rhys, tamsin, priya, tab):
    first = timezone.localdate() + timedelta(days=3)
    later = make_measure(area=team, by=rhys, person=man, started_on=first)
    later.protected.create(child=tamsin)
    in_force, _, ahead = tab(priya).partition("Made, and beginning later")
    assert "No measure in force names this child" in in_force and later.reference not in in_force
    assert later.reference in ahead and f"Begins on {day_in_words(first)}" in ahead


def test_the_tab_costs_the_same_however_much_there_is(
    man, notice, team, rhys, tamsin, case, priya, signed_in, queries_of
):
    browser, address = signed_in(priya), reverse("case_disruption", args=[case.reference])
    before = queries_of(browser, address)
    for number in range(4):
        person = make_person(area=team, officer=rhys, family_name=f"Rowe {number}")
        link_child(person, tamsin)
        make_measure(area=team, by=rhys, person=person).protected.create(child=tamsin)
    assert queries_of(browser, address) == before


def test_a_worker_records_a_person_from_the_case_and_reads_what_happens_next(case, priya, signed_in):
    browser, address = signed_in(priya), reverse("record_person_of_case", args=[case.reference])
    assert (
        "Enter a name, or what they are called"
        in browser.post(address, PERSON | {"given_names": "", "family_name": ""}).text
    )
    answer = browser.post(address, PERSON, follow=True)
    made = PersonOfConcern.objects.get()
    assert f"{made.reference} was recorded." in answer.text and "Ask a police liaison officer" in answer.text
    assert made.links.get().nature == "Gave her a phone"


def test_somebody_on_the_register_already_is_linked_by_whoever_may_see_them(man, morag, priya, signed_in):
    from_elsewhere = PersonOfConcern.objects.create(
        reference="PC-2026-0099", family_name="Rowe", area=man.area, recorded_by=morag
    )
    address = reverse("link_person_of_case", args=[man.links.get().child.cases.get().reference])
    page = (
        signed_in(priya)
        .post(address, {"other": from_elsewhere.reference, "nature": "Drives her", "confidence": "suspected"})
        .text
    )
    assert "No person of concern that you may record about has that name or reference" in page
    linked = signed_in(priya).post(address, {"other": "orchard", "nature": "Drives her", "confidence": "suspected"})
    assert "linked to this person already" in linked.text


def test_a_record_nobody_looks_after_is_what_the_manager_does_next(man, case, morag, priya, signed_in):
    address, sentence = reverse("case", args=[case.reference]), "Decide which police liaison officer is responsible for"
    assert sentence not in signed_in(morag).get(address).text
    PersonOfConcern.objects.update(officer=None)
    assert f"{sentence} {man.reference}" in signed_in(morag).get(address).text
    assert sentence not in signed_in(priya).get(address).text


def test_whoever_takes_the_last_link_back_is_led_away_from_a_page_that_is_no_longer_theirs(man, case, priya, signed_in):
    browser, link = signed_in(priya), man.links.get(child=case.child)
    answer = browser.post(
        reverse("take_back_person_link", args=[man.reference, link.pk]),
        {"because": "Another man", "mistaken": "no", "version": link.version},
        follow=True,
    )
    assert answer.redirect_chain == [(reverse("register"), 302)]
    assert "The link was taken back" in answer.text
