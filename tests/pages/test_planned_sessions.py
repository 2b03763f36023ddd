"""Planning a session on its pages: planned, shown as waiting, put off, called off, recorded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models.access_entry import AccessEntry
from interventions.models import PlannedSession
from tests.days import Later
from tests.factories.children import close
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_overdue, make_planned
from tests.pages.test_sessions import typed

DAY = timedelta(days=1)


def page(case, name="case_sessions", *more):
    return reverse(name, args=[case.reference, *more])


def plan(day=None, **more):
    return {
        "time": "2:30pm",
        "place": "The library",
        "work": "online",
        "aims": "Look at her settings together",
        **date_parts("day", day or timezone.localdate() + 3 * DAY),
        **more,
    }


def test_a_session_is_planned_and_stands_on_the_tab_and_on_the_case(case, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(page(case, "plan_session"), plan(), follow=True).text
    assert "Session planned." in answer
    assert "Planned</h2>" in answer
    assert "The library" in answer
    assert "Session planned: staying safe online" in browser.get(page(case, "case")).text
    shown = browser.get(page(case, "planned_session", PlannedSession.objects.get().pk)).text
    assert "Look at her settings together" in shown
    assert "at 2:30pm" in shown


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"day": Later(lambda: timezone.localdate() - DAY)},
            "The day it is planned for must be today or in the future",
        ),
        ({"day": Later(lambda: timezone.localdate() + 400 * DAY)}, "up to a year ahead"),
        ({"day": Later(timezone.localdate), "time": "midnight"}, "That time has passed"),
        ({"time": ""}, "Enter the time it starts"),
        ({"time": "25:99"}, "must be a time"),
        ({"place": ""}, "Enter where the session will be"),
        ({"work": ""}, "Select what the session is for"),
        ({"day_day": "31", "day_month": "2"}, "must be a real date"),
        ({"place": "x" * 200}, "160 characters or fewer"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_what_was_typed(case, priya, signed_in, told, sentence):
    answer = signed_in(priya).post(page(case, "plan_session"), plan(**told)).text
    assert sentence in answer
    assert "Look at her settings together" in answer
    assert not PlannedSession.objects.exists()


def test_a_case_closed_while_somebody_typed_says_so_and_keeps_every_word(case, priya, morag, sunita, signed_in):
    browser = signed_in(priya)
    browser.get(page(case, "plan_session"))
    close(case, morag, sunita)
    answer = browser.post(page(case, "plan_session"), plan(once=str(uuid4()))).text
    assert "Ask a manager to reopen it before you plan direct work." in answer
    assert "Look at her settings together" in answer
    assert not PlannedSession.objects.exists()


def test_a_plan_posted_twice_is_one_plan(case, priya, signed_in):
    browser, posted = signed_in(priya), plan(once=str(uuid4()))
    first, second = (browser.post(page(case, "plan_session"), posted) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert PlannedSession.objects.count() == 1


def test_putting_off_shows_the_earlier_time_and_why(case, priya, signed_in):
    planned, browser = make_planned(case, by=priya), signed_in(priya)
    answer = browser.post(
        page(case, "put_off_session", planned.pk),
        {"time": "10am", "because": "School trip that day", **date_parts("day", timezone.localdate() + 9 * DAY)},
        follow=True,
    ).text
    assert "The planned session was put off." in answer
    assert "in 9 days" in answer
    assert "School trip that day" in browser.get(page(case, "planned_session", planned.pk)).text


def test_a_page_overtaken_says_so_and_goes_through_when_sent_again(case, priya, signed_in):
    planned, browser = make_planned(case, by=priya), signed_in(priya)
    planned.put_off(by=priya, to=planned.planned_for + DAY, because="Ill.")
    posted = {"called_off_by": "child", "because": "She moved away", "version": 1}
    answer = browser.post(page(case, "call_off_session", planned.pk), posted).text
    assert "While your page was open, this session was put off to" in answer
    assert "She moved away" in answer
    again = browser.post(page(case, "call_off_session", planned.pk), posted | {"version": 2}, follow=True).text
    assert "The planned session was called off." in again
    assert "Planned</h2>" not in again


def test_what_was_called_off_meanwhile_cannot_be_recorded_and_the_text_is_kept(case, priya, signed_in):
    planned, browser = make_overdue(case, by=priya), signed_in(priya)
    planned.call_off(by=priya, called_off_by="child", because="Ill.")
    answer = browser.post(page(case, "record_planned", planned.pk), typed()).text
    assert "This planned session was called off already." in answer
    assert "I feel safe there" in answer
    assert not case.sessions.exists()


def test_recording_starts_from_the_plan_and_ties_the_two(case, priya, signed_in):
    planned, browser = make_overdue(case, by=priya, place="The yellow café"), signed_in(priya)
    assert "Not written up yet" in browser.get(page(case)).text
    form = browser.get(page(case, "record_planned", planned.pk)).text
    for words in ("The yellow café", "Agree on a safe way home.", 'value="safety" checked'):
        assert words in form
    answer = browser.post(page(case, "record_planned", planned.pk), typed(), follow=True).text
    assert "Session recorded." in answer
    assert "Not written up yet" not in answer
    shown = browser.get(page(case, "session", case.sessions.get().pk)).text
    assert page(case, "planned_session", planned.pk) in shown
    assert page(case, "session", case.sessions.get().pk) in browser.get(page(case, "planned_session", planned.pk)).text


def test_a_planned_session_of_another_case_is_not_found_here(case, priya, morag, owen, signed_in, other):
    planned = make_planned(other, by=priya)
    for name in ("planned_session", "put_off_session", "call_off_session", "record_planned"):
        assert signed_in(priya).get(page(case, name, planned.pk)).status_code == 404
        assert signed_in(owen).get(page(other, name, planned.pk)).status_code == 404


def test_who_only_hears_of_direct_work_is_not_told_where_a_child_will_be(case, priya, morag, signed_in):
    make_planned(case, by=priya, place="The yellow café")
    from_camhs = signed_in(_linked(case, morag))
    for name in ("case_sessions", "case_chronology", "case"):
        assert "yellow café" not in from_camhs.get(page(case, name)).text
        assert "planned a session" not in from_camhs.get(page(case, name)).text


def _linked(case, morag):
    kit = make_user(role="camhs_practitioner", name="Kit Ferrar")
    case.allocate(kit, part="linked", by=morag)
    return kit


def test_the_access_log_says_which_planned_session_and_which_session_was_opened(case, priya, signed_in):
    planned, browser = make_overdue(case, by=priya), signed_in(priya)
    session = planned.record(
        by=priya,
        held_at=timezone.now(),
        place="Library",
        work="safety",
        child_seen_alone=True,
        what_happened="We talked.",
    )
    browser.get(page(case, "planned_session", planned.pk))
    browser.get(page(case, "session", session.pk))
    assert list(AccessEntry.objects.order_by("-pk").values_list("reference", "detail")[:2]) == [
        (case.reference, f"Session: {session.pk}"),
        (case.reference, f"Planned session: {planned.pk}"),
    ]


def test_took_place_is_chosen_when_a_planned_session_is_recorded(case, priya, signed_in):
    form = " ".join(signed_in(priya).get(page(case, "record_session")).text.split())
    assert 'name="attendance" type="radio" value="held" checked' in form
