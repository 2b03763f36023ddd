"""One session with several children on its pages: nothing is lost, nothing is told to whom it is not for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import EndReason
from emerald.audit.models.access_entry import AccessEntry
from emerald.drafts.models import Draft
from interventions.models import Session, SharedPart
from tests.days import Later
from tests.factories.children import close, make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_overdue, make_together, part
from tests.pages.costs import questions

DAY = timedelta(days=1)
GROUP, MINE, HERS = "We drew the town together", "She found the library", "She hid behind the map"


def page(case, name="record_together", *more):
    return reverse(name, args=[case.reference, *more])


def part_of(case, **more):
    told = {"attendance": "held", "child_seen_alone": "no", "what_happened": MINE} | more
    return {f"{case.reference.lower()}-{name}": text for name, text in told.items()}


def posted(case, *others, ticked=None, **more):
    """A session of yesterday with the parts of `case` and of `others`, of which those in `ticked` (all) are ticked."""
    chosen = [one.reference for one in (others if ticked is None else ticked)]
    parts = {name: text for one in others for name, text in part_of(one, what_happened=HERS).items()}
    return {
        "children": chosen,
        "listed": [case.reference, *(one.reference for one in others)],
        "time": "4pm",
        "place": "Youth club",
        "work": "safety",
        "what_happened": GROUP,
        **date_parts("day", timezone.localdate() - DAY),
        **part_of(case),
        **parts,
        **more,
    }


def nothing_was_recorded():
    return not Session.objects.exists() and not SharedPart.objects.exists()


def test_the_first_step_offers_the_children_of_ones_own_open_cases_and_leads_to_a_part_for_each(
    case, other, priya, morag, sunita, signed_in
):
    closed, foreign = make_case(manager=morag), make_case(manager=morag)
    closed.allocate(priya, part="lead", by=morag)
    close(closed, morag, sunita)
    browser = signed_in(priya)
    shown = browser.get(page(case, "choose_children")).text
    assert f'value="{other.reference}"' in shown
    for one in (closed, foreign):
        assert one.reference not in shown
    writing = browser.get(page(case), {"children": [other.reference, foreign.reference, "<script>"]}).text
    assert writing.count('<fieldset class="govuk-fieldset govuk-!-margin-top-6"') == 2
    assert foreign.reference not in writing


def test_with_no_other_case_the_page_says_so(case, priya, signed_in):
    assert "No other open case is with you" in signed_in(priya).get(page(case, "choose_children")).text


def test_the_names_shown_in_the_choice_are_in_the_access_log(case, other, priya, signed_in):
    signed_in(priya).get(page(case, "choose_children"))
    assert AccessEntry.objects.filter(verb="listed", subject_ids=[other.pk]).count() == 1


def test_a_session_is_recorded_for_each_child(case, other, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(page(case), posted(case, other), follow=True).text
    assert "Session recorded for 2 children." in answer
    mine, hers = case.sessions.get(), other.sessions.get()
    shown = browser.get(page(case, "session", mine.pk)).text
    for words in (GROUP, MINE, "With 1 other child", page(other, "session", hers.pk)):
        assert words in shown
    assert HERS not in shown


def test_a_reader_of_one_child_is_told_of_the_others_only_their_number(case, other, priya, morag, ada, signed_in):
    mine, hers = make_together(case, other, by=priya, what_happened=GROUP, parts={other: part(what_happened=HERS)})
    case.allocate(ada, part="linked", by=morag)
    shown = signed_in(ada).get(page(case, "session", mine.pk)).text
    assert GROUP in shown
    assert "With 1 other child" in shown
    for words in (other.reference, other.child.family_name, HERS):
        assert words not in shown
    assert signed_in(ada).get(page(other, "session", hers.pk)).status_code == 404


def test_a_child_unticked_is_not_recorded_and_what_was_typed_stays_until_then(case, other, priya, morag, signed_in):
    third = make_case(manager=morag)
    third.allocate(priya, part="lead", by=morag)
    browser = signed_in(priya)
    back = browser.post(page(case), posted(case, other, third, ticked=[third], place="")).text
    assert "Not ticked above" in back
    assert back.count(HERS) == 2
    assert HERS in str(Draft.of(priya).get().typed)
    browser.post(page(case), posted(case, other, third, ticked=[third]))
    assert (case.sessions.count(), other.sessions.count(), third.sessions.count()) == (1, 0, 1)


def test_a_child_ticked_on_the_page_gets_a_part_before_anything_is_recorded(case, other, priya, signed_in):
    browser = signed_in(priya)
    said = posted(case, other) | {"listed": [case.reference]}
    for more, sentence in (({}, "A part for each child you ticked is below now"), ({"show": "parts"}, other.reference)):
        back = browser.post(page(case), said | more).text
        assert sentence in back
        assert f'id="part-{other.reference}"' in back
        assert GROUP in back
        assert nothing_was_recorded()


@pytest.mark.parametrize("lost", ["closed", "given away"])
def test_a_case_lost_while_the_page_was_open_is_named_by_its_reference_and_every_word_is_kept(
    case, other, priya, morag, sunita, signed_in, lost
):
    browser = signed_in(priya)
    if lost == "closed":
        close(other, morag, sunita)
    else:
        other.end_allocation(other.current_allocations[0], by=morag, reason=EndReason.HANDED_OVER)
    back = browser.post(page(case), posted(case, other)).text
    assert f"{other.reference} cannot be recorded on: the case was closed, or is no longer with you." in back
    for words in (GROUP, MINE, HERS):
        assert words in back
    assert other.child.family_name not in back
    assert nothing_was_recorded()


def test_the_same_child_twice_is_recorded_once(case, other, priya, signed_in):
    said = posted(case, other)
    browser = signed_in(priya)
    own = browser.post(page(case), said | {"children": [other.reference, case.reference]}).text  # no page offers that
    assert "There is a problem" in own
    assert nothing_was_recorded()
    browser.post(page(case), said | {"children": [other.reference, other.reference]})
    assert (case.sessions.count(), other.sessions.count()) == (1, 1)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"children": []}, "Select the other children who were in it"),
        ({"what_happened": ""}, "Enter what happened in the group"),
        ({"place": ""}, "Enter where the session was"),
        ({"time": "25:99"}, "must be a time"),
        (Later(lambda: date_parts("day", timezone.localdate() - 61 * DAY)), "before the case opened"),
        (Later(lambda: date_parts("day", timezone.localdate() - 9 * DAY)), "Enter why it is recorded late"),
        (Later(lambda: date_parts("day", timezone.localdate() + DAY)), "must be today or in the past"),
        ({"children": ["nonsense"]}, ""),
        ({"place": "before\x00after"}, "ull character"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_what_was_typed(case, other, priya, signed_in, told, sentence):
    back = signed_in(priya).post(page(case), posted(case, other) | told).text
    assert sentence in back
    assert "There is a problem" in back
    assert MINE in back
    assert HERS in back
    assert nothing_was_recorded()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"what_happened": ""}, "Enter what happened for this child"),
        ({"attendance": ""}, "Select whether the session"),
        ({"child_seen_alone": ""}, "Select whether you saw the child alone"),
        ({"attendance": "cancelled", "why_cancelled": "Ill"}, "Select who cancelled it"),
        (date_parts("next_step_on"), "no next step"),
    ],
)
def test_a_fault_in_one_part_names_the_child_in_the_summary(case, other, priya, signed_in, told, sentence):
    said = posted(case, other) | part_of(other, **{"what_happened": HERS} | told)
    back = signed_in(priya).post(page(case), said).text
    assert f"{other.child.name}: " in back
    assert sentence in back
    assert nothing_was_recorded()


def test_a_shared_session_posted_twice_is_recorded_once(case, other, priya, signed_in):
    browser, said = signed_in(priya), posted(case, other, once=str(uuid4()))
    first, second = (browser.post(page(case), said) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert (case.sessions.count(), SharedPart.objects.count()) == (1, 1)


def test_a_draft_carries_on_with_every_part(case, other, priya, signed_in):
    typed = {name: text if isinstance(text, list) else [str(text)] for name, text in posted(case, other).items()}
    draft = Draft.store(priya, place=page(case), writing=uuid4(), title="-", typed=typed)
    back = signed_in(priya).get(page(case), {"draft": draft.pk}).text
    for words in (GROUP, MINE, HERS, f'value="{other.reference}" checked'):
        assert words in back
    assert "There is a problem" not in back


def test_a_group_is_recorded_from_the_plan(case, other, priya, signed_in):
    planned, browser = make_overdue(case, by=priya), signed_in(priya)
    assert (
        page(case, "record_planned_together", planned.pk)
        in browser.get(page(case, "choose_children_planned", planned.pk)).text
    )
    browser.post(page(case, "record_planned_together", planned.pk), posted(case, other))
    assert case.sessions.get().plan == planned


def test_the_shared_words_are_changed_for_all(case, other, priya, signed_in):
    mine, hers = make_together(case, other, by=priya, what_happened=GROUP)
    browser = signed_in(priya)
    browser.post(page(case, "change_shared", mine.pk), {"what_happened": "We drew the canal", "version": 1})
    for one, session in ((case, mine), (other, hers)):
        shown = browser.get(page(one, "session", session.pk)).text
        assert "We drew the canal" in shown
        assert GROUP in shown  # the version before
    overtaken = browser.post(page(case, "change_shared", mine.pk), {"what_happened": "Third", "version": 1}).text
    assert "While your page was open" in overtaken
    assert "Third" in overtaken
    assert "The two versions" in overtaken
    assert "We drew the canal" in overtaken


def test_the_page_for_several_children_offers_the_same_prompts_as_for_one(case, other, priya, signed_in):
    for name in ("record_together", "record_session"):
        assert "Who and what keeps them safe now:" in signed_in(priya).get(page(case, name)).text


def test_a_session_of_one_child_has_no_shared_words_to_change(case, priya, signed_in):
    session = make_overdue(case, by=priya).record(
        by=priya,
        held_at=timezone.now(),
        place="Library",
        work="safety",
        child_seen_alone=True,
        what_happened="We talked.",
    )
    assert signed_in(priya).get(page(case, "change_shared", session.pk)).status_code == 404


def test_a_session_marked_as_recorded_in_error_says_so_everywhere(case, other, priya, signed_in):
    mine, _ = make_together(case, other, by=priya)
    browser = signed_in(priya)
    answer = browser.post(page(case, "strike_out_session", mine.pk), {"because": "It was her sister"}, follow=True).text
    assert "Recorded in error." in answer
    assert "It was her sister" in answer
    listed = browser.get(page(case, "case_sessions")).text
    assert "<s>" in listed
    assert "Last seen" not in listed or "Last seen today" not in listed
    again = browser.post(page(case, "strike_out_session", mine.pk), {"because": "Once more"}).text
    assert "was marked as recorded in error already" in again
    assert "Once more" in again


def test_who_may_not_mark_it_is_told_who_can(case, other, priya, morag, team, signed_in):
    mine, _ = make_together(case, other, by=priya)
    noor = make_user(role="caseworker", teams=[team])
    case.allocate(noor, part="co_worker", by=morag)
    shown = signed_in(noor).get(page(case, "strike_out_session", mine.pk)).text
    assert "Only Priya Nair" in shown
    assert "Ask Morag Ellis" in shown
    assert page(case, "strike_out_session", mine.pk) not in signed_in(noor).get(page(case, "session", mine.pk)).text


def test_the_page_of_a_session_costs_the_same_however_many_children(case, other, priya, morag, signed_in):
    more = [make_case(manager=morag) for _ in range(4)]
    for one in more:
        one.allocate(priya, part="lead", by=morag)
    browser = signed_in(priya)
    few, many = make_together(case, other, by=priya)[0], make_together(case, other, *more, by=priya)[0]
    costs = {questions(browser, page(case, "session", one.pk))[0] for one in (few, many)}
    assert len(costs) == 1
