"""The wording list on its pages, the notice after saving, and the prompts offered where one writes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.wording.models import Starter, Term
from interventions.models import Session
from tests.factories.children import make_case
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session

BLAMING = "I worry that she is promiscuous, a lifestyle choice of hers."


def page(case, name, *more):
    return reverse(name, args=[case.reference, *more])


def typed(**more):
    return {
        "time": "0:01",
        "place": "At school",
        "work": "safety",
        "attendance": "held",
        "child_seen_alone": "yes",
        "what_happened": "We made a plan.",
        "childs_words": "",
        **date_parts("day"),
        **more,
    }


def test_after_saving_a_notice_names_the_phrases_and_leads_to_the_text(case, priya, signed_in):
    browser = signed_in(priya)
    shown = browser.post(page(case, "record_session"), typed(what_happened=BLAMING), follow=True).text
    assert "Session recorded." in shown
    assert "“promiscuous”. Consider: say what is known of what happened" in shown
    assert "lifestyle choice" in shown
    assert f'href="{page(case, "change_session", case.sessions.get().pk)}">Change the text' in shown
    assert case.sessions.get().what_happened == BLAMING
    assert "Consider:" not in browser.get(page(case, "case_sessions")).text


def test_kind_words_are_followed_by_no_notice(case, priya, signed_in):
    shown = signed_in(priya).post(page(case, "record_session"), typed(), follow=True).text
    assert "Session recorded." in shown
    assert "About the wording" not in shown


@pytest.mark.parametrize("answer", [{"childs_words": BLAMING}, {"what_happened": "She said: “I’m promiscuous.”"}])
def test_a_childs_own_words_are_never_put_right(case, priya, signed_in, answer):
    shown = signed_in(priya).post(page(case, "record_session"), typed(**answer), follow=True).text
    assert "About the wording" not in shown


def test_the_notice_holds_phrases_of_the_list_and_nothing_of_the_text(case, priya, signed_in):
    answer = signed_in(priya).post(page(case, "record_session"), typed(what_happened="Tamsin: PROMISCUITY in Hull."))
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    kept = "".join(morsel.value for morsel in answer.cookies.values()) + "".join(told)
    assert "promiscuous" in kept
    for words in ("Tamsin", "PROMISCUITY", "Hull"):
        assert words not in kept


def test_a_page_that_comes_back_with_errors_has_no_notice_yet(case, priya, signed_in):
    shown = signed_in(priya).post(page(case, "record_session"), typed(what_happened=BLAMING, place="")).text
    assert "There is a problem" in shown
    assert "About the wording" not in shown


def test_every_long_form_tells_of_phrases_such_as_the_one_that_adds_to_a_session(case, priya, signed_in):
    session = make_session(case, by=priya)
    shown = signed_in(priya).post(page(case, "add_to_session", session.pk), {"text": BLAMING}, follow=True).text
    assert "About the wording" in shown
    assert "Change the text</a></p>" not in shown


def test_a_phrase_switched_off_is_no_longer_told_of_nor_sent_to_the_script(case, priya, morag, signed_in):
    for term in Term.suggested():
        if term.phrase in {"promiscuous", "lifestyle choice"}:
            term.change(by=morag, is_on=False)
    browser = signed_in(priya)
    shown = browser.post(page(case, "record_session"), typed(what_happened=BLAMING), follow=True).text
    assert "About the wording" not in shown
    told = browser.get(reverse("wording_terms")).json()["terms"]
    assert "promiscuous" not in [words for term in told for words in term["words"]]


def test_the_script_is_told_the_whole_list_and_nothing_is_kept_by_the_browser(priya, signed_in):
    answer = signed_in(priya).get(reverse("wording_terms"))
    assert len(answer.json()["terms"]) == Term.suggested().count()
    assert answer["Cache-Control"] == "no-store"


def test_the_childs_box_is_marked_as_said_and_the_others_are_not(case, priya, signed_in):
    shown = " ".join(signed_in(priya).get(page(case, "record_session")).text.split())
    parts = shown.split('<textarea class="govuk-textarea" id="id_')[1:]
    boxes = {part.split('"')[0]: part.split(">")[0] for part in parts}
    assert "data-as-said" in boxes["childs_words"]
    assert [name for name, tag in boxes.items() if "data-as-said" in tag] == ["childs_words"]


def test_a_manager_adds_and_changes_a_phrase_on_its_page_and_reads_how_it_was(morag, signed_in):
    browser = signed_in(morag)
    words = {"phrase": "wild child", "other_forms": "", "better": "hurt child", "why": "A label.", "is_on": "on"}
    assert "“wild child” is on the list." in browser.post(reverse("add_term"), words, follow=True).text
    term = Term.objects.get(phrase="wild child")
    address = reverse("change_term", args=[term.pk])
    browser.post(address, words | {"better": "frightened child", "version": 1, "once": str(uuid4())})
    shown = browser.get(address).text
    assert "frightened child" in shown
    assert "Consider: hurt child" in shown
    assert "Morag Ellis" in shown


def test_a_phrase_changed_meanwhile_says_so_and_keeps_what_was_typed(morag, sunita, signed_in):
    term = Term.suggested()[0]
    term.change(by=sunita, version=1, better="hers")
    answer = signed_in(morag).post(
        reverse("change_term", args=[term.pk]),
        {"version": 1, "phrase": term.phrase, "better": "theirs", "why": "-", "is_on": "on"},
    )
    assert "Sunita Rao changed this" in answer.text
    assert 'value="theirs"' in answer.text


def test_an_absent_phrase_and_absent_prompts_are_not_found(morag, signed_in):
    browser = signed_in(morag)
    assert browser.get(reverse("change_term", args=[0])).status_code == 404
    for use, choice in (("session", "nothing"), ("nothing", "safety")):
        assert browser.get(reverse("change_prompts", args=[use, choice])).status_code == 404


def test_a_managers_prompts_are_offered_where_a_session_is_recorded(case, priya, morag, signed_in):
    browser = signed_in(morag)
    browser.post(
        reverse("change_prompts", args=["session", "safety"]),
        {"version": 1, "title": "Our safety prompts", "text": "What made you feel safe?", "is_on": "on"},
    )
    for name in ("record_session", "quick_note"):
        shown = signed_in(priya).get(page(case, name)).text
        assert "Our safety prompts" in shown
        assert "What made you feel safe?" in shown


def test_prompts_switched_off_are_not_offered(case, priya, morag, signed_in):
    Starter.put("session", "online", by=morag, title="Online prompts", text="Which apps?", is_on=False)
    assert "Which apps?" not in signed_in(priya).get(page(case, "record_session")).text


def test_a_quick_note_records_a_whole_session_and_says_what_can_be_added(case, priya, signed_in):
    browser = signed_in(priya)
    assert "For 24 hours after saving you can add to its text" in browser.get(page(case, "quick_note")).text
    answer = browser.post(
        page(case, "quick_note"), typed(childs_words="I feel safer", next_step="Ring her aunt"), follow=True
    )
    assert "For 24 hours you can add the rest" in answer.text
    session = case.sessions.get()
    assert (session.what_happened, session.childs_words, session.child_seen_alone, session.recorded_by) == (
        "We made a plan.",
        "I feel safer",
        True,
        priya,
    )
    assert page(case, "change_session", session.pk) in answer.text


def test_a_quick_note_of_a_missed_session_says_what_was_done(case, priya, signed_in):
    signed_in(priya).post(page(case, "quick_note"), typed(attendance="did_not_attend", why_missed="I rang."))
    assert case.sessions.get().why_not_held == "I rang."


def test_a_quick_note_posted_twice_records_once(case, priya, signed_in):
    browser, posted = signed_in(priya), typed(once=str(uuid4()))
    for _ in range(2):
        browser.post(page(case, "quick_note"), posted)
    assert case.sessions.count() == 1


def test_an_old_session_is_sent_to_the_full_page_and_keeps_what_was_typed(case, priya, signed_in):
    long_ago = timezone.localdate() - timedelta(days=14)
    answer = signed_in(priya).post(page(case, "quick_note"), typed(**date_parts("day", long_ago)))
    assert "use “Record a session” instead" in answer.text
    assert "We made a plan." in answer.text
    assert not Session.objects.exists()


def test_a_quick_note_offers_ones_own_open_cases_and_no_others(case, priya, owen, morag, sunita, signed_in):
    mine, closed = make_case(manager=morag, lead=priya), make_case(manager=morag, lead=priya)
    unseen = make_case(manager=morag)
    closed.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    closed.closures.get().approve(by=sunita)
    shown = signed_in(priya).get(reverse("quick_notes")).text
    assert {page(case, "quick_note"), page(mine, "quick_note")} <= set(shown.split('"'))
    assert page(unseen, "quick_note") not in shown
    assert page(closed, "quick_note") not in shown
    assert "No open case is with you" in signed_in(owen).get(reverse("quick_notes")).text


def test_a_co_worker_may_write_a_quick_note_and_a_manager_may_not(case, morag, owen, signed_in):
    case.allocate(owen, part=Part.CO_WORKER, by=morag)
    assert signed_in(owen).get(page(case, "quick_note")).status_code == 200
    assert signed_in(morag).get(page(case, "quick_note")).status_code == 403
    assert signed_in(morag).get(reverse("quick_notes")).status_code == 403


def test_a_quick_note_about_an_unseen_child_is_not_there(case, owen, signed_in):
    assert signed_in(owen).get(page(case, "quick_note")).status_code == 404
    assert signed_in(owen).post(page(case, "quick_note"), typed()).status_code == 404


def test_home_leads_to_a_quick_note_for_those_who_record(case, priya, morag, signed_in):
    assert reverse("quick_notes") in signed_in(priya).get(reverse("home")).text
    assert reverse("quick_notes") not in signed_in(morag).get(reverse("home")).text
