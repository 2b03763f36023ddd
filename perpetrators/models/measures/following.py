"""A measure that rests on a child's age or care follows what becomes known of the child: in the transaction of whoever
corrects it, and every night for what was written past the verbs. Nobody is asked and nobody refused: whoever corrects a
birthday may not know that there is a measure.

Those who look after it are told until one of them has looked (`Measure.followed_on`).
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django_fsm import transition

from cases.models import Child
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law.care import reach_of_care
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.rules import work_out_end
from perpetrators.models.measures.states import ENDED_BY_STEP, LIVE, PENDING, State

REST_ON_A_CHILD = sorted(key for key, kind in KINDS.items() if kind.ends_by_birthday)
FOLLOWED = ("state", "ends_on", "ended_on", "how_ended", "until_further_order")
DAY = timedelta(days=1)


@acting_as_emerald("follow a child")
@transaction.atomic
def follow_child(child: Child) -> None:
    """What rests on this child is worked out anew."""
    measures = apps.get_model("perpetrators", "Measure").objects.filter(protected__child=child)
    follow(measures.filter(kind__in=REST_ON_A_CHILD))


@acting_as_emerald("follow a child")
def follow(measures: Any) -> int:
    """Work each of `measures` (a queryset) out anew, in one order, so that no two wait for each other. Returns how many
    differed."""
    return sum(measure.follow() for measure in measures.order_by("pk"))


class Following(OfMeasure):
    """The trait of a measure that it follows the child it rests on."""

    class Meta:
        abstract = True

    @transaction.atomic
    def follow(self) -> bool:
        """Be as if what is known of the child had been known when it was made. Whether anything differed."""
        self.lock()
        stood_as, children = self.state_it_stood_in, self.children
        if stood_as in PENDING or self.is_interim or len(children) != 1 or self.started_on is None:
            return False
        before = {name: getattr(self, name) for name in FOLLOWED}
        with self.as_if(stood_as):
            holds = self._end_with(children)
        self._move_with(holds)
        changed = {name for name in FOLLOWED if getattr(self, name) != before[name]}
        differed = bool(changed - {"how_ended"}) and self.state not in ENDED_BY_STEP
        if differed:
            self._tell(before, holds=holds)
        elif changed:
            self.save(update_fields=list(changed))
        return differed

    def _end_with(self, children: list[Child]) -> bool:
        """Work the end out anew; whether it could have been made at all."""
        so_far, self.ends_on = self.ends_on, self.last_day_set
        if work_out_end(self, children):  # a day was set that is too late now
            self.ends_on = None
            work_out_end(self, children)
        if self.ends_on is None and self.row.needs_end and not self.until_further_order:
            self.ends_on = so_far  # nothing to work it out from is known any more
        if self.ends_on and self.ends_on < self.started_on:
            self.ends_on = self.started_on
            return False
        return not any(sentence for check in self.row.checks for sentence in check(self, children))

    def _move_with(self, holds: bool) -> None:
        so_far = self.ended_on
        over = self.started_on if not holds else self.ends_on + DAY if self.ends_on else None
        if over and over <= timezone.localdate():
            if self.state in LIVE:
                self._run_out()
            if self.state == State.EXPIRED:
                self.ended_on = over
        elif self.state == State.EXPIRED:
            try:
                with transaction.atomic():
                    self.resume()
            except NotYet:  # the child has another notice meanwhile: this one stays over, and those told look at it
                self._run_out()
                self.ended_on = so_far

    @transition(field="state", source=list(LIVE), target=State.EXPIRED)
    def _run_out(self) -> None:
        self.protected.update(notice_to=None)

    def _tell(self, before: dict[str, Any], *, holds: bool) -> None:
        """Nobody's act: told in the name of whoever recorded the measure, and as having come by itself."""
        self.followed_on = timezone.localdate()
        self.version += 1
        self.save(update_fields=[*FOLLOWED, "followed_on", "version"])
        is_over = self.state == State.EXPIRED
        for subject in ("person", "place"):  # read here: who tells the chronology sees no person
            getattr(self, subject)
        name = "expired" if is_over and before["state"] != State.EXPIRED else "followed"
        on = min(self.ended_on, self.followed_on) if is_over else self.followed_on
        self.add_event(name, before["state"], self._sentence(before, holds), by=self.recorded_by, on=on)

    def _sentence(self, before: dict[str, Any], holds: bool) -> str:
        if self.state == State.EXPIRED and not holds:
            return "Ended from its first day: what is recorded of the child now does not allow it."
        if self.state == State.EXPIRED:
            last = day_in_words(self.ended_on - DAY)
            return f"Expired by itself: {self._what_ended}. Its last day was {last}."
        again = "In force again: " if before["state"] == State.EXPIRED else ""
        was = f" (was {day_in_words(before['ends_on'])})" if before["ends_on"] else ""
        now = day_in_words(self.ends_on) if self.ends_on else "not known"
        return f"{again}{'what' if again else 'What'} is recorded of the child changed. Its last day is {now}{was}."

    @property
    def _what_ended(self) -> str:
        (child,) = self.children
        if child.died_on and child.died_on <= self.ends_on:
            return "the child died"
        reach = reach_of_care(child, self.started_on) if self.facts.get("basis") == "s49" else None
        return "the care it rested on ended" if reach and reach.day == self.ends_on else "the child’s age was corrected"


def those_to_follow(kept: Collection[str] = REST_ON_A_CHILD) -> Any:
    """What rests on a child and may be out of step with it, however that was written."""
    return apps.get_model("perpetrators", "Measure").objects.filter(kind__in=kept, state__in=(*LIVE, State.EXPIRED))
