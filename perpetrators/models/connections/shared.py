"""What of a record stands on another record too, and how much of that a reader may see.

A telephone, plate, nickname, handle or address that two records share connects them. Where the reader may open the
other record it is named; where not they learn nothing, neither by words nor by how many questions the database was
asked. What is hidden from them is for `ConnectionFound` and for requests alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from cases.models import Child
from emerald.accounts.permissions import Right
from emerald.text.plates import plates_meet
from perpetrators.models.connections.trace import Trace
from perpetrators.models.persons.identifiers.particular import Particular, ParticularKind
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place
from perpetrators.models.register.matching import says_enough
from perpetrators.models.register.scope import Scope

ALIKE = {"name": ("name", "nickname"), "nickname": ("name", "nickname")}
NOBODY = 0  # no record's key
OF = {PersonOfConcern: "person", Place: "place", Child: "child"}


@dataclass(frozen=True)
class Item:
    """Something by which a record can be connected: a particular of it, or a trace of its own fields."""

    key: str  # "p12" of a particular, "t7" of a trace: how addresses name it
    kind: str
    match: str
    words: str

    def meets(self, kind: str, match: str) -> bool:
        if kind not in ALIKE.get(self.kind, (self.kind,)):
            return False
        return plates_meet(self.match, match) if self.kind == ParticularKind.VEHICLE else self.match == match


@dataclass(frozen=True)
class Elsewhere:
    """A record on which the same stands. `case`: of a child, the reference of the reader's latest case."""

    of: str  # person, place or child
    record: Any
    case: str = ""


@dataclass
class Connection:
    """One item of a record, the records one may open on which it stands too, and those one may not."""

    item: Item
    seen: list[Elsewhere] = field(default_factory=list)
    hidden: list[Elsewhere] = field(default_factory=list)


class Connections:
    """Of `record` (a PersonOfConcern, a Place or a Child) as `scope` may see them. A constant number of queries."""

    def __init__(self, record: Any, scope: Scope) -> None:
        self.record, self.scope, self.of = record, scope, OF[type(record)]

    @cached_property
    def items(self) -> list[Item]:
        own = {self.of: self.record}
        read = Trace.objects.filter(**own).order_by("words", "pk")
        traces = [Item(f"t{one.pk}", one.kind, one.match, one.words) for one in read]
        held = [] if self.of == "child" else Particular.objects.filter(**own)
        items = [Item(f"p{one.pk}", one.kind, one.match, f"{one.get_kind_display()}: {one.value}") for one in held]
        return [one for one in (*items, *traces) if says_enough(one.kind, one.match)]

    @cached_property
    def found(self) -> list["Connection"]:
        """A Connection for each item that stands elsewhere too, seen or hidden."""
        if not self.items:
            return []
        visible = self._visible  # asked whether anything may be the same or not
        found = [Connection(item) for item in self.items]
        for connection in found:
            met = {
                (of, record.pk): record
                for of, record, kind, match in self._candidates
                if connection.item.meets(kind, match)
            }
            for (of, pk), record in met.items():
                if pk in visible[of]:
                    connection.seen.append(Elsewhere(of, record, visible[of][pk]))
                else:
                    connection.hidden.append(Elsewhere(of, record))
        return [one for one in found if one.seen or one.hidden]

    def of_key(self, key: str) -> "Connection | None":
        """The connection through this item, or None."""
        return next((one for one in self.found if one.item.key == key), None)

    @property
    def shown(self) -> list["Connection"]:
        """Those with a record that the reader may open; what they may not is taken out."""
        return [Connection(one.item, one.seen) for one in self.found if one.seen]

    def item(self, key: str) -> Item | None:
        """What stands on this record under this key (`Item.key`), or None."""
        return next((one for one in self.items if one.key == key), None)

    @cached_property
    def _candidates(self) -> list[tuple[str, Any, str, str]]:
        """(of, record, kind, match) of whatever may be the same."""
        own = Q(**{self.of: self.record})
        alike = _alike(self.items)
        held = (
            Particular.objects.filter(alike | _plates(self.items), Q(person=None) | Q(person__merged_into=None))
            .select_related("person__officer", "place")
            .order_by("pk")
        )
        traces = (
            Trace.objects.filter(alike, Q(person=None) | Q(person__merged_into=None))
            .select_related("person__officer", "place", "child")
            .order_by("pk")
        )
        rows = [*(held if self.of == "child" else held.exclude(own)), *traces.exclude(own)]
        return [_whose(row) for row in rows]

    @cached_property
    def _visible(self) -> dict[str, dict[int, str]]:
        """{person, place or child: {key: ""}} of the candidates the reader may open; of a child the case's
        reference."""
        keys = {of: {NOBODY, *(record.pk for its, record, *_ in self._candidates if its == of)} for of in OF.values()}
        persons = self.scope.persons(PersonOfConcern.objects.filter(pk__in=keys["person"]), Right.READ_SUSPECTS)
        places = self.scope.places(Place.objects.filter(pk__in=keys["place"]))
        cases = self.scope.cases().filter(child__in=keys["child"]).order_by("opened_on", "pk")
        return {
            "person": dict.fromkeys(persons.values_list("pk", flat=True), ""),
            "place": dict.fromkeys(places.values_list("pk", flat=True), ""),
            "child": dict(cases.values_list("child", "reference")),
        }


def _whose(row: Any) -> tuple[str, Any, str, str]:
    of = next(of for of in OF.values() if getattr(row, f"{of}_id", None))
    return of, getattr(row, of), row.kind, row.match


def _alike(items: Iterable[Item]) -> Q:
    """What rows of particulars and traces to look at for these items, apart from plates: no trace is one."""
    wanted = Q(pk=NOBODY)
    for kind in {one.kind for one in items} - {ParticularKind.VEHICLE}:
        wanted |= Q(kind__in=ALIKE.get(kind, (kind,)), match__in={one.match for one in items if one.kind == kind})
    return wanted


def _plates(items: Iterable[Item]) -> Q:
    plates = [one.match for one in items if one.kind == ParticularKind.VEHICLE]
    return Particular.objects.plates_like(plates) if plates else Q(pk=NOBODY)
