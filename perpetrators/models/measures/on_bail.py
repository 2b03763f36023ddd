"""The steps of pre-charge bail alone: from stage to stage, to another day of return, when its clock stands still, and
when the case it was given for moves on. See `law.bail` and `law.bail_clock` for the rules, `bail_period` for what is
kept."""

from datetime import date, time, timedelta
from typing import Any

from django_fsm import transition

from emerald.accounts.models import User
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law import bail, bail_clock
from perpetrators.models.law.bail_clock import CHARGING, HOSPITAL, Stop
from perpetrators.models.law.bail_stages import WAITING_KEY, Rank
from perpetrators.models.measures.bail_period import (
    OF_THE_RETURN,
    OF_THE_STAGE,
    came_from,
    day_kept,
    end_of_bail,
    last_day_to_extend,
    law_of,
    limit_of,
    open_stop,
    stage_of,
    stops_of,
    why_not_back,
)
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, State
from perpetrators.models.measures.step import step
from perpetrators.timescales import LOOK_AT_THE_CLOCK_AFTER

STANDS_OR_RAN_OUT = [*LIVE, State.EXPIRED]


class OnBail(OfMeasure):
    class Meta:
        abstract = True

    def to_stage(
        self,
        on: date,
        until: date | None,
        key: str,
        rank: str,
        conditions_met: bool,
        longer: bool,
        asked_on: date | None,
        return_on: date | None,
        return_at: time | None,
    ) -> str:
        """Extend bail to the stage `key`; the sentence that is told. The day of return goes with the old end."""
        law, stage, limit = law_of(self), law_of(self).stage(key), last_day_to_extend(self)
        obstacles = bail.why_not_extend(
            law,
            now_at=self.facts.get("stage", ""),
            stage=stage,
            rank=Rank[rank.upper()] if rank else Rank.CUSTODY_OFFICER,
            decided_on=on,
            limit=limit,
            conditions_met=conditions_met,
            designated=bool(self.fact("designated")),
            asked_on=asked_on,
            came_from=came_from(self),
        )
        if stage and stage.onward and open_stop(self):
            obstacles.append(
                "The clock stands still, and a further extension begins with the end of the current period. Record "
                "first that it runs again. Source: PACE 1984 s47ZG(4)."
            )
        if obstacles or stage is None:
            raise NotYet(*obstacles)
        kept = {name: value for name, value in self.facts.items() if name not in OF_THE_STAGE}
        if key == WAITING_KEY:
            kept |= {"came_from": self.facts["stage"]} | ({"end_before": limit.isoformat()} if limit else {})
        if longer and stage.longer:
            kept["longer"] = True
        if stage.onward:  # a decision after the last day: until then the period is treated as extended (s47ZJ(3))
            kept["counted_after"] = max(limit or on, on).isoformat()
        self.facts = kept | {"stage": key}
        end = end_of_bail(self, until=until)
        if end and until and end.day and until > end.day:
            raise NotYet(f"The last day cannot be after {day_in_words(end.day)}. {end.in_full}")
        if end and end.limit and end.limit < on:
            raise NotYet(
                f"“{stage.title}” would have ended on {day_in_words(end.limit)}, before the day of the decision. "
                f"{end.in_full}"
            )
        self._ends(until)
        if key != WAITING_KEY:
            self._returns(return_on, return_at)
        return f"{stage.title}{', until ' + day_in_words(self.ends_on) if self.ends_on else ''}."

    @property
    def _waits_for_court(self) -> bool:
        return bool(self.facts.get("stage") == WAITING_KEY)

    def _ends(self, until: date | None = None) -> None:
        """Work the end out anew; `until`: an earlier day that was set."""
        end = end_of_bail(self, until=until)
        if end is not None:
            self.ends_on, self.how_ended = end.day, end.in_full

    def _returns(self, on: date | None, at: time | None = None, station: str = "") -> None:
        """The day of return, if there is one now; the one before goes."""
        last = None if open_stop(self, CHARGING) else self.ends_on
        if obstacles := why_not_back(on, last):
            raise NotYet(*obstacles)
        self.facts = {name: value for name, value in self.facts.items() if name not in OF_THE_RETURN}
        self.take_facts({"return_on": on, "return_at": at, "station": station})

    @step(sources=STANDS_OR_RAN_OUT, words="given another day of return", again=True)
    def set_return(
        self, *, by: User, on: date, return_on: date, return_at: time | None = None, station: str = ""
    ) -> tuple[str, date] | str:
        """On `on` another day was set (PACE 1984 s47(4A)), also where the person came back, was released and bailed
        again: bail counts from the arrest, and no day is after its period. Bail to an earlier day runs on to that day
        while the period does (s47ZA(4))."""
        self._must_be_bail()
        limit, ended = limit_of(self), self.ended_on
        if limit and on > limit:
            raise NotYet(
                f"The period of this bail ended on {day_in_words(limit)}. Nobody is bailed again for this arrest after "
                "it. Source: PACE 1984 ss47ZA and 47ZB."
            )
        if return_on < on:
            raise NotYet("The day of return is before the day it was set.")
        if self.state == State.EXPIRED and ended and on > ended:
            raise NotYet(
                f"This bail was over on {day_in_words(ended)}, and the person was bailed again only on "
                f"{day_in_words(on)}. Record that as bail of its own, with the same day of arrest."
            )
        if obstacles := why_not_back(return_on, limit):
            raise NotYet(*obstacles)
        told = f"To return on {day_in_words(return_on)}."
        if self.ends_on and return_on > self.ends_on:
            self._ends(return_on)
            told = f"To return on {day_in_words(return_on)}; bail runs until then."
            if self.state == State.EXPIRED:
                self.resume()
                self._returns(return_on, return_at, station)
                return f"{told} Set on {day_in_words(on)} and recorded later.", ended or on
        self._returns(return_on, return_at, station)
        return told

    @step(sources=LIVE, words="stopped", again=True)
    def stop_clock(self, *, by: User, on: date, request_met: bool = False) -> str:
        """On `on` the person was released on bail for a charging decision, or (`request_met`) what the prosecution had
        asked for was provided: the clock stands still, and bail runs on (PACE 1984 s47ZL)."""
        self._must_have_a_clock()
        limit, stops = limit_of(self), stops_of(self)
        requested = [stop.last + timedelta(days=1) for stop in stops if stop.why == CHARGING and stop.last]
        if stopped := open_stop(self, CHARGING):
            raise NotYet(f"The clock stands still since {day_in_words(stopped.first)} already.")
        if request_met and not requested:
            raise NotYet("The prosecution has asked for nothing yet. Record its request first.")
        if requested and on < max(requested):
            raise NotYet(f"The clock ran again only from {day_in_words(max(requested))}. Check the day.")
        if limit and on > limit:
            raise NotYet(f"The period of this bail ended on {day_in_words(limit)}: its clock cannot stop after it.")
        # Released for the first time: it does not begin at all (s47ZL(2)(a) and (12)(c)).
        is_first = on == self.made_on and not requested and not self._was_bailed_before()
        first = self.started_on if is_first else max(on, self.started_on)
        self._keeps([*stops, Stop(CHARGING, first)], look_on=on + LOOK_AT_THE_CLOCK_AFTER)
        self._ends()
        why = "What the prosecution asked for was provided" if request_met else "Released for a charging decision"
        return f"{why}: the clock stands still from {day_in_words(first)}."

    @step(sources=LIVE, words="taken up", again=True)
    def take_up_clock(self, *, by: User, on: date, return_on: date | None = None, return_at: time | None = None) -> str:
        """On `on` the prosecution asked for more: the clock runs again from that day, and at least seven days are left
        (PACE 1984 s47ZL(6) to (8)). Another day of return is then due (s47ZL(5))."""
        self._must_have_a_clock()
        stopped = open_stop(self, CHARGING)
        if stopped is None:
            raise NotYet("The clock is running: it was not stopped for a charging decision.")
        if on < stopped.first:
            raise NotYet(f"The clock stands still only from {day_in_words(stopped.first)}. Check the day.")
        stage = stage_of(self)
        begins, length = bail.period_of(
            stage,  # type: ignore[arg-type]  # `_must_have_a_clock` asked for it
            self.fact("arrested_on"),
            current_end=day_kept(self, "counted_after"),
            longer=bool(self.facts.get("longer")),
        )
        self._keeps(bail_clock.taken_up(begins, length, stops_of(self), on))  # type: ignore[arg-type]  # likewise
        self._ends()
        if return_on is None:  # the day there is stays, if it can
            return_on, return_at = self.fact("return_on"), self.fact("return_at")
        self._returns(return_on, return_at)
        last = f", until {day_in_words(self.ends_on)}" if self.ends_on else ""
        return f"The prosecution asked for more: the clock runs again{last}."

    @step(sources=STANDS_OR_RAN_OUT, words="stopped", again=True)
    def enter_hospital(self, *, by: User, on: date, left_on: date | None = None) -> tuple[str, date] | str:
        """The person was in hospital as an in-patient from `on` to `left_on` (None: still). If that includes the day on
        which bail would end, no day in hospital was counted (PACE 1984 s47ZM(4) and (5))."""
        self._must_have_a_clock()
        limit, ended, stops = limit_of(self), self.ended_on, stops_of(self)
        stay = Stop(HOSPITAL, on, left_on)
        if left_on and left_on < on:
            raise NotYet("The last day in hospital is before the first.")
        if any(one.why == HOSPITAL and (stay.covers(one.first) or one.covers(on)) for one in stops):
            raise NotYet("These days in hospital are recorded already. Check the days.")
        if self.state == State.EXPIRED and not (limit and self.ends_on == limit and stay.covers(limit)):
            raise NotYet("The person was not in hospital on the day on which this bail ended: that does not change.")
        earlier = self.ends_on if self.ends_on and limit and self.ends_on < limit else None
        look_on = None if left_on else min(limit or on + LOOK_AT_THE_CLOCK_AFTER, on + LOOK_AT_THE_CLOCK_AFTER)
        self._keeps([*stops, stay], look_on=look_on)
        if earlier is None:
            self._ends()
        told = f"In hospital from {day_in_words(on)}{' to ' + day_in_words(left_on) if left_on else ''}."
        if self.state == State.EXPIRED:
            self.resume()
            return f"{told} Recorded after the day on which bail would have ended.", ended or on
        return told

    @step(sources=LIVE, words="taken up", again=True)
    def leave_hospital(self, *, by: User, on: date) -> str:
        """`on`: the last day in hospital."""
        stay = open_stop(self, HOSPITAL)
        if stay is None:
            raise NotYet("The person is not recorded as in hospital.")
        if on < stay.first:
            raise NotYet("The last day in hospital is before the first.")
        earlier = self.ends_on
        self._keeps([Stop(HOSPITAL, stay.first, on) if one == stay else one for one in stops_of(self)])
        self._ends(earlier)
        last = f", bail until {day_in_words(self.ends_on)}" if self.ends_on else ""
        return f"Left hospital on {day_in_words(on)}{last}."

    @step(sources=LIVE, words="ended")
    @transition(field="state", source=list(LIVE), target=State.DISCHARGED)
    def end_with(self, *, by: User, on: date, event: str, what: str) -> str:
        """It ends because of `event`, a step of the law or a measure (its key), called `what`: a charge, a decision not
        to go on, the end of the trial, release under investigation."""
        if event not in self.row.ended_by:
            raise NotYet(f"{what} does not end this kind of measure ({self.title.lower()}).")
        self.stop(on)
        return f"Ended: {what[:1].lower()}{what[1:]} on {day_in_words(on)}."

    def _was_bailed_before(self) -> bool:
        """Whether another bail for the same arrest was given earlier."""
        theirs = type(self).objects.filter(person=self.person_id, kind=self.kind, made_on__lt=self.made_on)
        return bool(theirs.filter(facts__arrested_on=self.facts["arrested_on"]).exists())

    def _keeps(self, stops: Any, look_on: date | None = None) -> None:
        """`look_on`: when somebody looks whether the clock still stands still; the day there is stays while it does."""
        self.facts = self.facts | {"stops": bail_clock.kept(stops)}
        if look_on:
            self.facts["look_on"] = look_on.isoformat()
        elif open_stop(self) is None:
            self.facts.pop("look_on", None)

    def _must_be_bail(self) -> None:
        if not self.row.has_stages:
            raise NotYet(f"This kind of measure ({self.title.lower()}) has no day of return to a police station.")

    def _must_have_a_clock(self) -> None:
        self._must_be_bail()
        law, stage = law_of(self), stage_of(self)
        if not law.clock:
            raise NotYet(f"No period of bail was counted then. {law.title}: {law.source}.")
        if stage is None or self._waits_for_court:
            raise NotYet("The court has not decided yet whether bail is extended, so no period is counted now.")
