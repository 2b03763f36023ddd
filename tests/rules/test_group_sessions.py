"""One session with several children: a part for all, a part for each, and what is read of it by whom."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import EndReason
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from interventions.models import Session, SharedPart
from interventions.search.queries import Wanted, find_notes
from tests.days import Later
from tests.factories.children import close, make_case
from tests.factories.people import make_user
from tests.factories.sessions import make_old_together, make_session, make_together, part

NOW = timezone.localtime  # so many days before are as many days on the calendar, also where the clocks changed
DAY = timedelta(days=1)
MISSED = {"attendance": "did_not_attend", "why_not_held": "Ill. I rang her aunt."}


def nothing_was_recorded():
    return not Session.objects.exists() and not SharedPart.objects.exists()


def found(words, by):
    return [one.pk for one in find_notes(Wanted(words=words), by=by).notes]


def test_each_child_has_a_session_and_the_shared_part_is_written_once(case, other, priya):
    mine, hers = make_together(
        case,
        other,
        by=priya,
        what_happened="We drew a map.",
        parts={case: part(what_happened="She found the library.", childs_words="Here!"), other: part()},
    )
    assert (mine.case, hers.case) == (case, other)
    assert mine.group == hers.group == SharedPart.objects.get()
    assert (mine.group.what_happened, mine.what_happened) == ("We drew a map.", "She found the library.")
    assert {Case.objects.get(pk=one.pk).last_seen_on for one in (case, other)} == {mine.held_on}
    sentence = "Priya Nair saw the child in a group: safety planning (Youth club)."
    assert [one.entries.of_kind("direct_work").get().sentence for one in (case, other)] == [sentence, sentence]


def test_a_child_who_did_not_come_is_recorded_so_and_was_not_seen(case, other, priya):
    _, hers = make_together(case, other, by=priya, parts={other: MISSED})
    assert not hers.is_held
    assert Case.objects.get(pk=other.pk).last_seen_on is None


@pytest.mark.parametrize("who", ["morag", "sunita", "owen", "ada"])
def test_nobody_without_the_right_records_a_shared_session(case, other, who, request):
    with pytest.raises(NotYours, match="You cannot record direct work on EM-"):
        make_together(case, other, by=request.getfixturevalue(who))
    assert nothing_was_recorded()


def test_a_case_lost_meanwhile_is_named_and_nothing_is_recorded(case, other, priya, morag):
    other.end_allocation(other.current_allocations[0], by=morag, reason=EndReason.HANDED_OVER)
    with pytest.raises(NotYours, match=f"on {other.reference} any more"):
        make_together(case, other, by=priya)
    assert nothing_was_recorded()


def test_a_case_closed_meanwhile_is_named_and_nothing_is_recorded(case, other, priya, morag, sunita):
    close(other, morag, sunita)
    with pytest.raises(NotYet, match=f"{other.reference}: This case was closed"):
        make_together(case, other, by=priya)
    assert nothing_was_recorded()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"held_at": Later(lambda: NOW() + DAY)}, "cannot be in the future"),
        # Two nights before the first day: the clocks may have gone back in between.
        ({"held_at": Later(lambda: NOW() - 62 * DAY)}, "before the case opened"),
        ({"what_happened": " "}, "Say what happened in the group"),
        ({"held_at": Later(lambda: NOW() - 9 * DAY), "late_reason": ""}, "Enter why it is recorded late"),
    ],
)
def test_what_is_wrong_with_the_whole_is_said_and_nothing_is_recorded(case, other, priya, told, sentence):
    with pytest.raises(NotYet, match=sentence):
        make_together(case, other, by=priya, **told)
    assert nothing_was_recorded()


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        ({"child_seen_alone": True}, "Say what happened."),
        ({"child_seen_alone": None, "what_happened": "x"}, "child alone"),
        ({"attendance": "cancelled", "why_not_held": "Ill."}, "Say who cancelled"),
        (Later(lambda: part(next_step_on=timezone.localdate())), "no next step"),
    ],
)
def test_what_is_wrong_with_one_part_names_its_case(case, other, priya, one, sentence):
    with pytest.raises(NotYet, match=f"{other.reference}: .*{sentence}"):
        make_together(case, other, by=priya, parts={other: one})
    assert nothing_was_recorded()


def test_a_session_with_one_child_or_with_too_many_is_refused(case, priya, morag):
    with pytest.raises(NotYet, match="recorded on the page for one child"):
        make_together(case, by=priya)
    many = [make_case(manager=morag) for _ in range(12)]
    for one in many:
        one.allocate(priya, part="lead", by=morag)
    with pytest.raises(NotYet, match="for up to 12 children"):
        make_together(case, *many, by=priya)


def test_when_nobody_came_nothing_happened_in_the_group(case, other, priya):
    with pytest.raises(NotYet, match="No child came"):
        make_together(case, other, by=priya, parts={case: MISSED, other: MISSED})
    assert len(make_together(case, other, by=priya, what_happened="", parts={case: MISSED, other: MISSED})) == 2


def test_each_more_child_costs_the_same_number_of_questions(case, other, priya, morag):
    third, fourth = make_case(manager=morag), make_case(manager=morag)
    for one in (third, fourth):
        one.allocate(priya, part="lead", by=morag)
    cost = []
    for cases in ((case, other), (case, other, third), (case, other, third, fourth)):
        with CaptureQueriesContext(connection) as asked:
            make_together(*cases, by=priya)
        cost.append(len(asked))
    assert cost[2] - cost[1] == cost[1] - cost[0]


def test_who_reads_one_child_is_told_how_many_others_there_were_and_named_only_those_they_may_read(
    case, other, priya, morag, team
):
    third = make_case(manager=morag)
    third.allocate(priya, part="lead", by=morag)
    mine, hers, _ = make_together(case, other, third, by=priya)
    noor = make_user(role="caseworker", teams=[team])
    for one in (case, other):
        one.allocate(noor, part="co_worker", by=morag)
    assert mine.others_in_the_group() == 2
    assert mine.sessions_of_others(noor) == [hers]
    assert len(mine.sessions_of_others(priya)) == 2
    assert mine.sessions_of_others(make_user(role="caseworker", teams=[team])) == []


def test_the_author_puts_the_shared_words_right_and_every_version_is_kept(case, other, priya):
    shared = make_together(case, other, by=priya, what_happened="First.")[0].group
    shared.change_words(by=priya, version=1, what_happened="Second.")
    shared = SharedPart.objects.get()
    assert (shared.what_happened, shared.version) == ("Second.", 2)
    assert [one.what_happened for one in shared.earlier_versions] == ["First."]


def test_nobody_else_changes_the_shared_words(case, other, priya, morag, team):
    noor = make_user(role="caseworker", teams=[team])
    for one in (case, other):
        one.allocate(noor, part="co_worker", by=morag)
    shared = make_together(case, other, by=priya)[0].group
    for somebody in (noor, morag):
        with pytest.raises(NotYours, match="Only Priya Nair"):
            shared.change_words(by=somebody, what_happened="Otherwise.")


def test_the_shared_words_are_locked_after_24_hours_in_the_verb_and_in_the_database(case, other, priya):
    shared = make_old_together(case, other, by=priya)[0].group
    with pytest.raises(NotYet, match="locked 24 hours"):
        shared.change_words(by=priya, what_happened="Otherwise.")
    with pytest.raises(IntegrityError, match="locked 24 hours"), transaction.atomic():
        SharedPart.objects.update(what_happened="Otherwise.")


def test_the_shared_words_stay_when_the_case_of_one_child_closed_or_was_lost(case, other, priya, morag, sunita):
    shared = make_together(case, other, by=priya)[0].group
    close(other, morag, sunita)
    with pytest.raises(NotYet, match="closed or is no longer with you"):
        shared.change_words(by=priya, what_happened="Otherwise.")


def test_a_page_overtaken_is_refused_and_an_empty_text_too(case, other, priya):
    shared = make_together(case, other, by=priya)[0].group
    shared.change_words(by=priya, what_happened="Second.")
    with pytest.raises(ChangedMeanwhile):
        shared.change_words(by=priya, version=1, what_happened="Third.")
    with pytest.raises(NotYet, match="Say what happened in the group"):
        shared.change_words(by=priya, what_happened=" ")
    with pytest.raises(KeyError):
        shared.change_words(by=priya, place="Elsewhere")


def test_a_childs_own_words_are_changed_apart_from_the_shared_ones(case, other, priya):
    mine, hers = make_together(case, other, by=priya, aims="Know the way.")
    mine.change_words(by=priya, what_happened="She spoke twice.")
    assert "aims" not in mine.words
    with pytest.raises(KeyError):
        mine.change_words(by=priya, aims="Otherwise.")
    assert Session.objects.get(pk=hers.pk).what_happened == part()["what_happened"]


@pytest.mark.parametrize("nonsense", [{"place": "Elsewhere"}, {"work": "online"}, {"group": None}])
def test_the_database_keeps_a_part_and_the_shared_part_together(case, other, priya, nonsense):
    make_together(case, other, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.sessions.update(**nonsense)


@pytest.mark.parametrize(
    "nonsense", [{"place": "Elsewhere"}, {"held_at": Later(lambda: NOW() - DAY)}, {"length_minutes": 5}]
)
def test_the_facts_of_a_shared_part_never_change(case, other, priya, nonsense):
    make_together(case, other, by=priya)
    with pytest.raises(IntegrityError, match="only the words"), transaction.atomic():
        SharedPart.objects.update(**nonsense)


def test_the_search_finds_the_shared_words_through_each_childs_session_one_may_read(case, other, priya, owen, sunita):
    mine, hers = make_together(
        case, other, by=priya, what_happened="A lantern walk.", parts={case: part(what_happened="She led the way.")}
    )
    assert set(found("lantern", priya)) == {mine.pk, hers.pk}
    assert found("lantern led", priya) == [mine.pk]
    assert found("lantern -led", priya) == [hers.pk]
    assert found("lantern", owen) == []
    assert "lantern" in find_notes(Wanted(words="lantern"), by=priya).notes[0].extract


def test_who_sees_many_cases_finds_shared_words_too(case, other, priya, sunita, monkeypatch):
    mine, hers = make_together(
        case, other, by=priya, what_happened="A lantern walk.", parts={case: part(what_happened="She led the way.")}
    )
    alone = make_session(case, by=priya, what_happened="A lantern in the window.")
    monkeypatch.setattr("cases.models.access.visible.PROBE", 0)
    assert set(found("lantern", sunita)) == {mine.pk, hers.pk, alone.pk}
    assert found("lantern led", sunita) == [mine.pk]


def test_the_shared_words_are_not_found_in_the_record_of_a_child_who_was_not_there(case, other, priya):
    mine, _ = make_together(case, other, by=priya, what_happened="A lantern walk.", parts={other: MISSED})
    assert found("lantern", priya) == [mine.pk]
