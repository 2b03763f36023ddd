"""What follows of a measure from what was said of it: the law that applies, its first and its last day, and how these
were found. Worked out when it is made, and anew whenever a day, a fact or something about its child was corrected, so
that it stands there as if the right facts had been recorded at once.

What was said is kept beside what follows: `last_day_set` is the day somebody set, `ends_on` the day on which it ends;
of each extension of bail the answers are kept (`RUNGS`), and asked of the law again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from cases.models import Child
from emerald.guards import NotYet
from perpetrators.models.law import bail
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.rules import why_not_made
from perpetrators.models.measures.states import OVER, State

RUNGS = "rungs"  # in the facts of bail: each extension with what was answered, and what stood before the first
_DAYS = ("on", "until", "asked_on")  # of these answers


class WorkingOut(OfMeasure):
    class Meta:
        abstract = True

    def work_out(self, children: Sequence[Child]) -> list[str]:
        """Bring regime, days and end to what they must be, protecting `children`. Returns all that stands against."""
        rungs = self.facts.get(RUNGS, [])
        if rungs:
            before = rungs[0]["before"]
            self.facts = self.facts | {"stage": before["stage"]}
            self.last_day_set, self.authoriser_rank = _day(before["until"]), before["rank"]
        self.ends_on = self.last_day_set
        arrested = self.fact("arrested_on") if self.row.has_stages else None
        if arrested:
            agency = "agency" if self.fact("agency_case") else "initial"
            self.facts = {"stage": agency} | self.facts | {"regime": bail.law_for(arrested).key}
            self.started_on = bail.first_day(arrested)
        if not self.row.needs_service and self.made_on:
            self.served_on, self.served_how = self.made_on, "It binds without being served"
        obstacles = why_not_made(self, children)
        for rung in rungs:
            if obstacles:
                break
            obstacles = self._climb(rung["answers"])
        return obstacles

    def _climb(self, answers: dict[str, Any]) -> list[str]:
        asked = answers | {name: _day(answers.get(name)) for name in _DAYS}
        stage = bail.law_for(self.fact("arrested_on")).stage(asked["key"])
        if stage is None:
            return [f"An extension stands that this law does not have. {self._say_the_stage}"]
        try:
            self.to_stage(**asked)
        except NotYet as refusal:
            return [*refusal.sentences, self._say_the_stage]
        self.last_day_set, self.authoriser_rank = asked["until"], asked["rank"]
        return []

    @property
    def _say_the_stage(self) -> str:
        law = bail.law_for(self.fact("arrested_on"))
        stages = ", ".join(f"“{one.title}”" for one in law.stages)
        return f"Say also at which stage it is. {law.title} there are: {stages}. Source: {law.source}."

    def keep_rung(self, before: dict[str, Any], **answers: Any) -> None:
        """Keep what an extension was asked with; `before`: stage, last day set and rank as they were."""
        kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in answers.items()}
        rung = {"before": before, "answers": kept}
        self.facts = self.facts | {RUNGS: [*self.facts.get(RUNGS, []), rung]}

    @property
    def as_it_stands(self) -> dict[str, Any]:
        """What an extension starts from, to keep with it."""
        return {
            "stage": self.facts.get("stage"),
            "until": self.last_day_set.isoformat() if self.last_day_set else None,
            "rank": self.authoriser_rank,
        }

    def set_last_day(self, day: date | None) -> None:
        """Somebody set this last day, or none."""
        self.last_day_set = self.ends_on = day
        if rungs := self.facts.get(RUNGS):
            last = rungs[-1] | {"answers": rungs[-1]["answers"] | {"until": day.isoformat() if day else None}}
            self.facts = self.facts | {RUNGS: [*rungs[:-1], last]}

    @contextmanager
    def as_if(self, state: str) -> Iterator[None]:
        """As the rules are to see it: they ask what state it is in."""
        before, self.__dict__["state"] = self.state, state
        try:
            yield
        finally:
            self.__dict__["state"] = before

    @property
    def state_it_stood_in(self) -> str:
        """Its state, or of one that is over the state before."""
        if self.state not in OVER:
            return str(self.state)
        last = self.events.filter(to_state=self.state).exclude(from_state=F("to_state")).order_by("-version").first()
        return last.from_state if last else State.IN_FORCE

    @property
    def usual_review(self) -> date | None:
        """The day of its first review, where its kind asks for one and nobody set another."""
        every = self.row.review_every
        return every.last_day_from(self.made_on) + timedelta(days=1) if every and self.made_on else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
