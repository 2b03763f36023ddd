"""On a page that changes a case one reads who else has the record open; it is forgotten soon, and decides nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from django.utils import timezone

from cases.models import OpenPage
from cases.models.access.allocation import Part
from emerald.audit.models.access_entry import AccessEntry
from emerald.words import clock
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.pages.costs import questions


def page(case, name="child_needs"):
    return reverse(name, args=[case.reference])


def beat(browser, case, **more):
    """What the page's script sends; returns the sentence it is told."""
    sent = {"page": "child_needs", "visit": str(uuid4()), **more}
    answer = browser.post(reverse("here", args=[case.reference]), sent, headers={"Accept": "application/json"})
    return answer.json()["sentence"] if answer.status_code == 200 else answer.status_code


def age(**by):
    OpenPage.objects.update(seen_at=timezone.now() - timedelta(**by))


def test_a_colleague_on_a_page_of_the_same_case_is_named_with_what_they_change_and_since_when(
    case, morag, priya, signed_in
):
    first = signed_in(morag).get(page(case)).text
    assert "Also open now" not in first
    since = clock(OpenPage.objects.get().opened_at)
    second = signed_in(priya).get(page(case, "record_session")).text
    assert f"Also open now: Morag Ellis (the child&#39;s needs, to change them), since {since}." in second


def test_one_is_not_told_of_oneself_nor_of_other_cases_nor_of_pages_that_are_only_read(case, morag, priya, signed_in):
    other = make_case(manager=morag, lead=priya)
    signed_in(priya).get(page(case))
    signed_in(morag).get(page(case, "case_child"))
    signed_in(morag).get(page(other))
    assert "Also open now" not in signed_in(priya).get(page(case)).text
    assert "data-here" not in signed_in(priya).get(page(case, "case_child")).text


def test_two_windows_of_one_colleague_are_one_name_and_the_later_page(case, morag, priya, signed_in):
    browser = signed_in(morag)
    browser.get(page(case))
    browser.get(page(case, "child_numbers"))
    text = signed_in(priya).get(page(case)).text
    assert text.count("Morag Ellis") == 1
    assert "the child&#39;s numbers, to change them" in text


def test_a_page_without_a_beat_is_forgotten_after_two_minutes(case, morag, priya, signed_in):
    signed_in(morag).get(page(case))
    age(seconds=110)
    assert "Also open now: Morag Ellis" in signed_in(priya).get(page(case)).text
    age(seconds=121)
    assert "Also open now" not in signed_in(priya).get(page(case)).text
    age(seconds=121)
    OpenPage.objects.forget_old()
    assert not OpenPage.objects.exists()


def test_a_beat_keeps_a_page_here_and_is_told_who_else_is(case, morag, priya, signed_in):
    visit, browser = str(uuid4()), signed_in(morag)
    assert beat(browser, case, visit=visit) == ""
    age(minutes=3)
    assert beat(signed_in(priya), case) == ""
    since = OpenPage.objects.get(visit=visit).opened_at
    assert "Also open now: Priya Nair (the child's needs, to change them), since " in beat(browser, case, visit=visit)
    assert "Morag Ellis" in beat(signed_in(priya), case)
    assert OpenPage.objects.get(visit=visit).opened_at == since


def test_leaving_a_page_ends_it_and_no_other_window(case, morag, priya, signed_in):
    one, two, browser = str(uuid4()), str(uuid4()), signed_in(morag)
    beat(browser, case, visit=one)
    beat(browser, case, visit=two)
    beat(browser, case, visit=one, leaving="1")
    assert "Morag Ellis" in beat(signed_in(priya), case)
    beat(browser, case, visit=two, leaving="1")
    assert beat(signed_in(priya), case) == ""


def test_nobody_ends_or_keeps_the_page_of_somebody_else(case, morag, priya, signed_in):
    visit = str(uuid4())
    beat(signed_in(morag), case, visit=visit)
    before = OpenPage.objects.get(visit=visit)
    beat(signed_in(priya), case, visit=visit)
    beat(signed_in(priya), case, visit=visit, leaving="1")
    after = OpenPage.objects.get(visit=visit)
    assert (after.user, after.seen_at) == (morag, before.seen_at)


@pytest.mark.parametrize("role", ["business_support", "camhs_practitioner"])
def test_what_a_colleague_does_is_said_only_to_whom_that_page_would_open(role, case, team, morag, priya, signed_in):
    somebody = make_user(role=role, teams=[team])
    if role == "camhs_practitioner":
        case.allocate(somebody, part=Part.LINKED, by=morag)
    signed_in(priya).get(page(case, "record_session"))
    sentence = beat(signed_in(somebody), case)
    assert sentence.startswith("Also open now: Priya Nair, since ")
    assert "direct work" not in sentence
    assert "direct work" in beat(signed_in(make_co_worker(case, team, morag)), case)


def make_co_worker(case, team, morag):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=morag)
    return noor


def test_who_cannot_see_the_case_is_told_nothing_and_noted_nowhere(case, owen, priya, sunita, signed_in):
    signed_in(priya).get(page(case))
    assert beat(signed_in(owen), case) == 404
    case.restrict(by=sunita, category="staff", because="Relative.", named=[sunita])
    assert beat(signed_in(priya), case) == 404
    assert "Priya Nair" in signed_in(sunita).get(page(case)).text  # her page is open still
    assert not OpenPage.objects.filter(user=owen).exists()


@pytest.mark.parametrize(
    "sent", [{"visit": "nonsense"}, {"visit": ""}, {"page": "no_such_page"}, {"page": "<b>"}, {"page": "x" * 500}]
)
def test_a_beat_that_makes_no_sense_changes_nothing(case, priya, signed_in, sent):
    assert beat(signed_in(priya), case, **sent) == ""
    assert not OpenPage.objects.exists()


def test_a_beat_keeps_nobody_signed_in_and_leaves_no_read_entry(case, priya, signed_in):
    browser = signed_in(priya)
    browser.get(page(case))
    kept = browser.session
    kept["active_at"] = 0
    kept.save()
    stored = BrowserSession.objects.filter(pk=kept.session_key)
    entries, before = AccessEntry.objects.count(), stored.values().get()
    for _ in range(3):
        assert beat(browser, case) == ""
    assert stored.values().get() == before
    assert AccessEntry.objects.count() == entries
    browser.get(page(case))
    assert stored.values().get() != before


def test_after_the_session_has_ended_a_beat_is_told_so(case, priya, signed_in):
    browser = signed_in(priya)
    browser.session.flush()
    assert beat(browser, case) == 401


def test_the_line_costs_one_question_however_many_are_here(case, morag, priya, team, signed_in):
    browser = signed_in(priya)
    few, text = questions(browser, page(case))
    for number in range(8):
        somebody = make_user(role="practice_manager", name=f"Colleague {number}", teams=[team])
        signed_in(somebody).get(page(case))
    many, text = questions(browser, page(case))
    assert few == many == 7
    assert text.count("Colleague ") == 5
