"""What stands in the way of planning, holding or putting off a review; sentences, and none means go ahead."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models.base.host import CaseHost
from emerald.day_rules import why_before, why_in_past
from emerald.words import day_in_words


def why_not_planned_for(day: date, *, latest_by: date) -> list[str]:
    """A review is planned for a day from today to `latest_by`; one that is late already, for any day to come soon."""
    if over := why_in_past(day, "The day of a review that is to be held"):
        return over
    if day > max(latest_by, timezone.localdate()) and latest_by >= timezone.localdate():
        return [f"The review must be held by {day_in_words(latest_by)}. Choose an earlier day."]
    if latest_by < timezone.localdate():
        return ["This review is overdue already. Put it off with a reason, so that it stays in sight."]
    return []


def why_not_held_on(case: CaseHost, held_on: date, *, counted_from: date) -> list[str]:
    if held_on > timezone.localdate():
        return ["A review cannot be recorded before it was held."]
    return case.why_before_opening(held_on, "The review") or why_before(
        held_on, counted_from, "the one held", "The review"
    )


def why_not_next_on(next_on: date | None, held_on: date, *, days: int) -> list[str]:
    if next_on is None:
        return []
    if next_on <= held_on:
        return ["The next review comes after this one."]
    latest = held_on + timedelta(days=days)
    if next_on > latest:
        return [
            f"The next review must be by {day_in_words(latest)}: every {days} days at this status and level of risk."
        ]
    return []


def why_not_put_off(to: date, because: str) -> list[str]:
    sentences = why_in_past(to, "The new day")
    if not because.strip():
        sentences.append("Say why the review was not held.")
    return sentences
