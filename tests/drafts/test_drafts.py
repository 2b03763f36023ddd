"""What was begun is kept for its author, offered on its own page, and thrown away when it is saved."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import EndReason
from emerald.drafts.autosave_request import SAVED_ALREADY, SOMEBODY_ELSE, UNREADABLE
from emerald.drafts.models import Draft
from emerald.drafts.models.draft import LONGEST, TOO_LONG
from emerald.drafts.tasks import forget_old_drafts
from tests.drafts.conftest import TYPED
from tests.factories.children import make_case
from tests.factories.people import make_user

OFFER = "It was not saved yet."
SESSION = {
    "attendance": "held",
    "time": "0:01",
    "place": "School",
    "work": "safety",
    "child_seen_alone": "yes",
    "what_happened": "We baked.",
}


def test_what_the_script_sends_is_kept_without_tokens_and_passwords(opens, priya, place):
    told = opens(priya).autosave().json()
    assert told["saved_at"].endswith(("am", "pm"))
    assert (told["person"], bool(told["csrf"])) == (priya.pk, True)
    draft = Draft.objects.get()
    assert (draft.user, draft.place, draft.typed) == (priya, place, {"what_happened": [TYPED]})


def test_one_page_is_one_draft_however_often_it_is_kept(opens, priya):
    page = opens(priya)
    for text in ("W", "We", "We drew"):
        page.autosave(text)
    assert Draft.objects.get().typed["what_happened"] == ["We drew"]


def test_a_draft_is_offered_on_its_own_page_and_nowhere_else(opens, priya, case, morag):
    other = make_case(manager=morag, lead=priya)
    opens(priya).autosave()
    assert OFFER in opens(priya).text
    for elsewhere in (reverse("record_session", args=[other.reference]), reverse("case", args=[case.reference])):
        assert OFFER not in opens(priya, elsewhere).text
    assert TYPED not in opens(priya).text


def test_carrying_on_fills_the_form_and_finds_no_fault_yet(opens, priya):
    begun = {"what_happened": [TYPED], "day_day": ["31"], "day_month": ["2"], "day_year": ["2026"], "work": ["safety"]}
    opens(priya).send_typed(begun)
    page = opens(priya, draft=Draft.objects.get().pk)
    assert "We drew who is safe. &lt;b&gt;&amp;amp;" in page.text
    assert [page.fields[f"day_{part}"] for part in ("day", "month", "year")] == ["31", "2", "2026"]
    assert page.fields["work"] == "safety"
    assert "There is a problem" not in page.text
    assert "You carry on with what you typed" in page.text


def test_a_draft_is_thrown_away_with_the_save_and_not_by_an_error(opens, priya, case):
    page = opens(priya)
    page.autosave()
    assert "There is a problem" in page.save(what_happened="We baked.").text
    assert Draft.objects.get().typed["what_happened"] == ["We baked."]
    page = opens(priya, draft=Draft.objects.get().pk)
    assert page.save(**SESSION).status_code == 302
    assert not Draft.objects.exists()
    assert case.sessions.count() == 1


def test_a_page_sent_with_errors_keeps_one_draft_through_all_its_answers(opens, priya):
    page = opens(priya)
    assert f'name="draft" value="{page.fields["draft"]}"' in page.save(what_happened="We baked.").text
    page.save(what_happened="We baked bread.")
    assert Draft.objects.get().typed["what_happened"] == ["We baked bread."]


def test_what_arrives_after_the_save_makes_no_draft(opens, priya):
    page = opens(priya)
    page.save(**SESSION)
    assert page.autosave().json()["sentence"] == SAVED_ALREADY
    assert not Draft.objects.exists()


def test_two_windows_are_two_drafts_and_saving_one_leaves_the_other(opens, priya):
    one, other = opens(priya), opens(priya)
    one.autosave("One.")
    other.autosave("Other.")
    one.save(**SESSION)
    assert Draft.objects.get().typed["what_happened"] == ["Other."]


@pytest.mark.parametrize("text", ["before\x00after", "half a pair \ud83d", "مريم 👩‍👧", "=1+1", "<script>"])
def test_any_text_is_kept(opens, priya, text):
    assert opens(priya).autosave(text).json()["saved_at"]
    assert opens(priya, draft=Draft.objects.get().pk).text


def test_too_long_a_text_is_answered_with_a_sentence(opens, priya):
    assert opens(priya).autosave("x" * LONGEST).json()["sentence"] == TOO_LONG
    assert not Draft.objects.exists()


@pytest.mark.parametrize("body", ["", "nonsense", "[]", "{}", "[" * 50_000, '{"place": 1}', b"\xff\xfe"])
def test_nonsense_is_answered_with_a_sentence(opens, priya, body):
    told = opens(priya).send(body).json()
    assert (told["saved_at"], told["sentence"]) == ("", UNREADABLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "/"},
        {"place": "/cases/"},
        {"place": "https://elsewhere.example/"},
        {"place": "//elsewhere.example/"},
        {"place": "/people/add/"},
        {"draft": "7"},
        {"once": None},
        {"typed": {"a": "b"}},
        {"typed": {"a": [1]}},
        {"typed": []},
    ],
)
def test_only_a_page_that_keeps_drafts_is_a_place_for_one(opens, priya, wrong):
    page = opens(priya)
    told = {"typed": {}} | wrong
    assert page.send_typed(**told).json()["sentence"] == UNREADABLE
    assert not Draft.objects.exists()


def test_the_script_of_somebody_else_s_page_keeps_nothing_in_my_name(opens, priya, morag):
    page = opens(priya)
    assert page.autosave(person=str(morag.pk)).json()["sentence"] == SOMEBODY_ELSE
    assert not Draft.objects.exists()


def test_somebody_signed_out_is_told_so_in_json(place):
    answer = Client().post(
        reverse("save_draft"),
        json.dumps({"place": place}),
        content_type="application/json",
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json()["signed_out"]) == (401, True)


def test_nobody_ever_sees_another_s_draft(opens, priya, morag, case):
    case.allocate(other := make_worker(morag), part="co_worker", by=morag)
    for author, stranger in ((priya, other), (other, priya)):
        opens(author).autosave()
        draft = Draft.of(author).get()
        theirs = opens(stranger, draft=draft.pk)
        assert OFFER not in theirs.text
        assert "We drew" not in theirs.text
        assert draft.title not in theirs.browser.get(reverse("unfinished")).text
        assert theirs.browser.get(reverse("draft", args=[draft.pk])).status_code == 404
        assert theirs.browser.post(reverse("discard_draft", args=[draft.pk])).status_code == 404
        draft.delete()


def make_worker(manager):
    return make_user(role="caseworker", teams=[manager.teams.get()])


def test_who_lost_the_case_keeps_their_words_and_nothing_else(opens, priya, morag, case, place):
    page = opens(priya)
    page.autosave()
    case.end_allocation(case.allocations.get(), by=morag, reason=EndReason.HANDED_OVER, on=timezone.localdate())
    assert page.autosave("And one more thing.").json()["saved_at"]
    draft, browser = Draft.objects.get(), page.browser
    assert browser.get(place, {"draft": draft.pk}).status_code == 404
    listed = browser.get(reverse("unfinished")).text
    assert f"Record a session, {case.reference}" in listed
    for hidden in ("Tamsin", "Quillfeather", "one more thing"):
        assert hidden not in listed
    assert browser.get(reverse("draft", args=[draft.pk])).status_code == 403
    assert "one more thing" in Draft.objects.get().typed["what_happened"][0]
    browser.post(reverse("discard_draft", args=[draft.pk]))
    assert not Draft.objects.exists()


def test_thrown_away_on_its_page_one_is_back_on_that_page(opens, priya, place):
    page = opens(priya)
    page.autosave()
    answer = page.browser.post(reverse("discard_draft", args=[Draft.objects.get().pk]), {"back": "page"})
    assert answer["Location"] == place
    assert OFFER not in opens(priya).text


@pytest.mark.parametrize("asked", ["", "0", "x", "-1", "9" * 40, "٣"])
def test_a_draft_that_is_not_there_is_an_empty_page(opens, priya, asked):
    assert opens(priya, draft=asked).fields["what_happened"] == ""


def test_the_first_page_tells_of_what_is_unfinished(opens, priya):
    page = opens(priya)
    assert "did not save" not in page.browser.get("/").text
    page.autosave()
    assert "You began 1 page and did not save it." in page.browser.get("/").text


def test_after_four_weeks_a_draft_is_forgotten(priya):
    for days in (27, 29):
        Draft.store(priya, place=f"/{days}/", title="-", writing=uuid4(), typed={})
        Draft.objects.filter(place=f"/{days}/").update(saved_at=timezone.now() - timedelta(days=days))
    forget_old_drafts()
    assert Draft.objects.get().place == "/27/"


def test_the_list_costs_the_same_however_long_it_is(priya, signed_in, queries_of):
    def begin():
        Draft.store(priya, place="/", title="-", writing=uuid4(), typed={})

    begin()
    few = queries_of(signed_in(priya), reverse("unfinished"))
    for _ in range(10):
        begin()
    assert queries_of(signed_in(priya), reverse("unfinished")) == few <= 12
