"""An order in full ends the one of its kind before it, where the law says so (`row.ends_earlier`), in whatever order
they are written down."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django_fsm import transition

from emerald.accounts.models import User
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, PENDING, State

if TYPE_CHECKING:
    from perpetrators.models.persons.person import PersonOfConcern


class Replaced(OfMeasure):
    class Meta:
        abstract = True

    def cease(self, on: date, sentence: str, *, by: User) -> None:
        """A later order ended it on `on`: nobody's step, and asks nobody's right. What was over later than that was
        over then."""
        before = self.state
        if before in LIVE:
            self._fall(on)
        self.ended_on = on
        self.close_step("ceased", before, sentence, by=by, on=on)

    @transition(field="state", source=list(LIVE), target=State.DISCHARGED)
    def _fall(self, on: date) -> None:
        self.stop(on)


def end_replaced(measure: OfMeasure, by: User) -> None:
    """After `measure` was made: what it replaces is over, or it is itself replaced by one that was made later. Whoever
    calls it holds the person."""
    if measure.person_id and measure.row.ends_earlier and measure.state != State.INTERIM:
        end_replaced_of(measure.person, measure.kind, by)
        measure.refresh_from_db()


def end_replaced_of_all_kinds(person: "PersonOfConcern", by: User) -> None:
    """The same for somebody who now has the orders of two records."""
    for kind in KINDS.values():
        if kind.ends_earlier:
            end_replaced_of(person, kind.key, by)


def end_replaced_of(person: "PersonOfConcern", kind: str, by: User) -> None:
    found = apps.get_model("perpetrators", "Measure").objects.filter(person=person, kind=kind, made_on__isnull=False)
    rows = list(
        found.exclude(state__in=[*PENDING, State.REFUSED])
        .select_for_update(of=("self",), no_key=True)
        .prefetch_related("periods")
        .order_by("made_on", "pk")
    )
    for number, row in enumerate(rows):
        later = next((one for one in rows[number + 1 :] if _is_full(one, one.periods.all())), None)
        if later and _outlasts(row, later.made_on):
            row.cease(
                later.made_on,
                f"Ceased to have effect on {day_in_words(later.made_on)}, when {later.reference} was made. Source: "
                f"{row.row.ends_earlier}.",
                by=by,
            )


def _is_full(measure: OfMeasure, periods: Sequence[Any]) -> bool:
    if measure.state in LIVE:
        return bool(measure.state != State.INTERIM)
    return any(not period.interim for period in periods)


def _outlasts(measure: OfMeasure, day: date) -> bool:
    """Whether it stands on `day` or later, as it was recorded so far."""
    if measure.state in LIVE:
        return measure.ends_on is None or bool(measure.ends_on >= day)
    return bool(measure.ended_on > day)
