"""Opening a case for a new child, and the next episode of a known one."""

import re

from django.urls import reverse

from cases.models import Case
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.pages.posted_opening import BORN, LOOK, NEW, look, opening


def close(case, sunita, morag):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="He is glad.").approve(by=sunita)
    return Case.objects.get(pk=case.pk)


def test_a_known_child_without_an_open_case_gets_a_new_episode(case, morag, sunita, priya, signed_in):
    browser, closed = signed_in(morag), close(case, sunita, morag)
    link = reverse("next_episode", args=[closed.reference])
    assert link in browser.post(LOOK, look(given_names="Tamsin", family_name="Quillfeather")).text
    posted = {"status": "at_risk", "lead": priya.pk, "rationale": "Back.", **date_parts("opened_on")}
    answer = browser.post(link, posted)
    again = Case.objects.latest("pk")
    assert answer.url == reverse("case", args=[again.reference])
    assert (again.child, again.episode, again.lead, closed.state) == (case.child, 2, priya, "closed")


def test_a_second_reopening_is_told_of_the_first_and_keeps_what_was_typed(case, morag, sunita, signed_in):
    closed = close(case, sunita, morag)
    closed.reopen(by=morag, status="at_risk", rationale="First.")
    answer = signed_in(sunita).post(
        reverse("next_episode", args=[closed.reference]),
        {"status": "at_risk", "rationale": "Second.", **date_parts("opened_on")},
    )
    assert "This child has an open case already." in answer.text
    assert "Second." in answer.text


def test_opening_without_a_search_leads_to_the_search(morag, signed_in):
    browser = signed_in(morag)
    for answer in (browser.get(NEW), browser.post(NEW, look()), browser.post(NEW, look(looked="1:made-up"))):
        assert answer.url == LOOK


def test_what_was_searched_for_is_carried_into_the_opening_form_and_not_into_an_address(morag, signed_in):
    browser = signed_in(morag)
    posted = opening(browser, morag.teams.get(), nhs_number="943 476 5919")
    answer = browser.post(NEW, {name: posted[name] for name in (*look(), "nhs_number", "looked")})
    assert answer.status_code == 200
    for words in ('value="Jory"', 'value="Penhallow"', f'value="{BORN.year}"', 'value="943 476 5919"'):
        assert words in answer.text


def test_a_manager_opens_a_case_for_a_new_child(morag, priya, team, signed_in):
    browser = signed_in(morag)
    answer = browser.post(NEW, opening(browser, team, lead=priya.pk))
    case = Case.objects.get()
    assert answer.url == reverse("case", args=[case.reference])
    assert (case.child.full_name, case.child.date_of_birth) == ("Jory Penhallow", BORN)
    assert (case.lead, case.team) == (priya, team)
    assert re.fullmatch(r"EM-\d{4}-\d{4}", case.reference)


def test_a_hidden_match_needs_somebody_to_be_asked_and_keeps_who(morag, sunita, team, elsewhere, signed_in):
    make_case(team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    browser = signed_in(morag)
    posted = opening(browser, team)
    refused = browser.post(NEW, posted).text
    assert "Tick the box once you have asked and know that this is a different child" in refused
    assert "Older men wait for him at the gate." in refused
    browser.post(NEW, {**posted, "asked_first": "on", "whom_asked": "Sunita Rao by telephone"})
    case = Case.objects.get(team=team)
    assert "Sunita Rao by telephone" in case.state_changes.get().rationale
    assert "It was asked first" in case.entries.first().sentence


def test_a_number_of_another_childs_is_kept_and_in_question(morag, team, elsewhere, signed_in):
    make_case(team=elsewhere, child=make_child(family_name="Abernathy-Vale", nhs_number="9434765919"))
    browser = signed_in(morag)
    answer = browser.post(
        NEW, opening(browser, team, nhs_number="943 476 5919", asked_first="on", whom_asked="Sunita"), follow=True
    )
    assert "is open." in answer.text
    assert "Abernathy" not in answer.text
    assert Case.objects.get(team=team).child.in_question == ["nhs_number"]


def test_a_caseworker_cannot_open_a_case_and_is_told_who_can(priya, signed_in):
    for answer in (signed_in(priya).get(LOOK), signed_in(priya).post(NEW, look())):
        assert answer.status_code == 403
        assert "practice manager" in answer.text


def test_the_next_episode_of_an_invisible_case_is_not_there_and_gives_back_what_was_typed(case, elsewhere, signed_in):
    stranger = make_user(role="practice_manager", teams=[elsewhere])
    posted = {"rationale": "Came back.", "status": "at_risk"}
    there = signed_in(stranger).post(reverse("next_episode", args=[case.reference]), posted)
    absent = signed_in(stranger).post(reverse("next_episode", args=["EM-1999-0001"]), posted)
    assert (there.status_code, absent.status_code) == (404, 404)
    assert "Came back." in there.text
    strip = lambda answer: re.sub(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|EM-\d{4}-\d{4}', "", answer.text)  # noqa: E731
    assert strip(there) == strip(absent)
