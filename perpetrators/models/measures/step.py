"""`@step`: everything that is the same about every step of a measure, once. See `cases.models.step`, its pattern.

A step locks the row, brings it up to date, requires the right, compares the version, checks whether it can be
taken from the state the measure is in and on that day, moves, saves, adds its line to the measure's history and writes
the chronology of each protected child. One transaction, or nothing.
"""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, TextChoices
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet, Refused
from emerald.versioned import Versioned
from emerald.words import day_in_words
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.reading import Reading
from perpetrators.models.measures.states import State
from perpetrators.models.register.scope import Scope

if TYPE_CHECKING:
    pass

# The days of the steps that moved it, as columns: what was put right of them is not in the lines of history.
DAY_OF_STEP = {
    "proposed": "considered_on",
    "apply": "applied_on",
    "made": "made_on",
    "grant": "made_on",
    **dict.fromkeys(("refuse", "withdraw", "discharge", "expired"), "ended_on"),
}
PUT_RIGHT = (
    "put_right",
    "correct_days",
    "followed",
    "ceased",
    "stands_on",
)  # which moved it only as what was put right would have


def step(
    *,
    sources: Collection[State],
    words: str,
    right: Right = Right.KEEP_MEASURES,
    significant: bool | None = None,
    joins: bool = False,
    late: bool = False,
    why: str = "",
    again: bool = False,
    after: Callable[[Any, User], None] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Wrap a step, whose django-fsm transition (where it has one) stands inside. The verb then takes `by`, `on` (a
    date, Europe/London, default today), `note` and `version` by keyword, and what the step itself asks.

    `sources`: the states it can be taken from; `words`: what it does, for a sentence that refuses it; `joins`: whether
    it joins somebody to the person it is against, or touches its other measures: the person is held first, as by the
    verbs of a person; `late`: whether it may be written down after the measure ran out, if it was taken before;
    `why`: the sentence that refuses it without a note; `again`: whether it moves the end of bail, and is taken again
    when a day is corrected (`working_out`); `after`: what follows once it is written down, for (the measure, by). The
    step returns the sentence that is told, or (sentence, day) where its line stands under another day. Returns the
    MeasureEvent.
    Raises NotYours, NotYet or ChangedMeanwhile; then nothing has changed.
    """

    def wrap(move: Callable[..., Any]) -> Callable[..., Any]:
        moves = hasattr(move, "_django_fsm")

        @wraps(move)
        @acting_as_emerald("change the register")
        @transaction.atomic
        def taken(
            measure: OfMeasure,
            *,
            by: User,
            on: date | None = None,
            note: str = "",
            version: int | None = None,
            **facts: Any,
        ) -> Any:
            on = on or timezone.localdate()
            if joins:
                measure.hold_person()
            measure.begin_change(by=by, right=right, version=version)
            is_late = late and measure.ran_out_after(on)
            measure.refuse_unless(sources, words, on=on, moves=moves, is_late=is_late)
            if obstacles := measure.why_not_noted(note, why):
                raise NotYet(*obstacles)
            before, stood = measure.state, measure.as_it_stands
            try:
                if is_late:
                    measure.stand_again()
                told = move(measure, by=by, on=on, **facts)
            except Refused:
                measure.refresh_from_db()  # what was tried is forgotten
                raise
            if again and measure.row.has_stages:
                measure.keep_rung(stood, move.__name__, {"on": on, **facts})
            sentence, day = _line_of(told, on, is_late)
            event = measure.close_step(
                move.__name__, before, sentence, by=by, on=day, note=note, significant=significant
            )
            if is_late:
                measure.activate_notice()
            if after:
                after(measure, by)
            measure.expire_if_over()
            return event

        verb: Any = taken
        verb.sources, verb.words, verb.right = (*sources, *([State.EXPIRED] if late else [])), words, right
        verb.late = late
        return taken

    return wrap


def _line_of(told: Any, on: date, is_late: bool) -> tuple[str, date]:
    """What the step returned, as its line of history and the day of that."""
    sentence, day = told if isinstance(told, tuple) else (told, on)
    return (f"{sentence} Recorded after it had run out." if is_late else sentence), day


class LockedMeasure(Versioned, OfMeasure):
    """The trait of a measure that it is locked, compared and asked before a verb changes it."""

    right_to_change, called_here = Right.KEEP_MEASURES, "this measure"
    changing_user: Scope | None = None  # the Scope of whoever took hold of it
    changing_reading: Reading | None = None  # what of it they read, and so may write

    class Meta:
        abstract = True

    def begin_change(self, *, by: User, right: TextChoices | None = None, version: int | None = None) -> None:
        """As `Versioned.begin_change`; a measure whose last day is over is ended first."""
        self.changing_user = Scope(by)
        self.changing_reading = Reading(self, self.changing_user)
        super().begin_change(by=by, right=right, version=version)
        self.expire_if_over()

    def expire_if_over(self) -> None:
        """Its last day is over: so it is, from the day after."""
        if self.has_run_out:
            type(self).objects.filter(pk=self.pk).expire_ended()
            self.refresh_from_db()

    def ran_out_after(self, on: date) -> bool:
        """Whether it ran out, and still stood on `on`."""
        return bool(self.state == State.EXPIRED and on < self.ended_on)

    def refuse_unless(
        self, sources: Collection[str], words: str, *, on: date, moves: bool, is_late: bool = False
    ) -> None:
        """Raises NotYet where its state or the day does not allow the step."""
        there = [*sources, State.EXPIRED] if is_late else sources
        if obstacles := self.why_not_now(there, words) or self.why_not_on(on, moves):
            raise NotYet(*obstacles)

    def why_not_noted(self, note: str, why: str) -> list[str]:
        """What stands against this note of a step; `why`: the sentence that refuses the step without one."""
        return [why] if why and not note.strip() else list(self.why_not_chronicled(note))

    def stand_again(self) -> None:
        """For a step that was taken before it ran out: as it stood until then, in memory."""
        self.__dict__["state"] = self.state_it_stood_in
        self.ended_on = None

    def hold_person(self) -> None:
        """Wait until nobody else holds the person it is against. Raises NotYet when that was merged meanwhile."""
        if self.person_id is None:
            return
        self.person.lock()
        if not type(self).objects.filter(pk=self.pk, person=self.person_id).exists():
            raise NotYet(self.moved_meanwhile)

    def gives(self, right: TextChoices | None, *, to: Any) -> bool:
        return bool(
            Scope(to).measures(type(self).objects.filter(pk=self.pk), Right(right or self.right_to_change)).exists()
        )

    @property
    def reads_all(self) -> bool:
        """Whether whoever took hold of it may see every child it names; nobody did of a measure that is new."""
        return self.changing_reading is None or self.changing_reading.is_whole

    def why_not_now(self, sources: Collection[str], words: str) -> list[str]:
        """The sentence where the state it is in does not allow the step."""
        if self.state in sources and not (self.has_run_out and "expired" not in sources):
            return []
        return [f"This measure is “{self.state_in_words}”: it cannot be {words} now."]

    def why_not_on(self, on: date, moves: bool = False) -> list[str]:
        """Why no step can have been taken on `on`: it lies ahead, before the measure, or (a step that moves it to
        another state) before the last such step. That it ran out was nobody's step."""
        if ahead := why_in_future(on):
            return ahead
        first = self.made_on or self.applied_on or self.considered_on
        if first and on < first:
            did = "was made" if self.made_on else "was applied for" if self.applied_on else "was first considered"
            return [f"The day cannot be before {day_in_words(first)}, when this measure {did}."]
        last = self._last_move if moves else None
        if last and on < last[0]:
            return [
                f"The day cannot be before {day_in_words(last[0])}, the day of the last step: "
                f"{last[1].text_for(whole=self.reads_all)}"
            ]
        return []

    @property
    def _last_move(self) -> tuple[date, Any] | None:
        """The day of the last step that moved it, as it is known now, and its line of history."""
        moves = self.events.exclude(from_state=F("to_state")).exclude(to_state=State.BREACHED)
        days: dict[str, tuple[date, Any]] = {}
        for event in moves.exclude(step__in=PUT_RIGHT).order_by("version"):
            days[event.step] = (getattr(self, DAY_OF_STEP.get(event.step, ""), None) or event.on, event)
        days.pop("expired", None)  # that it ran out was nobody's step
        return max(days.values(), key=lambda one: (one[0], one[1].version), default=None)

    def close_step(
        self,
        name: str,
        before: str,
        sentence: str,
        *,
        by: User,
        on: date,
        note: str = "",
        significant: bool | None = None,
    ) -> Any:
        """Save the row with its next version, its line of history, and the chronology lines. Whoever takes a step has
        looked at it. Returns the event."""
        self.followed_on = None
        self.save_next_version()
        return self.add_event(name, before, sentence, by=by, on=on, note=note, significant=significant)

    def add_event(
        self,
        name: str,
        before: str,
        sentence: str,
        *,
        by: User,
        on: date,
        note: str = "",
        significant: bool | None = None,
    ) -> Any:
        event = self.events.create(
            step=name,
            from_state=before,
            to_state=self.state,
            on=on,
            sentence=sentence[:600],
            note=note,
            by=by,
            version=self.version,
        )
        self.chronicle_on_cases(sentence, by=by, on=min(on, timezone.localdate()), significant=significant)
        return event

    def what_changed_since(self, version: int) -> str:
        """One sentence for the person whose page was overtaken."""
        event = self.events.filter(version__gt=version).select_related("by").order_by("version").first()
        if event is None:
            return super().what_changed_since(version)
        told = event.text_for(whole=self.reads_all)
        return (
            f"While your page was open, {event.by.name} recorded: {told} Nothing was saved; what you "
            "typed is still here. Save again if it still holds."
        )

    def whom_to_ask(self) -> str:
        """The sentence that ends every refusal."""
        if self.officer:
            return f"Ask {self.officer.name}, police liaison."
        return str(self.person.whom_to_ask()) if self.person else "Ask a police liaison officer."
