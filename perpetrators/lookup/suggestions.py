"""The persons and children somebody may mean when they type who was served: by reference, or by name as it is recorded.

What only sounds alike is suggested and never taken: a notice must not land on another person's record.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError

from cases.models import Case, Child
from cases.models.children.search_input import SearchInput
from cases.models.queries import CaseQuerySet
from emerald.accounts.permissions import Right
from emerald.text.compared import in_order
from emerald.text.finding import NEAR, closeness, may_be_called
from emerald.text.words import pieces_of, words_of
from perpetrators.models import PersonOfConcern
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.person import PersonQuerySet
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.search import RegisterSearch

MOST = 10  # suggested while one types; whoever is not among them is still found when typed
ENOUGH = 3  # letters of a word, before anything is suggested
SUGGESTED = 5  # in a sentence
PERSON, CASE = re.compile(r"PC-\d{4}-\d{4,7}", re.IGNORECASE), re.compile(r"EM-\d{4}-\d{4,7}", re.IGNORECASE)
One = TypeVar("One", PersonOfConcern, Case)
NAMES = (ParticularKind.NAME, ParticularKind.NICKNAME)


class Suggestions:
    """Those on whom the reader holds KEEP_MEASURES, and those children they may know to be concerned."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @property
    def _persons(self) -> PersonQuerySet:
        return self.scope.persons(PersonOfConcern.objects.active(), Right.KEEP_MEASURES)

    @property
    def _cases(self) -> CaseQuerySet:
        return Case.objects.visible_to(self.scope.user, Right.READ_SUSPECTS).select_related("child")

    def persons_called(self, text: str) -> list[PersonOfConcern]:
        """[PersonOfConcern]: those whose names begin so, by name."""
        words = _words_of(text)
        return list(self._persons.filter(beginnings__contains=words).by_name()[:MOST]) if words else []

    def cases_called(self, text: str) -> list[Case]:
        """[Case]: of each child whose names begin so, by name, the newest."""
        words = _words_of(text)
        if not words:
            return []
        children = self.scope.children().filter(beginnings__contains=words).by_name()
        found = self._cases.filter(child__in=list(children.values_list("pk", flat=True)[:MOST]))
        newest = {case.child_id: case for case in found.order_by("episode")}
        return sorted(newest.values(), key=_by_name)

    def person(self, text: str) -> PersonOfConcern:
        """The one person meant. Raises ValidationError with a sentence that says whom one may have meant."""
        if reference := PERSON.search(text):
            found = self._persons.filter(reference=reference[0].upper()).first()
            if found is None:
                raise ValidationError(
                    f"There is no person of concern {reference[0].upper()} on whose record you can record measures."
                )
            return found
        mine = set(self._persons.values_list("pk", flat=True))
        called_so = [one.record for one in RegisterSearch(text, scope=self.scope).called_so() if one.record.pk in mine]
        return _the_one(
            called_so,
            text,
            names=_names_of,
            said=lambda one: f"{one.name} ({one.reference})",
            nobody="No person of concern that you can see is called",
        )

    def child(self, text: str) -> Case:
        """The one child meant, likewise, as their newest case."""
        if reference := CASE.search(text):
            found = self._cases.filter(reference=reference[0].upper()).first()
            if found is None:
                raise ValidationError(f"There is no case {reference[0].upper()} that you can see.")
            return found
        words = SearchInput.read(text).words
        theirs = self._cases.order_by("-episode").filter(child__in=self.scope.children().filter(may_be_called(words)))
        close = [(closeness(words, case.child), case) for case in theirs[:NEAR]] if words else []
        close.sort(key=lambda one: -one[0])
        newest: dict[int, Case] = {}
        for how, case in close:
            if how:
                newest.setdefault(case.child_id, case)
        return _the_one(
            list(newest.values()),
            text,
            names=lambda case: _words_of_child(case.child),
            said=lambda case: f"{case.child.full_name} ({case.reference})",
            nobody="None of the children that you can see is called",
        )


def _by_name(case: Case) -> tuple[str, str, int]:
    return in_order(case.child.family_name), in_order(case.child.given_names), case.pk


def _words_of(text: str) -> list[str]:
    """The beginnings that are looked for; of what is typed only halfway, nothing."""
    return [piece for word in SearchInput.read(text).words for piece in pieces_of(word) if len(piece) >= ENOUGH]


def _names_of(person: PersonOfConcern) -> set[str]:
    others = [one.value for one in person.particulars.all() if one.kind in NAMES]
    return set(words_of(" ".join([person.given_names, person.family_name, person.called, *others])))


def _words_of_child(child: Child) -> set[str]:
    return set(words_of(f"{child.given_names} {child.family_name} {child.preferred_name}"))


def _the_one(
    found: list[One], text: str, *, names: Callable[[One], set[str]], said: Callable[[One], str], nobody: str
) -> One:
    wholly = [one for one in found if words_of(text) and set(words_of(text)) <= names(one)]
    if len(wholly) == 1:
        return wholly[0]
    if not found:
        raise ValidationError(f"{nobody} “{text}”. Check the spelling, or enter the reference.")
    offered = ", ".join(said(one) for one in (wholly or found)[:SUGGESTED])
    begin = f"{len(wholly)} are called “{text}”" if wholly else f"Nobody is called exactly “{text}”. Did you mean"
    raise ValidationError(
        f"{begin}: {offered}? Enter the reference."
        if not wholly
        else f"{begin}: {offered}. Enter the reference of the one you mean."
    )
