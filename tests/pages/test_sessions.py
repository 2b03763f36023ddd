"""Direct work on its pages: recorded, listed, read, and its next step finished."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Case
from interventions.models import Session
from tests.factories.children import close
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.pages.costs import questions
from tests.pages.posted_session import DAY, TEXT, page, typed


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
    answer = signed_in(priya).post(
        page(case, "finish_next_step", session.pk), {"outcome": "A taxi from now on.", **date_parts("on")}
    )
    assert "This next step has been finished already." in answer.text
    assert "A taxi from now on." in answer.text


def test_a_next_step_cannot_be_finished_before_its_session(case, priya, signed_in):
    session = make_session(case, by=priya, next_step="Call school")
    answer = signed_in(priya).post(
        page(case, "finish_next_step", session.pk),
        {"outcome": "Done.", **date_parts("on", timezone.localdate() - 9 * DAY)},
    )
    assert "The day it was done cannot be before the session" in answer.text


def test_on_a_closed_case_there_is_no_button_and_the_sentence_says_why(case, priya, morag, sunita, signed_in):
    close(case, morag, sunita)
    shown = signed_in(priya).get(page(case)).text
    assert "This case was closed. Ask a manager to reopen it before you record direct work." in shown
    assert page(case, "record_session") not in shown


def test_an_older_page_of_sessions_follows_by_key(case, priya, signed_in):
    held = [
        make_session(case, by=priya, held_at=timezone.now() - DAY * number, place=f"Place {number}.")
        for number in range(1, 28)
    ]
    browser = signed_in(priya)
    first, older = browser.get(page(case)).text, browser.get(page(case) + f"?after={held[24].pk}").text
    assert "Place 25." in first
    assert "Place 26." not in first
    assert "Place 25." not in older
    assert "Place 27." in older
    assert browser.get(page(case) + "?after=nonsense").status_code == 200


def test_the_list_asks_8_questions_however_many_sessions(case, priya, signed_in):
    """5 of the door, 1 for the sessions, 1 for the next steps, 1 for what is planned; the budget is 12."""
    browser = signed_in(priya)
    one = make_session(case, by=priya, next_step="Call school")
    for more in (4, 95):
        Session.objects.bulk_create(
            Session(
                case=case,
                held_at=one.held_at - timedelta(minutes=n),
                place="At school",
                work="safety",
                child_seen_alone=False,
                what_happened=TEXT,
                next_step="Call",
                recorded_by=priya,
            )
            for n in range(more)
        )
        assert questions(browser, page(case))[0] == 8
    assert case.sessions.count() == 100
