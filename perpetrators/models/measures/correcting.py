"""What stands of a measure is put right: its details, and its days, from which the law that applies, the first day, the
end and what is due follow anew. See `working_out`."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_fsm import GET_STATE, transition

from emerald.accounts.models import User
from emerald.day_rules import why_in_future
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law.bail_stages import Rank
from perpetrators.models.law.catalogue.row import Sort
from perpetrators.models.measures.bail_period import law_of
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.replacing import end_replaced
from perpetrators.models.measures.rules import why_not_days, why_not_open
from perpetrators.models.measures.states import ENDED_BY_STEP, LIVE, PENDING, State
from perpetrators.models.measures.step import step
from perpetrators.models.measures.taking_out import BUT_MISTAKEN
from perpetrators.models.measures.working_out import RUNGS

# The days of a measure and how its history speaks of each. None of them tells of a child.
DAYS = {
    "considered_on": "proposed",
    "applied_on": "applied for",
    "made_on": "made",
    "started_on": "first day",
    "served_on": "served",
    "ends_on": "last day",
    "ended_on": "no longer in force from",
    "review_on": "next review",
    "power_of_arrest_until": "power of arrest until",
}
SAID = frozenset({*DAYS, "until_further_order", "authoriser_rank"})


class Correcting(OfMeasure):
    class Meta:
        abstract = True

    @step(sources=BUT_MISTAKEN, words="corrected")
    def put_right(self, *, by: User, on: date, facts: Mapping[str, Any] | None = None, **said: Any) -> str:
        """Correct or complete what stands about it; its days and its length must still fit."""
        before, was = self.days_in_words, self._as_said
        self.take(**said)
        self.take_facts(facts or {})
        days = {name: value for name, value in said.items() if name in SAID and value is not None}
        if self.state in LIVE or days:
            self._work_out_anew(was, days)
        elif obstacles := why_not_days(self):
            raise NotYet(*obstacles)
        changed = self._what_changed(before)
        return f"Details corrected. {changed}" if changed else "Details corrected."

    @step(
        sources=BUT_MISTAKEN, words="corrected", why="Say why the days are corrected.", joins=True, after=end_replaced
    )
    def correct_days(self, *, by: User, on: date, facts: Mapping[str, Any] | None = None, **said: Any) -> str:
        """Put days right: any of DAYS and `until_further_order`, of bail `authoriser_rank`, and among the facts of its
        kind the days and those its length rests on. What is None is emptied. `ends_on` is the last day somebody set;
        None lets Emerald work it out. `note` says why. What follows is worked out anew: which law applies, when it
        begins and ends, what is due. Raises NotYet for what that law does not allow."""
        if strange := set(said) - SAID:
            raise ValueError(f"A measure has no such days: {', '.join(sorted(strange))}")
        before, was = self.days_in_words, self._as_said
        if self.changing_reading:
            self.changing_reading.why_not_write(facts or {})
        self._set_facts(facts or {})
        for name, value in said.items():
            setattr(self, name, "" if value is None and name == "authoriser_rank" else value)
        self._work_out_anew(was, said)
        changed = self._what_changed(before)
        if not changed:
            raise NotYet("No day was changed.")
        return f"Days corrected. {changed}{self._breaches_outside}"

    @step(sources=BUT_MISTAKEN, words="looked at")
    def look_at(self, *, by: User, on: date) -> str:
        """Somebody who looks after it has seen that its days changed with what became known of its child."""
        if self.followed_on is None:
            raise NotYet("Nothing of this measure waits to be looked at.")
        return "Looked at after its days had changed."

    def _set_facts(self, facts: Mapping[str, Any]) -> None:
        kept = self.row.kept(facts)
        stage, agency = self.facts.get("stage"), self.facts.get("agency_case")
        emptied = {name for name, answer in facts.items() if answer in (None, "")}
        self.facts = {name: value for name, value in self.facts.items() if name not in emptied} | kept
        if self.facts.get("stage") != stage:
            known = {fact.name for fact in self.row.facts}  # it is as if it had been recorded at that stage
            self.facts = {name: value for name, value in self.facts.items() if name in known}
        elif bool(self.facts.get("agency_case")) != bool(agency) and RUNGS not in self.facts:
            self.facts.pop("stage", None)  # the first of the one sort of case or of the other

    @property
    def _as_said(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SAID} | {"usual_review": self.usual_review}

    def _work_out_anew(self, was: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """`was`: what stood before; `said`: what was said now. Raises NotYet."""
        stood_as = self.state_it_stood_in
        if stood_as in PENDING:
            obstacles = why_not_days(self)
        else:
            self._let_days_follow(was, said)
            with self.as_if(stood_as):
                obstacles = self.work_out(self.children) + why_not_open(self) + self.why_not_its_prohibitions()
        obstacles = obstacles or self._why_not_ended(was)
        if obstacles:
            raise NotYet(*obstacles)
        self.settle_expiry()

    def _let_days_follow(self, was: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """What was not said by itself follows the day it was made."""
        if "ends_on" in said or said.get("until_further_order"):
            self.set_last_day(self.ends_on if "ends_on" in said else None)
        if self.last_day_set:
            self.until_further_order = False
        if self.started_on is None or ("started_on" not in said and was["started_on"] == was["made_on"]):
            self.started_on = self.made_on
        if self.review_on == was["review_on"] == was["usual_review"]:
            self.review_on = self.usual_review

    def _why_not_ended(self, was: Mapping[str, Any]) -> list[str]:
        """Why it cannot have stopped on that day."""
        if self.ended_on == was["ended_on"]:
            return []
        if self.state not in ENDED_BY_STEP:
            return ["The day it stopped is set by the step that ends it. Record that step, or correct its last day."]
        if self.ended_on is None:
            return ["Enter the day from which it is no longer in force."]
        first = self.made_on or self.applied_on or self.considered_on
        if first and self.ended_on < first:
            return [f"It cannot have stopped before {day_in_words(first)}."]
        return why_in_future(self.ended_on, "The day it stopped")

    def settle_expiry(self) -> None:
        """Of one that ran out: in force again, or over from another day, as its last day now says."""
        if self.state != State.EXPIRED:
            return
        if self.ends_on is None or self.ends_on >= timezone.localdate():
            self.resume()
        else:
            self.ended_on = self.ends_on + timedelta(days=1)

    @transition(
        field="state",
        source=State.EXPIRED,
        target=GET_STATE(lambda measure: State(measure.state_it_stood_in), list(LIVE)),
    )
    def _resume(self) -> None:
        self.ended_on = None

    def resume(self) -> None:
        """In force again, in the state it was in, as if it had not run out. Raises NotYet for a notice whose child has
        another from this suspect meanwhile."""
        self._resume()
        self.activate_notice()

    @property
    def days_in_words(self) -> dict[str, str]:
        """{what it is called: the day, or the answer} of all that a correction can change, but for what tells of the
        children it names."""
        said = {words: day_in_words(day) for name, words in DAYS.items() if (day := getattr(self, name))}
        if self.until_further_order:
            said["last day"] = "until further order"
        if self.row.has_stages and self.authoriser_rank:
            said["rank"] = Rank[self.authoriser_rank.upper()].words
        for fact in self.row.facts:
            is_told = not fact.of_child and (fact.sort in (Sort.DATE, Sort.TIME) or fact.name in self.row.fixed_facts)
            if is_told and (kept := self.facts.get(fact.name)) not in (None, ""):
                said[f"{fact.label[:1].lower()}{fact.label[1:].rstrip('?')}"] = fact.in_words(kept)
        day = self.day_of_law
        if day and (law := law_of(self).title if self.row.has_stages else self._law_on(day)):
            said["the law that applies"] = f"{law[:1].lower()}{law[1:].rstrip('.')}"
        return said

    def _law_on(self, day: date) -> str:
        regime = self.row.regime_on(day)
        return regime.words if regime else ""

    def _what_changed(self, before: Mapping[str, str]) -> str:
        """Each with its old and its new value."""
        after = self.days_in_words
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        told = [f"{name}: {after.get(name, 'none')} (was {before.get(name, 'not recorded')})" for name in names]
        return f"{'; '.join(told)[:1].upper()}{'; '.join(told)[1:]}." if told else ""

    @property
    def _breaches_outside(self) -> str:
        """The sentence about breaches on days on which, as it is known now, it did not bind."""
        if self.made_on is None:
            return ""
        last = self.ends_on or date.max
        if self.ended_on:
            last = min(last, self.ended_on - timedelta(days=1))
        first = max(filter(None, (self.served_on, None if self.row.has_stages else self.started_on)), default=None)
        outside = Q(happened_on__gt=last) | (Q(happened_on__lt=first) if first else Q())
        interim = [one.pk for one in self.breaches.filter(outside) if self._bound_as_interim(one.happened_on)]
        days = self.breaches.filter(outside).exclude(pk__in=interim).order_by("happened_on")
        told = ", ".join(day_in_words(day) for day in days.values_list("happened_on", flat=True))
        return f" Look at the breach of {told}: on that day it did not bind." if told else ""

    def _bound_as_interim(self, day: date) -> bool:
        return bool(not self.is_interim and self.periods.on(day).filter(interim=True).exists())
