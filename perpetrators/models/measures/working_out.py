"""What follows of a measure from what was said of it: the law that applies, its first and its last day, and how these
were found. Worked out when it is made, and anew whenever a day, a fact or something about its child was corrected, so
that it stands there as if the right facts had been recorded at once.

What was said is kept beside what follows: `last_day_set` is the day somebody set, `ends_on` the day on which it ends;
of each step that moves the end of bail the answers are kept (`RUNGS`), and it is taken again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

from django.db.models import F

from cases.models import Child
from emerald.guards import NotYet
from perpetrators.models.measures.bail_period import begin, law_of
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.rules import why_not_made
from perpetrators.models.measures.states import OVER, State

RUNGS = "rungs"  # in the facts of bail: each such step with its answers, and what stood before it


class WorkingOut(OfMeasure):
    class Meta:
        abstract = True

    @property
    def day_of_law(self) -> Any:
        """The day whose law holds for it: of the arrest for bail, else the day it was made."""
        return (self.fact("arrested_on") if self.row.has_stages else None) or self.made_on

    @property
    def typed_facts(self) -> dict[str, Any]:
        return {name: self.fact(name) for name in self.facts}

    def work_out(self, children: Sequence[Child]) -> list[str]:
        """Bring regime, days and end to what they must be, protecting `children`. Returns all that stands against."""
        rungs = self.facts.get(RUNGS, [])
        answered = self.facts
        if rungs:
            before = rungs[0]["before"]
            self.last_day_set, self.authoriser_rank = _typed("_on", before["until"]), before["rank"]
            known = {fact.name for fact in self.row.facts} | {RUNGS}
            self.facts = {name: value for name, value in answered.items() if name in known} | {"stage": before["stage"]}
        self.ends_on = self.last_day_set
        arrested = self.fact("arrested_on") if self.row.has_stages else None
        if arrested:
            begin(self, arrested)
        if not self.row.needs_service and self.made_on:
            self.served_on, self.served_how = self.made_on, "It binds without being served"
        obstacles = why_not_made(self, children)
        for rung in rungs:
            obstacles = obstacles or self._take_again(rung)
        if rungs:  # what was answered to its questions stays, but for what its length rests on
            fixed = self.row.fixed_facts
            asked = {fact.name for fact in self.row.facts if fact.name not in fixed}
            self.facts = {name: value for name, value in self.facts.items() if name not in asked} | {
                name: value for name, value in answered.items() if name in asked
            }
        return obstacles

    def _take_again(self, rung: dict[str, Any]) -> list[str]:
        answers = {name: _typed(name, answer) for name, answer in rung["answers"].items()}
        try:
            getattr(type(self), rung["step"]).__wrapped__(self, by=None, **answers)
        except NotYet as refusal:
            return [*refusal.sentences, self._say_the_stage]
        return []

    @property
    def _say_the_stage(self) -> str:
        law = law_of(self)
        stages = ", ".join(f"“{one.title}”" for one in law.stages)
        return f"Say also at which stage it is. {law.title} there are: {stages}. Source: {law.source}."

    def keep_rung(self, before: dict[str, Any], step: str, answers: dict[str, Any]) -> None:
        """Keep what the step was asked with; `before`: stage, last day set and rank as they were."""
        kept = {name: value.isoformat() if isinstance(value, date | time) else value for name, value in answers.items()}
        rung = {"step": step, "before": before, "answers": kept}
        self.facts = self.facts | {RUNGS: [*self.facts.get(RUNGS, []), rung]}

    @property
    def as_it_stands(self) -> dict[str, Any]:
        """What such a step starts from, to keep with it."""
        return {
            "stage": self.facts.get("stage"),
            "until": self.last_day_set.isoformat() if self.last_day_set else None,
            "rank": self.authoriser_rank,
        }

    def set_last_day(self, day: date | None) -> None:
        """Somebody set this last day, or none."""
        self.last_day_set = self.ends_on = day
        rungs = self.facts.get(RUNGS)
        if rungs and rungs[-1]["step"] == "extend":
            answers = rungs[-1]["answers"] | {"ends_on": day.isoformat() if day else None}
            self.facts = self.facts | {RUNGS: [*rungs[:-1], rungs[-1] | {"answers": answers}]}

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


def _typed(name: str, answer: Any) -> Any:
    """An answer as the step takes it, from the text it was kept as."""
    if isinstance(answer, str) and answer:
        return date.fromisoformat(answer) if name.endswith("_on") or name == "on" else _time(name, answer)
    return answer


def _time(name: str, answer: str) -> Any:
    return time.fromisoformat(answer) if name.endswith("_at") else answer
