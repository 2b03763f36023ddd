"""Saying that a link or a step of the law was recorded by mistake and deciding it, as those who do it see it."""

from datetime import date

import pytest
from django.urls import reverse

from perpetrators.models import PersonMistake
from tests.factories.register import make_officer, make_place
from tests.pages.measure_forms import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(team):
    return make_officer("Ines Corrie", teams=[team])


@pytest.fixture
def charge(man, rhys):
    return man.record_legal(by=rhys, step="charge", on=date(2026, 3, 4), offence="Theft")


def test_one_officer_says_it_of_a_charge_and_another_decides(man, charge, rhys, second, signed_in):
    mine, page = signed_in(rhys), man.get_absolute_url()
    correct = reverse("correct_legal", args=[man.reference, charge.pk])
    day = {"on_day": "4", "on_month": "3", "on_year": "2026", "version": man.version}
    answer = mine.post(correct, day | {"step": "taken_back", "because": "Another man"}, follow=True)
    assert "It counts until a second person who keeps this record agrees." in answer.text
    shown = words(answer)
    assert f"{rhys.name} says that it was recorded by mistake: Another man" in shown and "Charged: Theft" in shown
    assert "A second person who keeps this record decides." in shown and correct not in answer.text
    decide = reverse("decide_person_mistake", args=[man.reference, PersonMistake.objects.get().pk])
    assert "You said so yourself" in words(mine.get(decide))
    theirs = signed_in(second)
    assert decide in theirs.get(page).text
    asked = words(theirs.get(decide))
    assert "The charge of 4 March 2026" in asked and "Another man" in asked
    assert theirs.post(decide, {"agrees": "yes"}).status_code == 302
    shown = words(theirs.get(page))
    assert "Ines Corrie decided on" in shown and "Charged: Theft" not in shown
    assert theirs.get(decide).status_code == 302


def test_a_link_taken_back_as_a_mistake_is_decided_on_the_case(man, case, priya, morag, signed_in):
    link = man.links.get(child=case.child)
    take_back = reverse("take_back_person_link", args=[man.reference, link.pk])
    said = {"because": "Another man", "version": link.version}
    refused = signed_in(priya).post(take_back, said)
    assert "Select whether it was recorded by mistake" in refused.text and "Another man" in refused.text
    answer = signed_in(priya).post(take_back, said | {"mistaken": "yes"}, follow=True)
    assert "A second person decides whether it was a mistake." in answer.text
    manager, page = signed_in(morag), reverse("case_disruption", args=[case.reference])
    decide = reverse("decide_link_mistake", args=[case.reference, PersonMistake.objects.get().pk])
    shown = manager.get(page)
    assert f"{priya.name} took back the link to {man.reference} as recorded by mistake: Another man" in words(shown)
    assert decide in shown.text
    refused = manager.post(decide, {"agrees": "no", "because": ""})
    assert refused.status_code == 200 and "Enter why it stands." in refused.text
    assert manager.post(decide, {"agrees": "no", "because": "Her aunt knows him."}).status_code == 302
    assert man.name in signed_in(priya).get(page).text


def test_whoever_cannot_decide_about_the_child_is_shown_nothing_of_it(man, case, rhys, priya, signed_in):
    PersonMistake.say_of_link(man.links.get(child=case.child), by=rhys, reason="Another man")
    shown = signed_in(priya).get(reverse("case_disruption", args=[case.reference])).text
    assert "recorded by mistake" not in shown and man.reference not in shown
    decide = reverse("decide_link_mistake", args=[case.reference, PersonMistake.objects.get().pk])
    assert signed_in(priya).get(decide).status_code == 403


def test_a_link_to_a_place_says_on_the_person_that_it_waits_for_a_second_keeper(man, rhys, second, signed_in):
    link = man.link(by=rhys, place=make_place(area=man.area, by=rhys), nature="Works there")
    said = PersonMistake.say_of_link(link, by=rhys, reason="Another man")
    decide = reverse("decide_person_mistake", args=[man.reference, said.pk])
    shown = signed_in(second).get(man.get_absolute_url())
    assert decide in shown.text and "Taken back" in words(shown)
    assert "it opens what it opened before" in words(signed_in(second).get(decide))
