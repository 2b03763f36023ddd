"""How many people are being disrupted on a day: distinct people, in the whole and of each kind.

A person against whom several kinds stand is one person in the whole and one in each of them, so the kinds do not add up
to the whole and are never added (DOMAIN.md section 9, relation 6). What stood on a day is what the events of a measure
say took effect by the end of it, whenever that was recorded; a person in prison for a breach still counts (section
3.1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from emerald.accounts.permissions import Right
from perpetrators.models import Measure, MeasureEvent, PersonOfConcern
from perpetrators.models.law.catalogue.kinds import KINDS, kind_of
from perpetrators.models.measures.states import LIVE
from perpetrators.models.register.scope import Scope

# They restrain nobody: shown on a person, never counted as disruption (DOMAIN.md section 3.2, RUI).
WITHOUT_EFFECT = sorted(key for key, kind in KINDS.items() if not kind.protects)
WHOLE = "everybody"


def in_effect_on(measures: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Those of `measures` that stood against somebody on `day` (a date, Europe/London)."""
    # One whose last day is past and that nobody has written down as expired yet stood until that day and no longer.
    not_over = Q(ends_on=None) | Q(ends_on__gte=day) | ~Q(state__in=LIVE)
    begun = measures.filter(not_over, started_on__lte=day)
    if day >= timezone.localdate():
        return begun.filter(state__in=LIVE)
    # In the order in which they were recorded: a breach may be dated after the day from which the measure was
    # discharged, and does not bring it back.
    moves = MeasureEvent.objects.filter(measure=OuterRef("pk"), on__lte=day).exclude(from_state=F("to_state"))
    stood = Q(state__in=LIVE) | Q(ended_on=None) | Q(ended_on__gt=day)  # the days first: few are left to be asked
    return (
        begun.filter(stood)
        .annotate(state_then=Subquery(moves.order_by("-pk").values("to_state")[:1]))
        .filter(state_then__in=LIVE)
    )


@dataclass(frozen=True)
class Figure:
    """`key` stands in addresses: "everybody", a kind, or a kind and who applied ("civil_injunction.council")."""

    key: str
    title: str
    where: Q
    people: int = 0
    measures: int = 0


@dataclass(frozen=True)
class Disruption:
    """Counts what `scope` may see, on one day. No number without the people behind it."""

    scope: Scope
    on: date

    @property
    def measures(self) -> QuerySet[Any]:
        """Each with `whom`: the person, or the record theirs was merged into."""
        mine = self.scope.measures(Measure.objects.exclude(kind__in=WITHOUT_EFFECT), Right.READ_SUSPECTS)
        return (
            in_effect_on(mine, self.on)
            .annotate(whom=Coalesce("person__merged_into", "person"))
            .filter(whom__in=self._persons.values("pk"))
        )

    @property
    def _persons(self) -> QuerySet[Any]:
        return self.scope.persons(PersonOfConcern.objects.active().order_by(), Right.READ_SUSPECTS)

    @cached_property
    def number(self) -> int:
        """Distinct people against whom anything stood."""
        return self.measures.order_by().aggregate(number=Count("whom", distinct=True))["number"]

    @cached_property
    def by_kind(self) -> list["Figure"]:
        """A Figure for each kind that stood against anybody, in the catalogue's order, and below a kind that several
        may apply for one for each who did."""
        counted = {row["kind"]: row for row in self._counted("kind")}
        by_applicant = {(row["kind"], row["applicant_class"]): row for row in self._counted("kind", "applicant_class")}
        figures = []
        for key in [*(key for key in KINDS if key in counted), *sorted(counted.keys() - KINDS.keys())]:
            figures.append(_figure(key, "", counted[key]))
            figures += [
                _figure(key, applicant, by_applicant[key, applicant])
                for applicant, _ in _applicants(key)
                if (key, applicant) in by_applicant
            ]
        return figures

    def _counted(self, *columns: str) -> QuerySet[Any]:
        return (
            self.measures.order_by()
            .values(*columns)
            .annotate(people=Count("whom", distinct=True), number=Count("pk", distinct=True))
        )

    def figure(self, key: str) -> "Figure":
        """The figure of this key; raises KeyError when there is none."""
        if key == WHOLE:
            return Figure(WHOLE, "Persons being disrupted", Q())
        kind, _, applicant = key.partition(".")
        if kind not in KINDS or (applicant and applicant not in dict(_applicants(kind))):
            raise KeyError(key)
        return _figure(kind, applicant)

    def rows(self, figure: "Figure") -> QuerySet[Any]:
        """Exactly the persons of concern that `figure` counts."""
        whom = self.measures.filter(figure.where).order_by().values("whom")
        return self.scope.persons(PersonOfConcern.objects.active(), Right.READ_SUSPECTS).filter(pk__in=whom)

    def measures_behind(self, figure: "Figure", persons: Iterable[Any]) -> dict[int, list[Any]]:
        """{person's key: their measures that `figure` counts}, for the persons of one page. One query."""
        found: dict[int, list[Any]] = {person.pk: [] for person in persons}
        for measure in self.measures.filter(figure.where, whom__in=found).order_by("kind", "started_on", "pk"):
            found[measure.whom].append(measure)
        return found


def _applicants(kind: str) -> Iterable[tuple[str, str]]:
    return kind_of(kind).applicants


def _figure(kind: str, applicant: str, row: Mapping[str, int] | None = None) -> "Figure":
    numbers = {"people": row["people"], "measures": row["number"]} if row else {}
    title = kind_of(kind).title
    if not applicant:
        return Figure(kind, title, Q(kind=kind), **numbers)
    words = dict(_applicants(kind))[applicant]
    return Figure(
        f"{kind}.{applicant}",
        f"{title}, applied for by: {words.lower()}",
        Q(kind=kind, applicant_class=applicant),
        **numbers,
    )
