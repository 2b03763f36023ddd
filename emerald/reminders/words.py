"""Due dates in words, and the parts of a list of what is due. Days are dates in Europe/London."""

from datetime import timedelta

from django.utils import timezone

SOON = timedelta(days=7)


def when(due_on):
    """due on Friday 4 December 2026; due today; overdue since 20 November 2026"""
    today = timezone.localdate()
    if due_on == today:
        return "due today"
    if due_on < today:
        return f"overdue since {due_on:%-d %B %Y}"
    return f"due on {due_on:%A %-d %B %Y}"


def part_of_the_list(due_on):
    """The heading under which something due on that day stands."""
    today = timezone.localdate()
    if due_on < today:
        return "Overdue"
    if due_on == today:
        return "Today"
    return "In the next 7 days" if due_on <= today + SOON else "Later"
