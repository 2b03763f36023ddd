"""The pages of a session held or not, recorded late, changed, and added to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from interventions.models import Session
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_missed_session, make_old_session, make_session
from tests.pages.costs import questions

TEXT = "She talked about the yellow house by the canal"


def page(case, name, *more):
    return reverse(name, args=[case.reference, *more])


def typed(day=None, **more):
    return {"time": "0:01", "place": "At school", "work": "safety", **date_parts("day", day), **more}


def co_worker(case, team, *, by):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=by)
    return noor


def words(**more):
    return {
        "version": 1,
        "what_happened": TEXT,
        "childs_words": "",
        "others_present": "",
        "aims": "",
        "analysis": "",
        **more,
    }


def test_all_of_a_held_session_is_kept_and_what_the_worker_thinks_stands_apart(case, priya, signed_in):
    browser = signed_in(priya)
    browser.post(
        page(case, "record_session"),
        typed(
            attendance="held",
            child_seen_alone="no",
            what_happened=TEXT,
            others_present="Her aunt",
            length_minutes="45",
            aims="To agree a code word",
            analysis="She trusts her aunt.",
            why_cancelled="forgotten",
            why_missed="forgotten",
        ),
    )
    shown = browser.get(page(case, "session", case.sessions.get().pk)).text
    places = [
        shown.index(each)
        for each in (
            "Her aunt",
            "45 minutes",
            "To agree a code word",
            TEXT,
            "What the worker thinks",
            "She trusts her aunt.",
        )
    ]
    assert places == sorted(places)
    assert "forgotten" not in shown


def test_a_missed_session_is_recorded_and_leaves_the_child_unseen(case, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(
        page(case, "record_session"),
        typed(
            attendance="did_not_attend",
            why_missed="I rang. No bus ran.",
            what_happened="not asked",
            child_seen_alone="yes",
            length_minutes="nonsense",
        ),
        follow=True,
    )
    assert "Priya Nair offered a session; the child did not attend." in answer.text
    assert "I rang. No bus ran." in answer.text
    session = case.sessions.get()
    assert (session.child_seen_alone, session.what_happened, session.length_minutes) == (None, "", None)
    shown = browser.get(page(case, "session", session.pk)).text
    assert "The child did not attend" in shown
    assert "Child seen alone" not in shown


def test_a_cancelled_session_says_by_whom(case, priya, signed_in):
    browser = signed_in(priya)
    browser.post(
        page(case, "record_session"),
        typed(attendance="cancelled", cancelled_by="carer", why_cancelled="The car broke down."),
    )
    shown = browser.get(page(case, "session", case.sessions.get().pk)).text
    assert "A parent or carer" in shown
    assert "The car broke down." in shown


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"attendance": ""}, "Select whether the session took place"),
        ({"attendance": "perhaps"}, "Select one of the answers shown"),
        ({"attendance": "cancelled", "why_cancelled": "Rain"}, "Select who cancelled it"),
        ({"attendance": "cancelled", "cancelled_by": "carer"}, "Enter why it was cancelled and what was done about it"),
        ({"attendance": "did_not_attend"}, "Enter what was done about it"),
        ({"attendance": "held", "what_happened": TEXT}, "Select whether you saw the child alone"),
        ({"attendance": "held", "length_minutes": "-3"}, "The number of minutes must be 1 or more"),
        ({"attendance": "held", "length_minutes": "99999"}, "The number of minutes must be 1440 or less"),
        (
            {"attendance": "held", "length_minutes": "an hour"},
            "The number of minutes must be a whole number, such as 3",
        ),
    ],
)
def test_each_wrong_answer_has_its_sentence(case, priya, signed_in, answers, sentence):
    answer = signed_in(priya).post(page(case, "record_session"), typed(**answers))
    assert sentence in answer.text
    assert not case.sessions.exists()


def test_a_late_recording_asks_why_and_says_so(case, priya, signed_in):
    browser, day = signed_in(priya), timezone.localdate() - timedelta(days=10)
    late = typed(day, attendance="held", child_seen_alone="yes", what_happened=TEXT)
    answer = browser.post(page(case, "record_session"), late)
    assert 'href="#id_late_reason">The session was ' in " ".join(answer.text.split())
    assert TEXT in answer.text
    browser.post(page(case, "record_session"), late | {"late_reason": "I was ill."})
    session = case.sessions.get()
    assert (
        f"Recorded {session.recorded_working_days_after} working days after: I was ill."
        in browser.get(page(case, "session", session.pk)).text
    )


def test_the_author_changes_the_text_and_earlier_versions_can_be_read(case, priya, morag, signed_in):
    session = make_session(case, by=priya, what_happened="We met her ant.")
    browser = signed_in(priya)
    assert "We met her ant." in browser.get(page(case, "change_session", session.pk)).text
    answer = browser.post(
        page(case, "change_session", session.pk), words(what_happened="We met her aunt."), follow=True
    )
    assert "The text was saved." in answer.text
    for somebody in (priya, morag):
        shown = signed_in(somebody).get(page(case, "session", session.pk)).text
        for each in ("Changed once", "Version 1, written", "We met her ant.", "We met her aunt."):
            assert each in shown


def test_an_overtaken_change_shows_both_texts_and_loses_neither(case, priya, signed_in):
    session = make_session(case, by=priya, what_happened="First.")
    session.change_words(by=priya, what_happened="Second.")
    browser = signed_in(priya)
    answer = browser.post(page(case, "change_session", session.pk), words(version=1, what_happened="Third."))
    assert "Priya Nair changed this text" in answer.text
    for each in ("As it is saved now", "Second.", "What you typed", "Third."):
        assert each in answer.text
    assert Session.objects.get(pk=session.pk).what_happened == "Second."
    browser.post(page(case, "change_session", session.pk), words(version=2, what_happened="Third."))
    now = Session.objects.get(pk=session.pk)
    assert now.what_happened == "Third."
    assert [one.what_happened for one in now.earlier_versions] == ["First.", "Second."]


def test_a_text_locked_while_somebody_typed_says_so_and_keeps_every_word(case, priya, signed_in):
    session = make_old_session(case, by=priya, what_happened="First.")
    browser = signed_in(priya)
    shown = browser.get(page(case, "session", session.pk)).text
    assert page(case, "change_session", session.pk) not in shown
    assert page(case, "add_to_session", session.pk) in shown
    answer = browser.post(page(case, "change_session", session.pk), words())
    assert answer.text.count("The text was locked 24 hours after it was recorded.") == 1
    assert TEXT in answer.text
    assert page(case, "add_to_session", session.pk) in answer.text
    assert Session.objects.get(pk=session.pk).what_happened == "First."


def test_a_colleague_is_told_whose_text_it_is_and_adds_to_it(case, priya, morag, team, signed_in):
    session = make_session(case, by=priya, what_happened="First.")
    browser = signed_in(co_worker(case, team, by=morag))
    assert page(case, "change_session", session.pk) not in browser.get(page(case, "session", session.pk)).text
    answer = browser.post(page(case, "change_session", session.pk), words())
    assert "Only Priya Nair, who recorded this session, can change its text." in answer.text
    assert Session.objects.get(pk=session.pk).what_happened == "First."
    answer = browser.post(page(case, "add_to_session", session.pk), {"text": "School rang me."}, follow=True)
    assert "School rang me." in answer.text
    assert "Noor Haddad, " in answer.text
    assert "Noor Haddad added to the record of a session." in browser.get(page(case, "case_chronology")).text


def test_on_a_closed_case_the_text_stays_and_can_be_added_to(case, priya, morag, sunita, signed_in):
    session = make_session(case, by=priya)
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.").approve(by=sunita)
    browser = signed_in(priya)
    assert "the text stays as it was then" in browser.post(page(case, "change_session", session.pk), words()).text
    answer = browser.post(page(case, "add_to_session", session.pk), {"text": "It was Tuesday."}, follow=True)
    assert "It was Tuesday." in answer.text


@pytest.mark.parametrize("name", ["change_session", "add_to_session"])
def test_managers_read_both_and_write_neither(case, priya, morag, signed_in, name):
    session = make_session(case, by=priya)
    session.add("Later.", by=priya)
    browser = signed_in(morag)
    shown = browser.get(page(case, "session", session.pk)).text
    assert "Later." in shown
    assert page(case, name, session.pk) not in shown
    assert browser.post(page(case, name, session.pk), words(text="x")).status_code == 403
    assert session.addenda.count() == 1


@pytest.mark.parametrize("name", ["change_session", "add_to_session"])
def test_whoever_cannot_see_the_case_finds_nothing(case, priya, owen, signed_in, name):
    session = make_session(case, by=priya)
    assert signed_in(owen).post(page(case, name, session.pk), words(text="x")).status_code == 404


def test_addenda_stand_in_the_order_they_were_written(case, priya, signed_in):
    session = make_missed_session(case, by=priya)
    for number in range(3):
        session.add(f"Addendum {number}.", by=priya)
    shown = signed_in(priya).get(page(case, "session", session.pk)).text
    places = [shown.index(f"Addendum {number}.") for number in range(3)]
    assert places == sorted(places)


def test_an_addendum_or_a_change_posted_twice_is_one(case, priya, signed_in):
    session, browser = make_session(case, by=priya), signed_in(priya)
    for name, posted in (
        ("add_to_session", {"text": "More.", "once": str(uuid4())}),
        ("change_session", words(once=str(uuid4()))),
    ):
        first, second = (browser.post(page(case, name, session.pk), posted) for _ in range(2))
        assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert session.addenda.count() == 1
    assert Session.objects.get(pk=session.pk).version == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter what you want to add"),
        ("  ", "Enter what you want to add"),
        ("before\x00after", "a null character"),
        ("x" * 100_001, "must be 100,000 characters or fewer"),
    ],
)
def test_a_bad_addendum_has_its_sentence(case, priya, signed_in, text, sentence):
    session = make_session(case, by=priya)
    assert sentence in signed_in(priya).post(page(case, "add_to_session", session.pk), {"text": text}).text
    assert not session.addenda.exists()


def test_typed_markup_is_shown_as_text(case, priya, signed_in):
    session = make_session(case, by=priya)
    session.change_words(by=priya, what_happened="<script>alert(1)</script>", analysis="<b>bold</b>")
    session.change_words(by=priya, what_happened="Safe.")
    session.add("<script>alert(2)</script>", by=priya)
    shown = signed_in(priya).get(page(case, "session", session.pk)).text
    assert "<script>alert(" not in shown
    assert "<b>bold" not in shown


def test_a_session_costs_the_same_however_often_it_was_added_to_and_changed(case, priya, signed_in):
    """5 of the door, 1 for the session, 1 for its files, 1 for whether it was moved here, 1 for what was added, 1 for
    its earlier versions; the budget is 12."""
    session, browser = make_session(case, by=priya), signed_in(priya)
    assert questions(browser, page(case, "session", session.pk))[0] == 9
    for number in range(20):
        session.change_words(by=priya, what_happened=f"Text {number}.")
        session.add("More.", by=priya)
        if number in (0, 19):
            assert questions(browser, page(case, "session", session.pk))[0] == 10
