"""The addresses of direct work, and what its form posts."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.factories.posting import date_parts

DAY = timedelta(days=1)
TEXT = "She talked about the yellow house by the canal"


def page(case, name="case_sessions", *more):
    return reverse(name, args=[case.reference, *more])


def typed(day=None, **more):
    """What a caseworker types about a session just before midnight of yesterday, unless `day` says otherwise."""
    return {
        "time": "11:50pm",
        "place": "At school",
        "work": "safety",
        "attendance": "held",
        "child_seen_alone": "yes",
        "what_happened": TEXT,
        "childs_words": "I feel safe there",
        "next_step": "",
        "next_step_on_day": "",
        "next_step_on_month": "",
        "next_step_on_year": "",
        **date_parts("day", day or timezone.localdate() - DAY),
        **more,
    }
