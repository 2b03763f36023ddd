"""Finding a child among those one may read, by whatever one has: never a sign of any other child."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django.apps import apps
from django.db.models import Case as Either
from django.db.models import IntegerField, Q, Value, When

from cases.models.children.child import AT_SCHOOL, Child
from cases.models.children.search_criteria import NUMBERS
from cases.models.children.search_input import SearchInput
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.text.finding import NEAR, begins, called, closeness, may_be_called, sounds_alike, ways_to_join
from emerald.text.naming import run_together
from emerald.text.words import pieces_of, words_of

MOST = 25  # children on a page
EPISODES = 4  # cases looked at for each of them
OF_CHILD = "child__"  # the way from a case to what its child is found by
NAMES = ("given_names", "family_name", "preferred_name")


@dataclass(frozen=True)
class FoundChild:
    """A child, those of their cases one may read (newest first), and in what they fit."""

    child: Child
    cases: list[Any]
    why: str


class ChildSearch:
    """What `typed` finds for `by`: in at most eight queries, whatever there is."""

    def __init__(self, typed: SearchInput, *, by: User) -> None:
        self.typed = typed
        self._mine = apps.get_model("cases", "Case").objects.visible_to(by, Right.READ_CHILD)

    @cached_property
    def found(self) -> list[FoundChild]:
        """Children, the surest first, at most MOST."""
        by_child: dict[Child, list[Any]] = {}
        for case in self._cases:
            by_child.setdefault(case.child, []).append(case)
        return [
            FoundChild(child, sorted(cases, key=lambda case: (case.opened_on, case.pk), reverse=True), self._why(child))
            for child, cases in by_child.items()
        ][:MOST]

    @property
    def shown(self) -> list[Any]:
        """Every case on the page."""
        return [case for one in self.found for case in one.cases]

    @cached_property
    def more(self) -> bool:
        """Whether there may be more than the page shows, all of it the person's own to see."""
        return len(self._keys) > MOST * EPISODES or len({case.child_id for case in self._cases}) > MOST

    @cached_property
    def _cases(self) -> list[Any]:
        place = {key: number for number, key in enumerate(self._keys)}
        cases = self._mine.with_people().prefetch_related("child__also_known_as").with_keys(self._keys)
        return sorted(cases, key=lambda case: place[case.pk])

    @cached_property
    def _keys(self) -> list[int]:
        """The keys of the cases: those of a number alone, else by name, and then also by school."""
        if sure := self._sure():
            return sure
        if not self.typed.words and not self.typed.born:
            return []
        born = Q(child__date_of_birth=self.typed.born) if self.typed.born else Q()
        keys = self._ranked(called(self.typed.words, at=OF_CHILD) & born)
        if self.typed.words and len(keys) < MOST:
            keys += self._spelt_otherwise(born, besides=keys)
            there = (
                called([word], at=OF_CHILD) | begins(word, at=OF_CHILD, mark=AT_SCHOOL) for word in self.typed.words
            )
            keys += [key for key in self._ranked(reduce(and_, there) & born) if key not in set(keys)]
        return keys or self._joined(born)

    def _joined(self, born: Q) -> list[int]:
        """Two of the words as one, Mary Ann as Maryann: asked where nothing else was found."""
        ways = ways_to_join(self.typed.words, wherever=True)[1:]
        return self._ranked(reduce(or_, (called(way, at=OF_CHILD) for way in ways)) & born) if ways else []

    def _spelt_otherwise(self, born: Q, *, besides: Collection[int]) -> list[int]:
        """The closest first: of those whose names share something with what was typed, the ones that may be it."""
        near = self._mine.filter(may_be_called(self.typed.words, at=OF_CHILD) & born).select_related("child")
        cases = near.order_by(*self._spelt, "-opened_on", "-pk")[:NEAR]
        close = [(closeness(self.typed.words, case.child), case.pk) for case in cases]
        close.sort(key=lambda one: -one[0])
        return [key for how, key in close if how and key not in set(besides)]

    def _sure(self) -> list[int]:
        wanted = Q(reference=self.typed.reference) if self.typed.reference else Q()
        for name, spellings in (self.typed.numbers or {}).items():
            wanted |= Q(**{f"child__{name}__in": spellings})
        return list(self._mine.filter(wanted).newest_first().values_list("pk", flat=True)[:MOST]) if wanted else []

    def _ranked(self, wanted: Q) -> list[int]:
        """A whole name spelt as it was typed first, then the beginning of one, then what only sounds alike; in each
        the newest first."""
        cases = self._mine.filter(wanted).order_by(*self._spelt, "-opened_on", "-pk")
        return list(cases.values_list("pk", flat=True)[: MOST * EPISODES + 1])

    @property
    def _spelt(self) -> list[Any]:
        return [sum((_rank(word) for word in self.typed.words), Value(0)).desc()] if self.typed.words else []

    def _why(self, child: Child) -> str:
        if self.typed.reference:
            return "Reference"
        said = [
            NUMBERS[name] for name, spellings in (self.typed.numbers or {}).items() if getattr(child, name) in spellings
        ] or self._why_named(child)
        if self.typed.born and child.date_of_birth == self.typed.born:
            said.append("same date of birth")
        text = ", ".join(said)
        return text[:1].upper() + text[1:]

    def _why_named(self, child: Child) -> list[str]:
        begun = [word for word in self.typed.words if set(pieces_of(word)) <= set(child.beginnings)]
        words = [word for word in self.typed.words if closeness([word], child)]
        said = [f"school: {child.school}"] if len(words) < len(self.typed.words) else []
        if not words:
            return said
        if _written(words, " ".join(getattr(child, name) for name in NAMES)):
            return ["same name", *said]
        also = next((also.name for also in child.also_known_as.all() if _written(words, also.name)), None)
        if also:
            return [f"also known as {also}", *said]
        return ["part of the name" if len(begun) == len(words) else "name sounds alike", *said]


def _written(words: Iterable[str], names: str) -> bool:
    known = {*words_of(names), *map(run_together, names.split())}
    return all(set(words_of(word)) <= known or run_together(word) in known for word in words)


def _rank(word: str) -> Any:
    """3 for a name as it was typed, 2 for one that begins so, 1 for one that sounds alike."""
    return sum(
        (
            Either(When(here, then=Value(points)), default=Value(0), output_field=IntegerField())
            for here, points in ((begins(word, at=OF_CHILD), 2), (sounds_alike(word, at=OF_CHILD), 1))
        ),
        Value(0),
    )
