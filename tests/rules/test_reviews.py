"""Reviews: one always waits, its day follows from the frequency, and what was missed or late stays in sight."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Frequency, Review
from emerald.guards import NotYet, NotYours
from tests.factories.assessments import all_answered, sign_off
from tests.factories.children import make_case

DAY = timedelta(days=1)
HELD = {"outcome": "carry_on", "decisions": "Weekly visits go on.", "childs_view": "“All right.”"}


def today():
    return timezone.localdate()


@pytest.fixture
def review(case):
    return case.review_waiting


def hold(review, by, **more):
    return review.hold(by=by, chaired_by=by, **{"held_on": today(), **HELD, **more})


def test_a_case_that_opens_has_a_review_waiting(case, review):
    assert (review.status, review.planned_for) == ("waiting", None)


def test_a_child_not_assessed_yet_is_reviewed_as_at_medium_risk(morag):
    case = make_case(manager=morag, opened_on=today() - 5 * DAY)
    assert case.review_waiting.due_on == case.opened_on + 42 * DAY


def test_a_higher_level_brings_the_review_forward_at_once(morag, sunita):
    case = make_case(manager=morag, opened_on=today() - 5 * DAY)
    sign_off(case, by=morag, signer=sunita, level="high", answers=all_answered("yes"))
    assert case.review_waiting.due_on == case.opened_on + 28 * DAY


def test_a_frequency_the_team_changes_counts_at_once_for_every_open_case(case, review, sunita):
    frequency = Frequency.objects.get(state="at_risk", level="")
    frequency.change(by=sunita, because="Panel of March.", review_days=30, seen_days=20, supervision_days=31, version=1)
    assert case.review_waiting.latest_by == review.counted_from + 30 * DAY


@pytest.mark.parametrize("days", [0, 367])
def test_a_frequency_of_zero_or_more_than_a_year_is_refused(db, sunita, days):
    frequency = Frequency.objects.get(state="victim", level="high")
    with pytest.raises(NotYet, match=f"{days} does not"):
        frequency.change(by=sunita, because="Panel.", review_days=days, seen_days=14, supervision_days=31)
    with pytest.raises(IntegrityError), transaction.atomic():
        Frequency.objects.filter(pk=frequency.pk).update(review_days=days)


@pytest.mark.parametrize("who", ["priya", "morag", "ada"])
def test_only_a_service_manager_sets_frequencies(db, who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotYours):
        Frequency.objects.first().change(by=by, because="x", review_days=9, seen_days=9, supervision_days=9)


def test_the_day_of_a_review_is_set_within_the_frequency(case, review, priya):
    review.plan_for(today() + 3 * DAY, by=priya, version=1)
    assert case.review_waiting.due_on == today() + 3 * DAY
    with pytest.raises(NotYet, match="must be held by"):
        case.review_waiting.plan_for(review.latest_by + DAY, by=priya)
    with pytest.raises(NotYet, match="in the past"):
        case.review_waiting.plan_for(today() - DAY, by=priya)


def test_a_review_held_leaves_its_decisions_and_another_one_waiting(case, review, morag):
    following = hold(review, morag, next_on=today() + 20 * DAY)
    kept = Review.objects.get(pk=review.pk)
    assert (kept.status, kept.decisions, kept.was_late) == ("held", "Weekly visits go on.", False)
    assert (following.counted_from, case.review_waiting.due_on) == (today(), today() + 20 * DAY)
    assert case.entries.of_kind("review").get().sentence == "Review held: support goes on as planned."


def test_the_next_review_is_not_later_than_the_frequency(review, morag):
    with pytest.raises(NotYet, match="every 42 days"):
        hold(review, morag, next_on=today() + 43 * DAY)


def test_a_review_before_the_case_opened_or_in_the_future_is_refused(case, review, morag):
    with pytest.raises(NotYet, match="before the case opened"):
        hold(review, morag, held_on=case.opened_on - DAY)
    with pytest.raises(NotYet, match="before it was held"):
        hold(review, morag, held_on=today() + DAY)
    assert Review.objects.get().status == "waiting"


def test_a_review_held_late_says_so_for_ever(case, morag):
    case.reviews.update(counted_from=case.opened_on)
    review = case.review_waiting
    assert review.is_overdue
    hold(review, morag)
    kept = Review.objects.get(pk=review.pk)
    assert (kept.was_due_on, kept.was_late) == (case.opened_on + 42 * DAY, True)


def test_a_review_that_was_not_held_stays_in_sight_and_is_still_due(case, review, priya):
    review.put_off(by=priya, to=today() + 2 * DAY, because="Mother was ill.")
    assert Review.objects.get(pk=review.pk).was_late
    assert (case.review_waiting.due_on, case.review_waiting.latest_by) == (today() + 2 * DAY, review.latest_by)


def test_managers_hold_reviews_and_workers_prepare_them(review, priya, morag):
    with pytest.raises(NotYours):
        hold(review, priya)
    review.plan_for(today(), by=priya)
    assert hold(review, morag).pk


def test_a_review_resolves_the_actions_it_looked_at(case, review, priya, morag):
    action = case.add_action(by=priya, strand="protect", text="Ring", due_on=today(), owner=priya)
    hold(review, morag, actions=[(action, {"status": "done", "what_was_done": "Rang."})])
    assert case.plan_actions.get().status == "done"


def test_a_review_somebody_else_held_meanwhile_is_not_held_twice(review, morag, sunita):
    page = Review.objects.select_related("case").get(pk=review.pk)
    hold(review, morag)
    with pytest.raises(NotYet, match="This review has ended already: held"):
        hold(page, sunita, version=1)


def test_an_overdue_review_is_held_before_the_case_closes(case, morag):
    case.reviews.update(counted_from=case.opened_on)
    assert any("A review was due" in sentence for sentence in case.why_not_propose())
    hold(case.review_waiting, morag)
    assert case.why_not_propose() == []


def test_the_review_that_waits_ends_with_the_case(case, review, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.").approve(by=sunita)
    kept = Review.objects.get(pk=review.pk)
    assert (kept.status, kept.why_not_held) == ("not_held", "The case was closed.")
    assert case.review_waiting is None


def test_the_database_lets_one_review_wait_and_no_empty_one_be_held(case, review):
    with pytest.raises(IntegrityError), transaction.atomic():
        case.reviews.create(counted_from=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(status="held", held_on=date(2026, 1, 1))
