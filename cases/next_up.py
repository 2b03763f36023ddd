"""What is to be done next on a case: each app that knows of something tells it, the case page shows it in one list.

A source is a callable `(case) -> iterable of Next`; it asks one query at most and is only asked by people who hold
the right it was registered with.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from emerald.accounts.permissions import Right


@dataclass(frozen=True)
class Next:
    """One thing to do: in words, by when (a date in Europe/London, or None), and the page on which to do it."""

    text: str
    by: date | None
    page: str
    page_args: dict = field(default_factory=dict)

    @property
    def href(self):
        return reverse(self.page, kwargs=self.page_args)

    @property
    def is_late(self):
        return self.by is not None and self.by < timezone.localdate()


_sources: list[tuple[Callable, Right]] = []


def add_source(source, *, needs):
    """Register `source`, from an AppConfig's ready() at the latest."""
    _sources.append((source, needs))


def next_up(case):
    """Everything to do next on `case` (from the door), what is due first on top, what has no day last."""
    told = [one for source, needs in _sources if needs in case.rights for one in source(case)]
    return sorted(told, key=lambda one: one.by or date.max)
