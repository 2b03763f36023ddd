"""What stands in the way of planning, holding or putting off a review; sentences, and none means go ahead."""

from datetime import timedelta

from django.utils import timezone


def why_not_planned_for(day, *, latest_by):
    """A review is planned for a day from today to `latest_by`; one that is late already, for any day to come soon."""
    if day < timezone.localdate():
        return ["The day of a review that is to be held cannot be in the past."]
    if day > max(latest_by, timezone.localdate()) and latest_by >= timezone.localdate():
        return [f"The review must be held by {latest_by:%-d %B %Y}. Choose an earlier day."]
    if latest_by < timezone.localdate():
        return ["This review is overdue already. Put it off with a reason, so that it stays in sight."]
    return []


def why_not_held_on(case, held_on, *, counted_from):
    if held_on > timezone.localdate():
        return ["A review cannot be recorded before it was held."]
    if held_on < case.opened_on:
        return [f"The review is before the case opened on {case.opened_on:%-d %B %Y}."]
    if held_on < counted_from:
        return [f"The review is before the one of {counted_from:%-d %B %Y}."]
    return []


def why_next_does_not_fit(next_on, held_on, *, days):
    if next_on is None:
        return []
    if next_on <= held_on:
        return ["The next review comes after this one."]
    latest = held_on + timedelta(days=days)
    if next_on > latest:
        return [f"The next review must be by {latest:%-d %B %Y}: every {days} days at this status and level of risk."]
    return []


def why_not_put_off(to, because):
    sentences = []
    if to < timezone.localdate():
        sentences.append("The new day cannot be in the past.")
    if not because.strip():
        sentences.append("Say why the review was not held.")
    return sentences
