"""Who reads direct work, who hears that it took place, and who finds nothing."""

import pytest

from cases.models.access.allocation import Part
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.pages.posted_session import TEXT, page, typed


def linked(case, role, *, by):
    someone = make_user(role=role, name="Kit Ferrar")
    case.allocate(someone, part=Part.LINKED, by=by)
    return someone


@pytest.mark.parametrize("role", ["camhs_practitioner", "police_liaison"])
def test_a_linked_professional_hears_of_a_session_without_its_text(case, priya, morag, signed_in, role):
    session = make_session(case, by=priya, what_happened=TEXT, childs_words="Yellow", next_step="Call school")
    browser = signed_in(linked(case, role, by=morag))
    for name in ("case_sessions", "case_chronology"):
        shown = browser.get(page(case, name)).text
        assert "Priya Nair saw the child alone: safety planning." in shown and "At school" not in shown
        assert page(case, "session", session.pk) not in shown
        for words in (TEXT, "Yellow", "Call school"):
            assert words not in shown
    refused = browser.get(page(case, "session", session.pk))
    assert refused.status_code == 403
    assert "Ask Morag Ellis, practice manager." in refused.text
    assert TEXT not in refused.text


def test_business_support_sees_neither_the_sentence_nor_the_page(case, priya, team, signed_in):
    session = make_session(case, by=priya, what_happened=TEXT)
    browser = signed_in(make_user(role="business_support", teams=[team]))
    shown = browser.get(page(case, "case_chronology")).text
    assert "saw the child" not in shown
    assert "Direct work" not in shown
    for address in (page(case), page(case, "session", session.pk), page(case, "record_session")):
        assert browser.get(address).status_code == 403


def test_a_linked_auditor_reads_and_records_nothing(case, priya, morag, ada, signed_in):
    session = make_session(case, by=priya, what_happened=TEXT, next_step="Call school")
    case.allocate(ada, part=Part.LINKED, by=morag)
    browser = signed_in(ada)
    assert TEXT in browser.get(page(case, "session", session.pk)).text
    for address in (page(case, "record_session"), page(case, "finish_next_step", session.pk)):
        assert browser.post(address, typed()).status_code == 403
    assert case.sessions.count() == 1


def test_whoever_cannot_see_the_case_finds_nothing(case, priya, owen, signed_in):
    session = make_session(case, by=priya)
    browser = signed_in(owen)
    for address in (page(case), page(case, "session", session.pk), page(case, "record_session")):
        assert browser.get(address).status_code == 404
    assert browser.post(page(case, "record_session"), typed()).status_code == 404


def test_a_session_of_another_case_is_not_found_under_this_one(case, priya, morag, signed_in):
    other = make_case(manager=morag)
    other.allocate(priya, part=Part.LEAD, by=morag)
    session = make_session(other, by=priya, next_step="Call school")
    browser = signed_in(priya)
    for name in ("session", "finish_next_step"):
        assert browser.get(page(case, name, session.pk)).status_code == 404
    assert (
        browser.post(page(case, "finish_next_step", session.pk), {"outcome": "Done.", **date_parts("on")}).status_code
        == 404
    )
    assert other.sessions.with_next_step_open().exists()


def test_places_used_in_this_case_are_offered_and_those_of_other_cases_are_not(case, priya, morag, signed_in):
    other = make_case(manager=morag)
    other.allocate(priya, part=Part.LEAD, by=morag)
    make_session(other, by=priya, place="At the yellow house")
    for place in ("Library", "At school", "Library"):
        make_session(case, by=priya, place=place)
    shown = signed_in(priya).get(page(case, "record_session")).text
    assert shown.count('<option value="Library">') == 1
    assert "At the yellow house" not in shown
