"""What cannot be true of a day: one set of rules, each with its sentence. Days are dates in Europe/London.

Each returns its sentences, none when the day fits or when there is no day. `called` is what the sentence calls the day.
"""

from datetime import date

from django.utils import timezone

from emerald.words import day_in_words


def why_in_future(day: date | None, called: str = "The day") -> list[str]:
    return [f"{called} cannot be in the future."] if day and day > timezone.localdate() else []


def why_in_past(day: date | None, called: str = "The day") -> list[str]:
    return [f"{called} cannot be in the past."] if day and day < timezone.localdate() else []


def why_before(day: date | None, first: date | None, what: str, called: str = "The day") -> list[str]:
    """`what` happened on `first`, before which this day cannot be: "the case opened"."""
    return [f"{called} is before {what} on {day_in_words(first)}."] if day and first and day < first else []


def problem_in_future(question: str, day: date | None, called: str = "The day") -> dict[str, str]:
    """The same for a form: {question: sentence}, empty when the day fits."""
    return {question: f"{called} must be today or in the past"} if day and day > timezone.localdate() else {}
