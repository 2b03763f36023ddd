"""What one reader may see of a place: whose place it is, the measures there, and how much there is beyond that."""

from functools import cached_property
from typing import Any

from emerald.words import plural
from perpetrators.models import Measure, Place
from perpetrators.models.register.hidden import how_many
from perpetrators.models.register.scope import Scope


class PlacePresenter:
    """Of `place`, as `scope` may see it. Asks only for what the page asks of it, each thing once."""

    def __init__(self, place: Place, scope: Scope) -> None:
        self.place, self.scope = place, scope

    @cached_property
    def particulars(self) -> list[Any]:
        return list(self.place.particulars.select_related("recorded_by"))

    @cached_property
    def links(self) -> list[Any]:
        """Of which the reader may see the person too. Intelligence with conditions is for police liaison alone."""
        found = self.scope.links(self.place.links.current().with_ends().select_related("person__officer"))
        return [link for link in found.order_by("recorded_at", "pk") if self.scope.keeps or not link.has_conditions]

    @cached_property
    def measures(self) -> list[Measure]:
        return list(self.scope.measures(self.place.measures.with_subjects()).newest_first())

    @cached_property
    def beyond(self) -> list[str]:
        """The sentences about what is not shown, each ending with whom to ask."""
        hidden = (
            (how_many(self.place.links.current().beyond([link.pk for link in self.links])), "connection"),
            (how_many(Measure.objects.filter(place=self.place)) - len(self.measures), "measure"),
        )
        ask = self.place.whom_to_ask() if any(number > 0 for number, _ in hidden) else ""
        ask = f"{ask[:1].lower()}{ask[1:]}"
        return [f"{plural(number, f'more {what}')}: {ask}" for number, what in hidden if number > 0]
