"""Direct work on its pages: recorded, listed, read, and its next step finished."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.models.allocation import Part
from interventions.models import Session
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.pages.costs import questions

DAY = timedelta(days=1)
TEXT = "She talked about the yellow house by the canal"


def page(case, name="case_sessions", *more):
    return reverse(name, args=[case.reference, *more])


def typed(day=None, **more):
    """What a caseworker types about a session just before midnight of yesterday, unless `day` says otherwise."""
    return {"time": "11:50pm", "place": "At school", "work": "safety", "attendance": "held",
            "child_seen_alone": "yes",
            "what_happened": TEXT, "childs_words": "I feel safe there", "next_step": "", "next_step_on_day": "",
            "next_step_on_month": "", "next_step_on_year": "",
            **date_parts("day", day or timezone.localdate() - DAY), **more}


def linked(case, role, *, by):
    someone = make_user(role=role, name="Kit Ferrar")
    case.allocate(someone, part=Part.LINKED, by=by)
    return someone


def close(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.").approve(by=sunita)


def test_a_session_is_recorded_and_stands_in_the_list_the_chronology_and_the_header(case, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(page(case, "record_session"), typed(), follow=True)
    assert "Session recorded." in answer.text
    assert TEXT in answer.text
    assert "Last seen yesterday" in answer.text
    sentence = "Priya Nair saw the child alone: safety planning (At school)."
    assert sentence in browser.get(page(case, "case_chronology")).text
    assert Case.objects.get(pk=case.pk).last_seen_on == timezone.localdate() - DAY


def test_what_was_recorded_can_be_read_in_full(case, priya, signed_in):
    browser = signed_in(priya)
    browser.post(page(case, "record_session"), typed(next_step="Call school"))
    shown = browser.get(page(case, "session", case.sessions.get().pk)).text
    for words in (TEXT, "I feel safe there", "Call school", "Safety planning", "11:50pm"):
        assert words in shown


@pytest.mark.parametrize(("missing", "sentence"), [
    ("place", "Enter where the session was"),
    ("work", "Select what the session was for"),
    ("attendance", "Select whether the session took place"),
    ("child_seen_alone", "Select whether you saw the child alone"),
    ("what_happened", "Enter what happened"),
    ("time", "Enter the time it started"),
    ("day_month", "The day of the session must include a month"),
])
def test_each_missing_answer_has_its_sentence_and_the_rest_is_kept(case, priya, signed_in, missing, sentence):
    answer = signed_in(priya).post(page(case, "record_session"), {**typed(), missing: ""})
    assert sentence in answer.text
    assert "I feel safe there" in answer.text
    assert not case.sessions.exists()


@pytest.mark.parametrize(("parts", "sentence"), [
    ({"day_day": "31", "day_month": "2"}, "The day of the session must be a real date"),
    ({"day_year": "99"}, "must have a year with 4 digits"),
    ({"day_year": "1889"}, "must be in 1900 or later"),
    ({"day_year": "9999"}, "must be today or in the past"),
    ({"day_day": "\x00"}, "must include a day"),
    ({"time": "25:99"}, "must be a time, like 2:30pm or 14:30"),
])
def test_an_impossible_date_or_time_is_answered_with_a_sentence(case, priya, signed_in, parts, sentence):
    answer = signed_in(priya).post(page(case, "record_session"), typed(**parts))
    assert answer.status_code == 200
    assert sentence in answer.text


@pytest.mark.parametrize(("day", "sentence"), [
    (timezone.localdate() - 61 * DAY, "The session is before the case opened"),
    (timezone.localdate() - 9999 * DAY, "The session is before the child was born."),
])
def test_a_day_the_rules_refuse_is_said_beside_the_date(case, priya, signed_in, day, sentence):
    form = signed_in(priya).post(page(case, "record_session"), typed(day=day)).text
    assert f'href="#id_day_day">{sentence}' in " ".join(form.split())


def test_a_next_step_before_the_session_is_said_beside_its_date(case, priya, signed_in):
    early = date_parts("next_step_on", timezone.localdate() - 9 * DAY)
    form = signed_in(priya).post(page(case, "record_session"), typed(next_step="Call", **early)).text
    assert 'href="#id_next_step_on_day">The next step cannot be due before the session.' in " ".join(form.split())


def test_a_next_step_may_be_due_in_the_future_and_then_waits_on_top_of_the_list(case, priya, signed_in):
    soon = date_parts("next_step_on", timezone.localdate() + 7 * DAY)
    answer = signed_in(priya).post(page(case, "record_session"), typed(next_step="Call school", **soon), follow=True)
    assert "Next steps waiting" in answer.text
    assert "in 7 days" in answer.text


def test_a_next_step_is_finished_on_its_page(case, priya, signed_in):
    session = make_session(case, by=priya, next_step="Call school")
    finish = page(case, "finish_next_step", session.pk)
    assert "Call school" in signed_in(priya).get(finish).text
    answer = signed_in(priya).post(finish, {"outcome": "A taxi from now on.", **date_parts("on")}, follow=True)
    assert "Next step finished." in answer.text
    assert "Next steps waiting" not in answer.text
    assert "A taxi from now on." in signed_in(priya).get(page(case, "session", session.pk)).text


def test_a_next_step_somebody_finished_meanwhile_is_said_and_the_text_is_kept(case, priya, signed_in):
    session = make_session(case, by=priya, next_step="Call school")
    session.finish_next_step(by=priya, on=timezone.localdate(), outcome="Done.")
    answer = signed_in(priya).post(page(case, "finish_next_step", session.pk),
                                   {"outcome": "A taxi from now on.", **date_parts("on")})
    assert "This next step has been finished already." in answer.text
    assert "A taxi from now on." in answer.text


def test_a_next_step_cannot_be_finished_before_its_session(case, priya, signed_in):
    session = make_session(case, by=priya, next_step="Call school")
    answer = signed_in(priya).post(page(case, "finish_next_step", session.pk), {
        "outcome": "Done.", **date_parts("on", timezone.localdate() - 9 * DAY)})
    assert "The day it was done cannot be before the session" in answer.text


def test_on_a_closed_case_there_is_no_button_and_the_sentence_says_why(case, priya, morag, sunita, signed_in):
    close(case, morag, sunita)
    shown = signed_in(priya).get(page(case)).text
    assert "This case was closed. Ask a manager to reopen it before you record direct work." in shown
    assert page(case, "record_session") not in shown


def test_a_case_closed_while_somebody_typed_says_so_and_keeps_every_word(case, priya, morag, sunita, signed_in):
    browser = signed_in(priya)
    browser.get(page(case, "record_session"))
    close(case, morag, sunita)
    answer = browser.post(page(case, "record_session"), typed(next_step="Call school", once=str(uuid4())))
    assert answer.text.count("This case was closed.") == 1
    for words in (TEXT, "I feel safe there", "Call school", "At school", "11:50pm"):
        assert words in answer.text
    assert not case.sessions.exists()


@pytest.mark.parametrize("role", ["camhs_practitioner", "police_liaison"])
def test_a_linked_professional_hears_of_a_session_without_its_text(case, priya, morag, signed_in, role):
    session = make_session(case, by=priya, what_happened=TEXT, childs_words="Yellow", next_step="Call school")
    browser = signed_in(linked(case, role, by=morag))
    for name in ("case_sessions", "case_chronology"):
        shown = browser.get(page(case, name)).text
        assert "Priya Nair saw the child alone: safety planning (At school)." in shown
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
    assert browser.post(page(case, "finish_next_step", session.pk),
                        {"outcome": "Done.", **date_parts("on")}).status_code == 404
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


def test_a_form_posted_twice_records_once(case, priya, signed_in):
    browser, posted = signed_in(priya), typed(once=str(uuid4()))
    first, second = (browser.post(page(case, "record_session"), posted) for _ in range(2))
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert case.sessions.count() == 1


def test_back_in_the_browser_with_another_text_records_both(case, priya, signed_in):
    browser, once = signed_in(priya), str(uuid4())
    browser.post(page(case, "record_session"), typed(once=once))
    browser.post(page(case, "record_session"), typed(once=once, what_happened="Another hour of the same day"))
    assert case.sessions.count() == 2


def test_extra_fields_in_the_post_change_nothing(case, priya, owen, morag, signed_in):
    other = make_case(manager=morag)
    signed_in(priya).post(page(case, "record_session"), typed(
        case=other.pk, case_id=other.pk, recorded_by=owen.pk, state="closed", held_at="2001-01-01", pk=7, id=7,
        next_step_done_on="2026-01-01"))
    session = Session.objects.get()
    assert (session.case, session.recorded_by, session.held_on) == (case, priya, timezone.localdate() - DAY)
    assert session.next_step_done_on is None
    assert Case.objects.get(pk=case.pk).state == "at_risk"


@pytest.mark.parametrize("text", [
    "Brave 💚👩‍👧 girl", "قالت إنها بخير", "<script>alert(1)</script>",
    "Tom & Jo's \"house\""])
def test_any_language_and_any_script_is_kept_and_shown_as_text(case, priya, signed_in, text):
    browser = signed_in(priya)
    browser.post(page(case, "record_session"), typed(what_happened=text, childs_words=text, place=text, next_step=text))
    session = case.sessions.get()
    assert {session.what_happened, session.childs_words, session.place, session.next_step} == {text}
    for address in (page(case), page(case, "session", session.pk), page(case, "case_chronology"),
                    page(case, "record_session")):
        assert "<script>alert" not in browser.get(address).text


def test_a_megabyte_is_answered_with_its_limit_and_none_of_it_is_lost(case, priya, signed_in):
    answer = signed_in(priya).post(page(case, "record_session"), typed(what_happened="x" * 1_000_000))
    assert "What happened must be 100,000 characters or fewer – yours has 1,000,000" in answer.text
    assert "x" * 1_000_000 in answer.text


@pytest.mark.parametrize("question", ["what_happened", "childs_words", "place", "next_step"])
def test_a_null_character_is_answered_with_a_sentence_and_the_text_kept(case, priya, signed_in, question):
    answer = signed_in(priya).post(page(case, "record_session"), typed(**{question: "before\x00after"}))
    assert "a null character" in answer.text
    assert "beforeafter" in answer.text


def test_an_older_page_of_sessions_follows_by_key(case, priya, signed_in):
    held = [make_session(case, by=priya, held_at=timezone.now() - DAY * number, place=f"Place {number}.")
            for number in range(1, 28)]
    browser = signed_in(priya)
    first, older = browser.get(page(case)).text, browser.get(page(case) + f"?before={held[24].pk}").text
    assert "Place 25." in first
    assert "Place 26." not in first
    assert "Place 25." not in older
    assert "Place 27." in older
    assert browser.get(page(case) + "?before=nonsense").status_code == 200


def test_the_list_asks_9_questions_however_many_sessions(case, priya, signed_in):
    """6 of the door, 1 for the sessions, 1 for the next steps, 1 for what is planned; the budget is 12."""
    browser = signed_in(priya)
    one = make_session(case, by=priya, next_step="Call school")
    for more in (4, 95):
        Session.objects.bulk_create(
            Session(case=case, held_at=one.held_at - timedelta(minutes=n), place="At school", work="safety",
                    child_seen_alone=False, what_happened=TEXT, next_step="Call", recorded_by=priya)
            for n in range(more))
        assert questions(browser, page(case))[0] == 9
    assert case.sessions.count() == 100
