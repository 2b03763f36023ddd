"""The network around a person of concern, a place or a child: who and what is joined to them within one or two steps.

Only what the reader may see of it, link by link; the rest is counted at the record where it ends, so that they know
whom to ask. The picture and the table are made of the same rows.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from cases.models import Child
from emerald.database.identity import acting_as_emerald
from emerald.text.compared import in_order
from emerald.words import plural
from perpetrators.models import Link, PersonOfConcern, Place
from perpetrators.models.connections.shared import OF
from perpetrators.models.persons.links.link import Confidence
from perpetrators.models.register.scope import Scope
from perpetrators.presenters.network_layout import laid_out

STEPS = (1, 2)
MOST = 150  # records on a page
MOST_DRAWN = 45  # more than that nobody can read as a picture
CONDITIONS = "There is police intelligence with handling conditions."
ENDS = ("person", "other", "place", "child")


Key = tuple[str, int]  # what it is, and its key


@dataclass
class Mark:
    """One record of the network. `more`: links the reader may not see; `further`: links one step beyond the picture."""

    of: str  # person, place or child
    record: Any  # a PersonOfConcern, a Place or a Child
    step: int
    href: str = ""
    reference: str = ""
    more: int = 0
    further: int = 0
    ask: str = ""
    x: int = 0
    y: int = 0

    @property
    def key(self) -> Key:
        return self.of, self.record.pk

    @property
    def name(self) -> str:
        return str(self.record.name)

    @property
    def short(self) -> str:
        """The name as it fits under a mark."""
        return self.name if len(self.name) <= 20 else f"{self.name[:19].rstrip()}…"

    @property
    def sentence(self) -> str:
        """What is not shown here, and whom to ask."""
        return f"{plural(self.more, 'more connection')}: {self.ask[:1].lower()}{self.ask[1:]}"


@dataclass(frozen=True)
class Line:
    """One link between two marks."""

    link: Link
    one: Mark
    other: Mark
    reads: bool  # whether the reader may read what the link says

    @property
    def is_sure(self) -> bool:
        """Drawn solid; what is only suspected, or intelligence, is drawn dashed."""
        return self.link.confidence == Confidence.CONFIRMED and not self.link.is_intelligence

    @property
    def nature(self) -> str:
        return self.link.nature if self.reads else CONDITIONS

    @property
    def label(self) -> str:
        return "Intelligence, not fact" if self.link.is_intelligence else self.link.get_confidence_display()


class Network:
    """Around `start` (a PersonOfConcern, a Place or a Child), as `scope` may see it, `steps` (1 or 2) wide.

    Asks the database at most steps + 6 times, whatever there is.
    """

    def __init__(self, start: PersonOfConcern | Place | Child, scope: Scope, *, steps: int = 1) -> None:
        self.start, self.scope, self.steps = start, scope, steps
        self._links: dict[int, Link] = {}
        self._marks: dict[Key, Mark] = {}
        self.is_cut = False
        self._walk()

    @cached_property
    def marks(self) -> list[Mark]:
        """Every record, the start first, then by step and name."""
        cases = self._cases()
        beyond = self._beyond()
        for key, mark in self._marks.items():
            mark.more = beyond.get(key, 0)
            mark.ask = self._whom_to_ask(mark) if mark.more else ""
            mark.further = sum(1 for link in self._touching(key) if not self._is_drawn(link))
            if mark.of == "child":
                mark.reference = cases.get(mark.record.pk, ("", ""))[1]
                mark.href = reverse("case", args=[mark.reference]) if mark.reference else ""
            else:
                mark.reference, mark.href = mark.record.reference, mark.record.get_absolute_url()
        return sorted(self._marks.values(), key=lambda mark: (mark.step, mark.of, in_order(mark.name), mark.record.pk))

    @cached_property
    def lines(self) -> list[Line]:
        """Every link between two of the marks, the nearest first."""
        drawn = [
            Line(link, *self._ends(link), reads=self.scope.keeps or not link.has_conditions)
            for link in self._links.values()
            if self._is_drawn(link) and self.marks
        ]
        return sorted(
            drawn,
            key=lambda line: (
                min(line.one.step, line.other.step),
                in_order(line.one.name),
                in_order(line.other.name),
                line.link.pk,
            ),
        )

    @property
    def hidden(self) -> list[Mark]:
        """The marks at which there is more than the reader may see."""
        return [mark for mark in self.marks if mark.more]

    @property
    def beyond(self) -> list[Mark]:
        """The marks from which the network goes on, one step beyond the picture."""
        return [mark for mark in self.marks if mark.further]

    @property
    def is_drawn(self) -> bool:
        return 1 < len(self.marks) <= MOST_DRAWN

    @cached_property
    def picture(self) -> tuple[int, int]:
        """(width, height); afterwards each mark has its place."""
        return laid_out(self.marks, self.lines)

    @property
    def case_keys(self) -> list[int]:
        """The cases of whose children the page tells."""
        return [key for key, _ in self._cases().values()]

    def _whom_to_ask(self, mark: Mark) -> str:
        """The register's keepers lack nothing but a child, of whom the managers decide."""
        if self.scope.keeps:
            return "Ask a practice manager."
        return str(mark.record.whom_to_ask()) if mark.of == "person" else "Ask a police liaison officer."

    def _walk(self) -> None:
        frontier = [self._mark(OF[type(self.start)], self.start, 0)]
        for step in range(1, self.steps + 2):
            reached = []
            for link in self._visible_links(frontier):
                self._links[link.pk] = link
                if step <= self.steps:
                    reached += [
                        self._mark(of, record, step)
                        for of, record in _ends_of(link)
                        if (of, record.pk) not in self._marks and not self._is_full()
                    ]
            frontier = reached
            if not frontier:
                return

    def _is_full(self) -> bool:
        self.is_cut = self.is_cut or len(self._marks) >= MOST
        return self.is_cut

    def _mark(self, of: str, record: Any, step: int) -> Mark:
        mark = self._marks[of, record.pk] = Mark(of, record, step)
        return mark

    def _visible_links(self, frontier: list[Mark]) -> list[Link]:
        found = self.scope.links(
            Link.objects.current()
            .filter(_touching(frontier))
            .select_related("person__officer", "other__officer", "place", "child")
        ).order_by("pk")
        # Of intelligence with conditions others hear only where it concerns a child of theirs.
        return [link for link in found if self.scope.keeps or link.child_id or not link.has_conditions]

    def _touching(self, key: Key) -> list[Link]:
        return [link for link in self._links.values() if key in {(of, record.pk) for of, record in _ends_of(link)}]

    def _is_drawn(self, link: Link) -> bool:
        return all((of, record.pk) in self._marks for of, record in _ends_of(link))

    def _ends(self, link: Link) -> tuple[Mark, Mark]:
        one, other = ((of, record.pk) for of, record in _ends_of(link))
        return self._marks[one], self._marks[other]

    @acting_as_emerald("count what is hidden")
    def _beyond(self) -> dict[Key, int]:
        """{(of, key): how many links stand there that the reader is not shown}."""
        counted: dict[Key, int] = {}
        current = Link.objects.current().beyond(list(self._links)).order_by()
        for end in ENDS:
            of = "person" if end == "other" else end
            keys = [pk for its, pk in self._marks if its == of]
            rows = current.filter(**{f"{end}__in": keys}).values_list(end).annotate(Count("pk")) if keys else ()
            for pk, number in rows:
                counted[of, pk] = counted.get((of, pk), 0) + number
        return counted

    def _cases(self) -> dict[int, tuple[int, str]]:
        """{child: (key, reference) of the reader's latest case}."""
        if not hasattr(self, "_cases_found"):
            children = [pk for of, pk in self._marks if of == "child"]
            found = self.scope.cases().filter(child__in=children).order_by("opened_on", "pk") if children else None
            rows = found.values_list("child", "pk", "reference") if found is not None else ()
            self._cases_found = {child: (key, reference) for child, key, reference in rows}
        return self._cases_found


def _ends_of(link: Link) -> list[tuple[str, Any]]:
    """(of, record) of both ends of a link."""
    other = (
        ("child", link.child) if link.child_id else ("place", link.place) if link.place_id else ("person", link.other)
    )
    return [("person", link.person), other]


def _touching(marks: list[Mark]) -> Q:
    keys = {of: [mark.record.pk for mark in marks if mark.of == of] for of in OF.values()}
    return (
        Q(person__in=keys["person"])
        | Q(other__in=keys["person"])
        | Q(place__in=keys["place"])
        | Q(child__in=keys["child"])
    )
