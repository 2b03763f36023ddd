"""The person or place a measure is against, for the pages that do not care which."""

from typing import Any

from django.urls import reverse

from emerald.accounts.permissions import Right
from emerald.words import plural
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.models.measures.queries import MeasureQuerySet
from perpetrators.models.register.hidden import how_many


class Subject:
    """`record` comes from its door, with `rights` and `scope`."""

    def __init__(self, record: PersonOfConcern | Place) -> None:
        self.record, self.is_person = record, isinstance(record, PersonOfConcern)
        self.word = "person" if self.is_person else "place"

    def fits(self, row: MeasureKind) -> bool:
        """Whether a kind of measure can be against it."""
        return row.against_person if self.is_person else row.against_place

    def fitting(self, groups: list[tuple[str, list[MeasureKind]]]) -> list[tuple[str, list[MeasureKind]]]:
        found = [(group, [row for row in rows if self.fits(row)]) for group, rows in groups]
        return [(group, rows) for group, rows in found if rows]

    def page(self, name: str) -> str:
        """The URL name of one of its pages about measures."""
        return {
            "measures": f"{self.word}_measures",
            "choose": f"choose_{self.word}_measure",
            "propose": f"propose_{self.word}_measure",
            "record": f"record_{self.word}_measure",
        }[name]

    def href(self, name: str, *args: Any) -> str:
        return reverse(self.page(name), args=[self.record.reference, *args])

    @property
    def measures(self) -> list[Measure]:
        """Those the reader may see, newest first."""
        return list(self.record.scope.measures(self._all, Right.READ_SUSPECTS).with_subjects().newest_first())

    @property
    def beyond(self) -> str:
        """The sentence about measures that are not shown; empty when there are none."""
        more = how_many(self._all) - self.record.scope.measures(self._all, Right.READ_SUSPECTS).count()
        ask = self.record.whom_to_ask() if self.is_person else "Ask a police liaison officer."
        return f"{plural(more, 'more measure')}: {ask[:1].lower()}{ask[1:]}" if more else ""

    @property
    def _all(self) -> MeasureQuerySet:
        return Measure.objects.filter(**{self.word: self.record})

    @property
    def may_propose(self) -> bool:
        return Right.RECORD_SUSPECTS in self.record.rights

    @property
    def may_record(self) -> bool:
        return Right.KEEP_MEASURES in self.record.rights
