"""Finding the one child, person or place somebody means by a reference or a name, among those they may record about."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from cases.models import Child
from emerald.accounts.permissions import Right
from emerald.text.finding import name_contains
from emerald.text.words import words_of
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.register.scope import Scope

MOST = 6  # as many as a sentence can name
RIGHT = Right.RECORD_SUSPECTS


def persons(scope: Scope, text: str) -> list[PersonOfConcern]:
    """Persons of concern of this reference, or whose names and nicknames begin with these words."""
    mine = scope.persons(PersonOfConcern.objects.active(), RIGHT)
    return _found(mine, "reference", text, lambda words: mine.filter(beginnings__contains=words).by_name())


def places(scope: Scope, text: str) -> list[Place]:
    """Places of this reference, or with this in their name."""
    mine = scope.places(Place.objects.all(), RIGHT)
    return _found(mine, "reference", text, lambda words: mine.filter(name_contains(text)).by_name())


def children(scope: Scope, text: str) -> list[Child]:
    """Children with a case of this reference, or whose names begin with these words."""
    mine = scope.children(RIGHT)
    return _found(mine, "cases__reference", text, lambda words: mine.filter(beginnings__contains=words).by_name())


def _found(mine: Any, reference: str, text: str, by_name: Callable[[list[str]], QuerySet[Any]]) -> list[Any]:
    exact = list(mine.filter(**{reference: text.strip().upper()}).distinct()[:MOST])
    if exact:
        return exact
    words = words_of(text)
    return list(by_name(words)[:MOST]) if words else []


def the_one(found: Sequence[Any], *, what: str) -> tuple[Any, str | None]:
    """(the one that was found, None), or (None, the sentence to show)."""
    if len(found) == 1:
        return found[0], None
    if not found:
        return None, f"No {what} that you may record about has that name or reference. Check what you typed"
    more = " and others" if len(found) == MOST else ""
    return None, f"Several match: {'; '.join(_told_apart(one) for one in found)}{more}. Enter more of it"


def _told_apart(one: Any) -> str:
    age = getattr(one, "age_in_words", "")
    return ", ".join(filter(None, [one.name, getattr(one, "reference", ""), age and f"age {age}"]))
