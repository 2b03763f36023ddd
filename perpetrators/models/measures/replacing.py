"""An order in full ends the one of its kind before it, where the law says so (`row.ends_earlier`), in whatever order
they are written down; and it stands on where the later one turns out to be a mistake, or to have been made on another
day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.apps import apps
from django.db.models import F
from django.utils import timezone
from django_fsm import GET_STATE, transition

from emerald.accounts.models import User
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, PENDING, State

if TYPE_CHECKING:
    from perpetrators.models.persons.person import PersonOfConcern

ENDED_OR_NOT = ("ceased", "stands_on", "discharge", "withdraw", "refuse", "expired")


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

    @property
    def ceased(self) -> Any:
        """The line of history by which a later order ended it, where nothing else did since; None where none does."""
        last = self.events.filter(step__in=ENDED_OR_NOT).order_by("-version").first()
        return last if last and last.step == "ceased" and last.on == self.ended_on else None

    def stand_on(self, *, by: User) -> None:
        """The later order did not end it after all: as it was before. Nobody's step."""
        before, line = self.state, self.ceased
        if line.from_state in LIVE:
            self._stand_on()
            self.ended_on = None
        else:
            last = (
                self.events.filter(to_state=self.state).exclude(from_state=F("to_state")).order_by("-version").first()
            )
            self.ended_on = last.on if last else self.ended_on
        self.close_step("stands_on", before, "No later order ended it after all.", by=by, on=timezone.localdate())
        self.expire_if_over()

    @transition(
        field="state", source=State.DISCHARGED, target=GET_STATE(lambda row: State(row.ceased.from_state), list(LIVE))
    )
    def _stand_on(self) -> None:
        """The state alone, which the line of history tells; `stand_on` writes the next one."""


# Whoever writes: what was discharged stands again only where a later order had ended it.
ENDED_FOR_GOOD = pgtrigger.Trigger(
    name="discharged_for_good",
    operation=pgtrigger.UpdateOf("state"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__state="discharged", new__state__in=list(LIVE)),
    func=pgtrigger.Func("""
        IF NOT EXISTS (SELECT 1 FROM perpetrators_measureevent event WHERE event.measure_id = NEW.id
                          AND event.step = 'ceased' AND event."on" = OLD.ended_on) THEN
            RAISE EXCEPTION 'a measure that was discharged stands no more' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)


def end_replaced(measure: OfMeasure, by: User) -> None:
    """After `measure` was made: what it replaces is over, or it is itself replaced by one that was made later. Whoever
    calls it holds the person."""
    if measure.person_id and measure.row.ends_earlier and not measure.is_interim:
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
        found.exclude(state__in=[*PENDING, State.REFUSED, State.MISTAKEN])
        .select_for_update(of=("self",), no_key=True)
        .prefetch_related("periods")
        .order_by("made_on", "pk")
    )
    for number, row in enumerate(rows):
        later = next((one for one in rows[number + 1 :] if _is_full(one.periods.all())), None)
        if (line := row.ceased) and not (later and later.made_on == line.on):
            row.stand_on(by=by)
        if later and _outlasts(row, later.made_on):
            row.cease(
                later.made_on,
                f"Ceased to have effect on {day_in_words(later.made_on)}, when {later.reference} was made. Source: "
                f"{row.row.ends_earlier}.",
                by=by,
            )


def _is_full(periods: Sequence[Any]) -> bool:
    return any(not period.interim for period in periods)


def _outlasts(measure: OfMeasure, day: date) -> bool:
    """Whether it stands on `day` or later, as it was recorded so far."""
    if measure.state in LIVE:
        return measure.ends_on is None or bool(measure.ends_on >= day)
    return bool(measure.ended_on > day)
