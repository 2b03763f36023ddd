"""Whatever is typed about a session: a sentence beside the question, and not a word lost."""

from uuid import uuid4

import pytest
from django.utils import timezone

from cases.models import Case
from interventions.models import Session
from tests.days import Later
from tests.factories.children import close, make_case
from tests.factories.posting import date_parts
from tests.pages.posted_session import DAY, TEXT, page, typed


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("place", "Enter where the session was"),
        ("work", "Select what the session was for"),
        ("attendance", "Select whether the session took place"),
        ("child_seen_alone", "Select whether you saw the child alone"),
        ("what_happened", "Enter what happened"),
        ("time", "Enter the time it started"),
        ("day_month", "The day of the session must include a month"),
    ],
)
def test_each_missing_answer_has_its_sentence_and_the_rest_is_kept(case, priya, signed_in, missing, sentence):
    answer = signed_in(priya).post(page(case, "record_session"), {**typed(), missing: ""})
    assert sentence in answer.text
    assert "I feel safe there" in answer.text
    assert not case.sessions.exists()


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"day_day": "31", "day_month": "2"}, "The day of the session must be a real date"),
        ({"day_year": "99"}, "must have a year with 4 digits"),
        ({"day_year": "1889"}, "must be in 1900 or later"),
        ({"day_year": "9999"}, "must be today or in the past"),
        ({"day_day": "\x00"}, "must include a day"),
        ({"time": "25:99"}, "must be a time, like 2:30pm or 14:30"),
    ],
)
def test_an_impossible_date_or_time_is_answered_with_a_sentence(case, priya, signed_in, parts, sentence):
    answer = signed_in(priya).post(page(case, "record_session"), typed(**parts))
    assert answer.status_code == 200
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (Later(lambda: timezone.localdate() - 61 * DAY), "The session is before the case opened"),
        (Later(lambda: timezone.localdate() - 9999 * DAY), "The session is before the child was born."),
    ],
)
def test_a_day_the_rules_refuse_is_said_beside_the_date(case, priya, signed_in, day, sentence):
    form = signed_in(priya).post(page(case, "record_session"), typed(day=day)).text
    assert f'href="#id_day_day">{sentence}' in " ".join(form.split())
    assert TEXT in form
    assert not case.sessions.exists()


def test_a_session_of_next_year_is_refused_and_the_text_stays(case, priya, signed_in):
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    answer = signed_in(priya).post(page(case, "record_session"), typed(day=day, next_step="Call school"))
    assert "must be today or in the past" in " ".join(answer.text.split())
    for words in (TEXT, "I feel safe there", "Call school"):
        assert words in answer.text
    assert not case.sessions.exists()


def test_a_next_step_before_the_session_is_said_beside_its_date(case, priya, signed_in):
    early = date_parts("next_step_on", timezone.localdate() - 9 * DAY)
    form = signed_in(priya).post(page(case, "record_session"), typed(next_step="Call", **early)).text
    assert 'href="#id_next_step_on_day">The next step cannot be due before the session.' in " ".join(form.split())


def test_a_case_closed_while_somebody_typed_says_so_and_keeps_every_word(case, priya, morag, sunita, signed_in):
    browser = signed_in(priya)
    browser.get(page(case, "record_session"))
    close(case, morag, sunita)
    answer = browser.post(page(case, "record_session"), typed(next_step="Call school", once=str(uuid4())))
    assert answer.text.count("This case was closed.") == 1
    for words in (TEXT, "I feel safe there", "Call school", "At school", "11:50pm"):
        assert words in answer.text
    assert not case.sessions.exists()


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
    signed_in(priya).post(
        page(case, "record_session"),
        typed(
            case=other.pk,
            case_id=other.pk,
            recorded_by=owen.pk,
            state="closed",
            held_at="2001-01-01",
            pk=7,
            id=7,
            next_step_done_on="2026-01-01",
        ),
    )
    session = Session.objects.get()
    assert (session.case, session.recorded_by, session.held_on) == (case, priya, timezone.localdate() - DAY)
    assert session.next_step_done_on is None
    assert Case.objects.get(pk=case.pk).state == "at_risk"


@pytest.mark.parametrize(
    "text", ["Brave 💚👩‍👧 girl", "قالت إنها بخير", "<script>alert(1)</script>", 'Tom & Jo\'s "house"']
)
def test_any_language_and_any_script_is_kept_and_shown_as_text(case, priya, signed_in, text):
    browser = signed_in(priya)
    browser.post(page(case, "record_session"), typed(what_happened=text, childs_words=text, place=text, next_step=text))
    session = case.sessions.get()
    assert {session.what_happened, session.childs_words, session.place, session.next_step} == {text}
    for address in (
        page(case),
        page(case, "session", session.pk),
        page(case, "case_chronology"),
        page(case, "record_session"),
    ):
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
