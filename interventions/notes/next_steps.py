"""The next steps that notes led to: what the case page says is to be done, and what must be finished before closing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from cases.registries.next_up import Next
from emerald.words import day_in_words
from interventions.notes.models.queries import NoteQuerySet


def steps(called: str, case: Case) -> QuerySet[Any, Any]:
    """The next steps that wait after the sessions or contacts of `case`."""
    return getattr(case, f"{called}s").with_next_step_open().order_by().values_list("pk", "next_step", "next_step_on")


def describe_steps(called: str, case: Case, rows: Iterable[Any]) -> list[Next]:
    return [Next(step, day, called, {"reference": case.reference, called: key}) for key, step, day in rows]


def unfinished(notes: NoteQuerySet, after: str) -> list[str]:
    """The sentence that keeps a case open while `notes` have a next step open. Source: DOMAIN.md section 2.1."""
    moments = sorted(note.moment for note in notes)
    if not moments:
        return []
    return [
        f"{len(moments)} next step{'s' if len(moments) > 1 else ''} after {after} not finished yet; the first is "
        f"from {day_in_words(moments[0])}."
    ]
