"""Finding a person of concern or a measure by whatever one has of it, among what one may read: never a sign of more.

A name or nickname and what sounds like it, part of a number plate, a telephone number or its last digits, a handle or
address, the reference of an order, of a crime, of the police or of a record, and a child: whom that child is linked to,
and by what protected.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from cases.models.children.search_input import SearchInput
from emerald.accounts.permissions import Right
from emerald.text.finding import NEAR, called, closeness, may_be_called
from emerald.text.plates import ENOUGH, LONGEST, MANY, plates_meet
from emerald.text.read import as_read
from emerald.text.words import pieces_of
from perpetrators.models import Link, Measure, Particular, PersonOfConcern, ProtectedChild
from perpetrators.models.persons.identifiers.fragment import ENOUGH_OF_A_PHONE
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.person import PersonQuerySet
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope

MOST = 25  # of persons and of measures on a page
CHILDREN = 25  # looked at when a child's name was typed
OWN_REFERENCE = re.compile(r"(PC|PL|DM)[\s-]*(\d{4})[\s-]*(\d{4,7})", re.IGNORECASE | re.ASCII)


@dataclass
class FoundRecord:
    """A record and in what it fits."""

    record: Any
    why: list[str] = field(default_factory=list)

    @property
    def reason(self) -> str:
        text = ", ".join(dict.fromkeys(self.why))
        return text[:1].upper() + text[1:]


class RegisterSearch:
    """What `text` finds in `scope`, in a constant number of queries whatever there is."""

    def __init__(self, text: str, *, scope: Scope) -> None:
        self.text, self.scope = " ".join(text.split()), scope
        self.typed = SearchInput.read(self.text)
        own = OWN_REFERENCE.fullmatch(self.text)
        self.reference = f"{own[1].upper()}-{own[2]}-{own[3]}" if own else ""

    @cached_property
    def persons(self) -> list["FoundRecord"]:
        """[Found], the surest first: by reference, by number or plate, by name, then through a child."""
        return self._found(*self._by_reference, *self._by_particular, *self._by_name, *self._by_child)

    def called_so(self) -> list["FoundRecord"]:
        """[Found]: those alone who are themselves called what was typed, or known by it."""
        return self._found(*self._by_reference, *self._by_particular, *self._by_name)

    def _found(self, *keys_and_why: tuple[int, str]) -> list["FoundRecord"]:
        why: dict[int, list[str]] = {}
        for key, said in keys_and_why:
            why.setdefault(key, []).append(said)
        keys = list(why)[:MOST]
        there = self._persons.with_people().prefetch_related("particulars").in_bulk(keys)
        return [FoundRecord(there[key], why[key]) for key in keys if key in there]

    @cached_property
    def measures(self) -> list["FoundRecord"]:
        """[Found]: by reference, then those that protect a child who was found."""
        why: dict[int, list[str]] = {}
        for key, said in (*self._measures_by_reference, *self._measures_by_child):
            why.setdefault(key, []).append(said)
        keys = list(why)[:MOST]
        there = self._measures.with_subjects().in_bulk(keys)
        return [FoundRecord(there[key], why[key]) for key in keys if key in there]

    @property
    def may_be_more(self) -> bool:
        return MOST in (len(self.persons), len(self.measures))

    @property
    def _persons(self) -> PersonQuerySet:
        return self.scope.persons(PersonOfConcern.objects.active(), Right.READ_SUSPECTS)

    @property
    def _measures(self) -> Any:
        return self.scope.measures(Measure.objects.all(), Right.READ_SUSPECTS)

    @property
    def _by_reference(self) -> list[tuple[int, str]]:
        if not self.reference:
            return []
        keys = self._persons.of_reference(self.reference).values_list("pk", flat=True)
        return [(key, "reference") for key in keys]

    @property
    def _by_particular(self) -> list[tuple[int, str]]:
        """Each kind of particular brings what was typed to its own form; a plate may be partial on either side, and of
        a telephone number its last digits are enough."""
        wanted = Q()
        for kind in ParticularKind.values:
            if match := match_of(kind, self.text):
                wanted |= Q(kind=kind, match=match)
        if self._plate:
            wanted |= Particular.objects.plates_like([self._plate])
        if self._end_of_a_phone:
            wanted |= Particular.objects.phones_ending(self._end_of_a_phone)
        if not wanted:
            return []
        rows = (
            Particular.objects.filter(person__in=self._persons.values("pk"))
            .filter(wanted)
            .values_list("person", "kind", "match", "value")
        )
        return [
            (person, f"{ParticularKind(kind).label.lower()} {value}")
            for person, kind, match, value in rows
            if kind != ParticularKind.VEHICLE or plates_meet(self._plate or match_of(kind, self.text), match)
        ]

    @property
    def _end_of_a_phone(self) -> str:
        """The digits that were typed, where they are enough for the end of a number; "" when they are not."""
        digits = re.sub(r"[ ()./-]", "", as_read(self.text).text)
        return digits if len(digits) >= ENOUGH_OF_A_PHONE and re.fullmatch("[0-9]+", digits) else ""

    @cached_property
    def _plate(self) -> str:
        """What was typed as a part of a plate; "" when it is none."""
        plate = match_of(ParticularKind.VEHICLE, self.text)
        known = [letter for letter in plate if letter.isalnum()]
        if not ENOUGH <= len(known) <= LONGEST or len(self.text) > 2 * LONGEST:
            return ""
        return f"{MANY}{plate}{MANY}".replace(MANY * 2, MANY)

    @property
    def _by_name(self) -> list[tuple[int, str]]:
        if not self.typed.words and not self.typed.born:
            return []
        rows = self._called(self._persons.by_name())
        return [(person.pk, self._named_how(person.beginnings)) for person in rows[:MOST]]

    def _called(self, rows: Any) -> list[Any]:
        """Those born and called as was typed, in two questions: first as it is spelt or sounds, then the closest."""
        born = Q(date_of_birth=self.typed.born) if self.typed.born else Q()
        words = self.typed.words
        found = {one.pk: one for one in rows.filter(called(words) & born)[:MOST]}
        if words:
            near = [(closeness(words, one), one) for one in rows.filter(may_be_called(words) & born)[:NEAR]]
            near.sort(key=lambda pair: -pair[0])
            found |= {one.pk: one for how, one in near if how and one.pk not in found}
        return list(found.values())

    def _named_how(self, beginnings: Iterable[str]) -> str:
        if not self.typed.words:
            return "same date of birth"
        pieces = {piece for word in self.typed.words for piece in pieces_of(word)}
        return "name" if pieces <= set(beginnings) else "name sounds alike"

    @cached_property
    def _children(self) -> dict[int, str]:
        """{key: name} of the reader's children that were meant."""
        mine = self.scope.children()
        if self.typed.reference:
            meant = list(mine.filter(cases__reference=self.typed.reference).distinct()[:CHILDREN])
        else:
            meant = self._called(mine.distinct())[:CHILDREN] if self.typed.words else []
        return {child.pk: child.name for child in meant}

    @property
    def _by_child(self) -> list[tuple[int, str]]:
        if not self._children:
            return []
        links = self.scope.links(Link.objects.current().filter(child__in=self._children), Right.READ_SUSPECTS)
        return [
            (person, f"linked to {self._children[child]}")
            for person, child in links.order_by("-pk").values_list("person", "child")
        ]

    @property
    def _measures_by_reference(self) -> list[tuple[int, str]]:
        rows = self._measures.of_reference(self.reference or self.text)
        return [(key, "reference") for key in rows.order_by("-pk").values_list("pk", flat=True)[:MOST]]

    @property
    def _measures_by_child(self) -> list[tuple[int, str]]:
        if not self._children:
            return []
        rows = ProtectedChild.objects.filter(child__in=self._children, measure__in=self._measures.values("pk"))
        return [
            (measure, f"protects {self._children[child]}")
            for measure, child in rows.order_by("-measure").values_list("measure", "child")[:MOST]
        ]
