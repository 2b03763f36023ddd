"""Closing on its pages: proposed by one, decided by another, reopened as a new episode."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from interventions.models import Session
from tests.factories.people import make_user
from tests.factories.posting import date_parts


def page(case, name="case_closure"):
    return reverse(name, args=[case.reference])


def proposal(case, **more):
    return {
        "reason": "C3",
        "summary": "Safer now.",
        "views": "She is glad.",
        "version": case.version,
        **date_parts("effective_on"),
        **more,
    }


def test_one_proposes_another_approves_and_the_case_is_closed(case, morag, sunita, signed_in):
    signed_in(morag).post(page(case, "propose_closure"), proposal(case))
    assert case.reference in signed_in(sunita).get(reverse("closures_waiting")).text
    answer = signed_in(sunita).post(page(case, "approve_closure"), {"version": case.version}, follow=True)
    assert "The case is closed." in answer.text
    assert not Case.objects.get(pk=case.pk).is_open


def test_a_returned_proposal_shows_its_comment_to_the_proposer(case, morag, sunita, signed_in):
    signed_in(morag).post(page(case, "propose_closure"), proposal(case))
    signed_in(sunita).post(page(case, "return_closure"), {"comment": "Ask the school.", "version": case.version})
    assert "Ask the school." in signed_in(morag).get(page(case)).text
    assert Case.objects.get(pk=case.pk).is_open


def test_returning_without_a_comment_is_refused(case, morag, sunita, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-")
    answer = signed_in(sunita).post(page(case, "return_closure"), {"comment": "", "version": case.version})
    assert "Enter what should happen before the case can close" in answer.text


def test_the_proposer_is_told_that_somebody_else_decides(case, sunita, signed_in):
    case.propose_closure(by=sunita, reason="C3", summary="Safer.", views="-")
    browser = signed_in(sunita)
    assert "A service manager other than Sunita Rao decides" in browser.get(page(case)).text
    answer = browser.post(page(case, "approve_closure"), {"version": case.version})
    assert "Somebody else must approve" in answer.text
    assert Case.objects.get(pk=case.pk).is_open


def test_an_unfinished_next_step_is_named_before_anybody_proposes(case, morag, priya, signed_in):
    Session.record(
        case,
        by=priya,
        held_at=timezone.now(),
        place="School",
        work="safety",
        child_seen_alone=True,
        what_happened="We made a plan.",
        next_step="Call her aunt",
    )
    assert "next step after direct work not finished yet" in signed_in(morag).get(page(case)).text
    answer = signed_in(morag).post(page(case, "propose_closure"), proposal(case))
    assert "not finished yet" in answer.text
    assert "Safer now." in answer.text


def test_a_transfer_names_who_accepted_and_when(case, morag, signed_in):
    answer = signed_in(morag).post(page(case, "propose_closure"), proposal(case, reason="C6"))
    assert "Enter the authority that takes over" in answer.text
    signed_in(morag).post(
        page(case, "propose_closure"),
        proposal(
            case,
            reason="C6",
            receiving_authority="Northshire",
            receiving_person="B. Field",
            **date_parts("accepted_on"),
        ),
    )
    assert case.closures.get().receiving_authority == "Northshire"


def test_two_managers_deciding_at_once_the_second_is_told_and_nothing_is_lost(case, morag, sunita, team, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-")
    seen = case.version
    case.closures.get().approve(by=sunita)
    late = make_user(role="service_manager", teams=[team])
    answer = signed_in(late).post(page(case, "return_closure"), {"comment": "Wait for court.", "version": seen})
    assert "changed the status to closed" in answer.text
    assert "Wait for court." in answer.text


@pytest.mark.parametrize("role", ["caseworker", "business_support"])
def test_who_cannot_close_is_told_whom_to_ask(case, team, morag, signed_in, role):
    person = make_user(role=role, teams=[team])
    if role == "caseworker":
        case.allocate(person, part="co_worker", by=morag)
    answer = signed_in(person).get(page(case, "propose_closure"))
    assert answer.status_code == 403
    assert "Ask Morag Ellis, practice manager." in answer.text
