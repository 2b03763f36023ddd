"""Allocating, ending, linking, handing over."""

import pytest
from django.urls import reverse

from cases.models import Case
from cases.models.access.handing_over import hand_over
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts


def page(case, name="allocate", *more):
    return reverse(name, args=[case.reference, *more])


def posted(case, part, worker, **more):
    return {"part": part, part: worker.pk, "version": case.version, **date_parts("on"), **more}


def test_a_manager_allocates_a_new_lead_who_sees_the_case_while_the_old_one_no_longer_does(
    case, morag, priya, team, signed_in
):
    jo = make_user(role="caseworker", name="Jo Vance", teams=[team])
    answer = signed_in(morag).post(page(case), posted(case, "lead", jo, hand_over_note="Tuesdays."), follow=True)
    assert "Jo Vance is now lead worker." in answer.text
    assert "Tuesdays." in answer.text
    assert signed_in(jo).get(page(case, "case")).status_code == 200
    assert signed_in(priya).get(page(case, "case")).status_code == 404


def test_only_fitting_colleagues_can_be_chosen(case, morag, owen, sunita, signed_in):
    text = signed_in(morag).get(page(case)).text
    assert "Owen Marsh" not in text
    for unfit in (owen, sunita):
        answer = signed_in(morag).post(page(case), posted(case, "lead", unfit))
        assert "There is a problem" in answer.text
    assert Case.objects.get(pk=case.pk).lead.name == "Priya Nair"


def test_a_linked_professional_sees_what_their_role_gives(case, morag, signed_in):
    police = make_user(role="police_liaison", name="Cass Hume")
    signed_in(morag).post(page(case), posted(case, "linked", police))
    browser = signed_in(police)
    assert browser.get(page(case, "case_child")).status_code == 200
    assert browser.get(page(case, "record_session")).status_code == 403


def test_a_victims_lead_cannot_be_ended_without_a_successor(morag, team, signed_in):
    case = make_case(manager=morag, status="victim")
    lead = case.allocations.get()
    answer = signed_in(morag).post(
        page(case, "end_allocation", lead.pk), {"reason": "left", "note": "Off to Leeds.", **date_parts("on")}
    )
    assert "A victim always has a lead worker." in answer.text
    assert "Off to Leeds." in answer.text


def test_an_allocation_of_another_case_is_not_found_under_this_one(case, morag, signed_in):
    other = make_case(manager=morag, status="victim").allocations.get()
    assert signed_in(morag).get(page(case, "end_allocation", other.pk)).status_code == 404


def test_a_leavers_cases_are_handed_over_together(case, morag, priya, team, signed_in):
    more = [make_case(manager=morag, status="victim", lead=priya) for _ in range(3)]
    kept = more.pop()
    jo = make_user(role="caseworker", name="Jo Vance", teams=[team])
    address = reverse("hand_over", args=[priya.pk])
    answer = signed_in(morag).post(
        address,
        {"cases": [case.pk, *[one.pk for one in more]], "to": jo.pk, "note": "See the plan.", **date_parts("on")},
        follow=True,
    )
    assert "3 cases handed over to Jo Vance." in answer.text
    assert {one.lead for one in Case.objects.filter(pk__in=[case.pk, *[one.pk for one in more]])} == {jo}
    assert Case.objects.get(pk=kept.pk).lead == priya
    assert set(Case.objects.visible_to(priya)) == {kept}


def test_only_cases_one_manages_can_be_handed_over(case, morag, priya, elsewhere, signed_in):
    stranger = make_user(role="practice_manager", teams=[elsewhere])
    jo = make_user(role="caseworker", teams=[elsewhere])
    address = reverse("hand_over", args=[priya.pk])
    assert case.reference not in signed_in(stranger).get(address).text
    signed_in(stranger).post(address, {"cases": [case.pk], "to": jo.pk, **date_parts("on")})
    assert Case.objects.get(pk=case.pk).lead == priya


@pytest.mark.parametrize("number", [2, 12])
def test_handing_over_costs_the_same_number_of_queries_whatever_the_number_of_cases(
    number, morag, priya, team, django_assert_max_num_queries
):
    for _ in range(number):
        make_case(manager=morag, status="victim", lead=priya)
    jo = make_user(role="caseworker", teams=[team])
    with django_assert_max_num_queries(47):
        hand_over(Case.objects.visible_to(morag), leaver=priya, to=jo, by=morag)


def test_somebody_with_cases_is_noted_where_their_access_is_ended(case, priya, signed_in):
    admin = make_user(role="system_administrator")
    text = signed_in(admin).get(reverse("end_access", args=[priya.pk])).text
    assert "1 case is still allocated to Priya Nair" in text
    assert case.reference not in text
    assert reverse("hand_over", args=[priya.pk]) not in text


def test_a_manager_finds_the_way_to_hand_over_on_the_persons_page(case, morag, priya, signed_in):
    assert reverse("hand_over", args=[priya.pk]) in signed_in(morag).get(reverse("person", args=[priya.pk])).text
