"""Due dates in words, and the parts of a list of what is due. Days are dates in Europe/London."""

from datetime import date, timedelta

from django.utils import timezone

from emerald.words import day_in_words

SOON = timedelta(days=7)


def when(due_on: date) -> str:
    """due on Friday 4 December 2026; due today; overdue since 20 November 2026"""
    today = timezone.localdate()
    if due_on == today:
        return "due today"
    if due_on < today:
        return f"overdue since {day_in_words(due_on)}"
    return f"due on {day_in_words(due_on, weekday=True)}"


def part_of_the_list(due_on: date) -> str:
    """The heading under which something due on that day stands."""
    today = timezone.localdate()
    if due_on < today:
        return "Overdue"
    if due_on == today:
        return "Today"
    return "In the next 7 days" if due_on <= today + SOON else "Later"
