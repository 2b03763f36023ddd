"""How many people are being disrupted on a day: distinct people, in the whole and for each kind of measure, and exactly
which people each number counts.

Somebody against whom several kinds stand is one in the whole and one in each of them, so the kinds do not add up
to the whole and are never added (DOMAIN.md section 9, relation 6). What stood on a day is what the periods of measures
say (`measures.period`), whenever that was recorded; a person in prison for a breach still counts (section 3.1).

A number is the service's and the same for everybody who asks. Whoever may not open some of the people behind it is
told how many. Why: decisions/0049-days-of-a-measure.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from perpetrators.models import Measure, PersonOfConcern
from perpetrators.models.law.catalogue.kinds import KINDS, kind_of
from perpetrators.models.measures.period import covering
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.known import changed_since, known_since, measures_known

# They restrain nobody: shown on a person, never counted as disruption (DOMAIN.md section 3.2). Released under
# investigation has no effect, an act of one day is over with it, and what brings a child to safety is against nobody.
WITHOUT_EFFECT = sorted(key for key, kind in KINDS.items() if not kind.disrupts)
WHOLE = "everybody"
LOOKED_BACK = 10  # days on which something became known, of which the latest that changed the number is told


@dataclass(frozen=True)
class Figure:
    """`key` stands in addresses: "everybody", a kind, or a kind and who applied ("civil_injunction.council")."""

    key: str
    title: str
    where: Q
    people: int = 0
    measures: int = 0


@dataclass(frozen=True)
class Earlier:
    """What was told of a day before something became known or was put right: `number`, until `until` was over; on the
    next day that was recorded of `measures` (those the reader may open) and of `hidden` more; where of none, records of
    people were merged."""

    number: int
    until: date
    measures: list[Any]
    hidden: int


@dataclass(frozen=True)
class Disruption:
    """Counts for the service what stood on the day `on`; names of it what `scope` may see. `known_on`: as it was known
    at the end of that day (both are dates, Europe/London); such a number changes no more once the day is over."""

    scope: Scope
    on: date
    known_on: date | None = None

    @property
    def measures(self) -> QuerySet[Any]:
        """What stood against anybody, each with `whom`: the person, or the record theirs was merged into; and with
        `key`, the measure's. Read inside an act, or narrowed to what somebody may see."""
        if self.known_on:
            found = measures_known(self.on, self.known_on)
        else:
            found = Measure.objects.filter(covering(self.on, prefix="periods__")).annotate(
                whom=Coalesce("person__merged_into", "person"), key=F("pk")
            )
        return found.exclude(kind__in=WITHOUT_EFFECT).exclude(whom=None).order_by()

    @cached_property
    def too_early(self) -> date | None:
        """Where nothing at all was known on `known_on` yet: the first day as which it can be told."""
        since = known_since() if self.known_on else None
        return since if since and self.known_on and self.known_on < since else None

    @cached_property
    @acting_as_emerald("count for the service")
    def number(self) -> int:
        """Distinct people against whom anything stood."""
        return self.measures.aggregate(number=Count("whom", distinct=True))["number"]

    @cached_property
    def earlier(self) -> Earlier | None:
        """What this number was before it last became another one, after its day was over; None where it did not."""
        if self.known_on or self.on >= timezone.localdate():
            return None
        since = known_since()
        for day, keys in list(changed_since(self.on).items())[:LOOKED_BACK]:
            until = day - timedelta(days=1)
            if since is None or until < since:
                return None
            before = replace(self, known_on=until).number
            if before != self.number:
                mine = self.scope.measures(Measure.objects.filter(pk__in=keys), Right.READ_SUSPECTS)
                shown = list(mine.order_by("pk"))
                return Earlier(before, until, shown, len(keys) - len(shown))
        return None

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

    @acting_as_emerald("count for the service")
    def _counted(self, *columns: str) -> list[dict[str, Any]]:
        return list(
            self.measures.values(*columns).annotate(
                people=Count("whom", distinct=True), number=Count("key", distinct=True)
            )
        )

    def figure(self, key: str) -> "Figure":
        """The figure of this key; raises KeyError when there is none."""
        if key == WHOLE:
            return Figure(WHOLE, "People being disrupted", Q())
        kind, _, applicant = key.partition(".")
        if kind not in KINDS or (applicant and applicant not in dict(_applicants(kind))):
            raise KeyError(key)
        return _figure(kind, applicant)

    def rows(self, figure: "Figure") -> QuerySet[Any]:
        """Of the people `figure` counts those whom the reader may open, through a measure that is theirs to see."""
        whom = self._shown.filter(figure.where).values("whom")
        persons = PersonOfConcern.objects.all() if self.known_on else PersonOfConcern.objects.active()
        return self.scope.persons(persons, Right.READ_SUSPECTS).filter(pk__in=whom)

    def people(self, figure: "Figure") -> int:
        """How many people `figure` counts, whoever asks."""
        return self._people(figure.where)

    @acting_as_emerald("count for the service")
    def _people(self, where: Q) -> int:
        return self.measures.filter(where).aggregate(number=Count("whom", distinct=True))["number"]

    def measures_behind(self, figure: "Figure", persons: Iterable[Any]) -> dict[int, list[Any]]:
        """{person's key: their measures that `figure` counts}, for the persons of one page. At most two queries."""
        found: dict[int, list[Any]] = {person.pk: [] for person in persons}
        counted = list(self._shown.filter(figure.where, whom__in=found).values_list("key", "whom"))
        measures = Measure.objects.in_bulk([key for key, _ in counted]) if counted else {}
        for key, whom in sorted(counted, key=lambda one: (measures[one[0]].kind, measures[one[0]].started_on, one[0])):
            found[whom].append(measures[key])
        return found

    @property
    def _shown(self) -> QuerySet[Any]:
        mine = self.scope.measures(Measure.objects.all(), Right.READ_SUSPECTS)
        return self.measures if self.scope.keeps else self.measures.filter(key__in=mine.order_by().values("pk"))


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
