"""Looking for a child who may be known already, without telling of a case the person cannot see.

What matches is shown only where the person may read the child. For the rest there is one sentence, the same for one
match or many, and only for a match that is hardly chance: an identical number, or a name that sounds alike with the
same date of birth. A restricted record takes no part except to those named on it: they are told when a case is opened
all the same (`Likeness`). See emerald/decisions/0007-the-same-child.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case as Either
from django.db.models import Exists, IntegerField, OuterRef, Q, Value, When

from cases.models.access.restriction import Restriction
from cases.models.children.search_criteria import NUMBERS, SearchCriteria
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import SERVICE_MANAGER
from emerald.database.identity import acting_as_emerald
from emerald.text.compared import in_order
from emerald.text.finding import halves_shared_with, shares_keys_with

if TYPE_CHECKING:
    from cases.models.children.child import Child

NOBODY = 0  # no child's key: so that the same questions are asked where there is nobody to ask them of
MOST = 20  # matches on a page; who gets more says more about the child
# Compared, of those with the same date of birth: in 100,000 children some twenty, and more on a first of January.
CANDIDATES = 100
NAMED = 500  # looked at, of those whose name has something in common


class ChildQuerySet(models.QuerySet[Any]):
    def born_with(self, sought: SearchCriteria) -> Self:
        """Those with the same date of birth, at most CANDIDATES of them: first with whom most of the name has something
        in common."""
        if not (sought.date_of_birth and sought.name.halves):
            return self.none()
        born = self.filter(date_of_birth=sought.date_of_birth)
        return born.order_by(*_most_in_common(sought), "pk")[:CANDIDATES]

    def candidates(self, sought: SearchCriteria, born: Iterable[int]) -> Self:
        """Those of whom it can be hardly chance: with an identical number, or among `born_with`. The keys of the latter
        are given: as a question within this one it would be answered by reading every child."""
        return self.filter(_any([Q(pk__in=born), *(Q(**{name: value}) for name, value in sought.numbers().items())]))

    def named_like(self, sought: SearchCriteria) -> Self:
        """Those with whom each half of the name has something in common, at most NAMED, those who have most first."""
        if not sought.name.halves:
            return self.none()
        return self.filter(shares_keys_with(sought.name)).order_by(*_most_in_common(sought), "-pk")[:NAMED]

    def by_name(self) -> Self:
        """By family name, where people look for it."""
        return self.order_by("family_name__in_order", "given_names__in_order", "pk")

    def by_given_names(self) -> Self:
        """As children are called in a list to choose from."""
        return self.order_by("given_names__in_order", "family_name__in_order", "pk")

    def with_confirmed(self, numbers: Mapping[str, str]) -> Self:
        """Those on whose record one of these numbers (name -> value) stands, and is not in question."""
        alike = _any(Q(**{name: value}) & ~Q(in_question__contains=[name]) for name, value in numbers.items())
        return self.filter(alike) if alike else self.none()


def _most_in_common(sought: SearchCriteria, *, at: str = "") -> list[Any]:
    """An order: by how much of what is looked for is on the row, if anything is. `at`: the way to the child,
    "child__"."""
    facts = halves_shared_with(sought.name, at=at)
    if sought.date_of_birth:
        facts.append(Q(**{f"{at}date_of_birth": sought.date_of_birth}))
    points = [Either(When(fact, then=1), default=0, output_field=IntegerField()) for fact in facts]
    return [sum(points, Value(0)).desc()] if points else []


def _any(conditions: Iterable[Q]) -> Q:
    together = Q()
    for condition in conditions:
        together |= condition
    return together


@dataclass(frozen=True)
class Match:
    """A child who may be the one, with those of their cases the person can see, newest first."""

    child: "Child"
    cases: list[Any]
    why: list[str]
    may_reopen: bool


class IdentityMatch:
    """What the search for `sought` tells `by`, in at most twelve queries whatever there is; with a restricted record
    that `by` may not see it asks the same questions as without."""

    def __init__(self, sought: SearchCriteria, *, by: User) -> None:
        self.sought, self.by = sought, by
        self.cases = apps.get_model("cases", "Case").objects
        self.children = apps.get_model("cases", "Child").objects

    @cached_property
    def matches(self) -> list["Match"]:
        """Visible ones, the surest first."""
        by_child: dict[Child, list[Any]] = {}
        for case in self._visible:
            by_child.setdefault(case.child, []).append(case)
        found = [
            Match(child, cases, self.sought.why(child), self._may_reopen(child, cases))
            for child, cases in by_child.items()
        ]
        return sorted(found, key=self._surest_first)[:MOST]

    def _surest_first(self, match: Match) -> tuple[bool, int, float]:
        return match.child.pk not in self._sure, -len(match.why), -self.sought.closeness(match.child.name_keys)

    @property
    def shown(self) -> list[Any]:
        """The cases of the matches, each of which has been read once the page is out."""
        return [case for match in self.matches for case in match.cases]

    @cached_property
    def hidden(self) -> bool:
        """Whether there is an almost certain match, or an open case of a child shown, that `by` cannot open."""
        seen = {case.pk for case in self._visible}
        return bool(self._sure - self._shown) or any(
            case not in seen for cases in self._open.values() for case in cases
        )

    @cached_property
    def touched(self) -> set[int]:
        """The cases of every child it is almost certainly, seen or not, restricted or not: for the access log."""
        return {case for _, case, *_ in self._surely if case}

    @cached_property
    def restricted(self) -> set[int]:
        """The children it is almost certainly whose restricted records `by` cannot open."""
        return {child for child, _, restricted, _ in self._surely if restricted} - self._shown

    @cached_property
    def unseen(self) -> set[int]:
        """The children it is almost certainly, by name and day of birth, whose records `by` cannot open, restricted or
        not: managers are asked whether it is one child (`Likeness`), also where somebody said that it is not."""
        return {child for child, *_, by_name in self._surely if by_name} - self._shown

    @cached_property
    def _shown(self) -> set[int]:
        return {case.child_id for case in self._visible}

    @cached_property
    def _born(self) -> list[int]:
        with acting_as_emerald("same child"):
            return [NOBODY, *self.children.born_with(self.sought).values_list("pk", flat=True)]

    @cached_property
    def _named(self) -> list[int]:
        with acting_as_emerald("same child"):
            return list(self.children.named_like(self.sought).values_list("pk", flat=True))

    @cached_property
    def _surely(self) -> list[tuple[int, int | None, bool, bool]]:
        """(child, case or None, whether the record is restricted, whether name and day of birth say so)"""
        in_force = Exists(Restriction.objects.in_force().filter(child=OuterRef("pk")))
        known = ("name_keys", "date_of_birth", *NUMBERS)
        with acting_as_emerald("same child"):
            candidates = (
                self.children.candidates(self.sought, self._born)
                .annotate(is_restricted=in_force)
                .values_list("pk", "cases", "is_restricted", *known)
            )
            return [
                (child, case, restricted, self.sought.is_surely(**dict(zip(known[:2], facts[:2], strict=True))))
                for child, case, restricted, *facts in candidates
                if self.sought.is_surely(**dict(zip(known, facts, strict=True)))
            ]

    @cached_property
    def _sure(self) -> set[int]:
        """The children it is almost certainly, without restricted ones that `by` cannot open."""
        return {child for child, *_ in self._surely} - self.restricted

    @cached_property
    def _visible(self) -> list[Any]:
        mine = self.cases.visible_to(self.by, Right.READ_CHILD).with_people().newest_first()
        surely = [NOBODY, *{child for child, *_ in self._surely}]
        sure = mine.filter(child__in=surely)
        maybe = (
            mine.filter(child__in={*self._born, *self._named})
            .exclude(child__in=surely)
            .order_by(*_most_in_common(self.sought, at="child__"), "-opened_on", "-pk")
        )
        named_so = [case for case in maybe[: 4 * MOST] if self.sought.why(case.child)]
        return [*sure, *named_so[: 2 * MOST]]

    @cached_property
    def _open(self) -> dict[int, list[int]]:
        """Child -> their open cases, seen or not, of every child that matters here."""
        children = {NOBODY} | self._sure | {case.child_id for case in self._visible}
        found: dict[int, list[int]] = {}
        with acting_as_emerald("same child"):
            for child, case in self.cases.open().filter(child__in=children).values_list("child", "pk"):
                found.setdefault(child, []).append(case)
        return found

    def _may_reopen(self, child: "Child", cases: Sequence[Any]) -> bool:
        return child.pk not in self._open and cases[0].pk in self._reopenable

    @cached_property
    def _reopenable(self) -> set[int]:
        keys = [case.pk for case in self._visible]
        return set(self.cases.visible_to(self.by, Right.REOPEN).filter(pk__in=keys).values_list("pk", flat=True))

    @property
    def sentence(self) -> str:
        """For what cannot be shown."""
        return (
            "There may be a record of this child that you cannot open. "
            f"Ask {whom_to_ask(self.by)} before you open a case."
        )


def whom_to_ask(by: User) -> str:
    """The service managers of one's own teams by name, else all of them: no name tells which team has the record."""
    managers = User.objects.may_enter().in_role(SERVICE_MANAGER).exclude(pk=by.pk)
    names = sorted({one.name for one in managers.in_team(*by.teams)} or {one.name for one in managers}, key=in_order)
    return f"{' or '.join(names)}, service manager," if names else "a service manager"
