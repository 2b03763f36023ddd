"""The steps of a measure between proposal and end. Each is a verb of Measure; see `step.step` for what all of
them ask and take. The states follow `states.MOVES`, which the database holds too."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from django_fsm import GET_STATE, transition

from cases.models import Child
from cases.models.access.locks import changes_rights
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.measures.children import why_not_theirs
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.interim import Interim
from perpetrators.models.measures.more_hours import to_more_hours
from perpetrators.models.measures.on_bail import OnBail
from perpetrators.models.measures.replacing import end_replaced
from perpetrators.models.measures.rules import (
    why_not_applicant,
    why_not_children,
    why_not_days,
    why_not_open,
    why_not_so_long,
    why_not_themself,
    work_out_end,
)
from perpetrators.models.measures.states import LIVE, PENDING, STILL_INTERIM, State
from perpetrators.models.measures.step import step
from perpetrators.models.measures.taking_out import TakingOut
from perpetrators.models.measures.travel_ban import renew_travel_ban
from perpetrators.timescales import LOOK_AT_THE_CLOCK_AFTER

Facts = Mapping[str, Any] | None  # typed answers to what the kind asks
VARIED: dict[str, State] = {State.BREACHED: State.BREACHED}  # a breach is not undone by a variation
INTERIM = [State.INTERIM, *STILL_INTERIM]
MADE_FROM = [*PENDING, *INTERIM, State.EXPIRED]
LIVE_TO: dict[str, Any] = {"field": "state", "source": list(LIVE)}


def made_state(measure: OfMeasure, *, interim: bool = False, **_: Any) -> State:
    return State.INTERIM if interim else State.IN_FORCE


def varied_state(measure: OfMeasure, **_: Any) -> State:
    return VARIED.get(measure.state, State.VARIED)


class Steps(OnBail, TakingOut, Interim):
    class Meta:
        abstract = True

    @step(sources=[State.CONSIDERED], words="applied for")
    @transition(field="state", source=State.CONSIDERED, target=State.APPLIED)
    def apply(self, *, by: User, on: date, applicant: str = "", applicant_class: str = "", decided_by: str = "") -> str:
        """It was applied for, or asked of whoever decides."""
        self.take(
            applied_on=on,
            applicant=applicant or None,
            applicant_class=applicant_class or None,
            decided_by=decided_by or None,
        )
        if obstacles := why_not_applicant(self):
            raise NotYet(*obstacles)
        return "Applied for."

    @step(sources=MADE_FROM, words="made", joins=True, after=end_replaced)
    @transition(field="state", source=MADE_FROM, target=GET_STATE(made_state, [State.INTERIM, State.IN_FORCE]))
    def grant(self, *, by: User, on: date, interim: bool = False, facts: Facts = None, **said: Any) -> str:
        """It was made on `on`: `interim`, or in full. Takes the fields and facts `record_made` takes. A full order
        after an interim one, also after one that ran out meanwhile, is served anew; the interim order keeps its days
        and its service (`MeasurePeriod`)."""
        if interim and self.is_interim and self.state != State.EXPIRED:
            raise NotYet("There is an interim order already. Record a variation of it, or the full order.")
        if obstacles := self.why_not_decided("made"):
            raise NotYet(*obstacles)
        with self.as_if(made_state(self, interim=interim)):
            self.started_on = self.ends_on = self.served_on = self.ended_on = None
            self.take(**said | {"made_on": on})
            self.come_into_force(self.children, facts or {})
            self.activate_notice()
            return str(self.sentence_as_made)

    @step(sources=[*PENDING, *INTERIM], words="refused", late=True)
    @transition(field="state", source=[*PENDING, *INTERIM], target=State.REFUSED)
    def refuse(self, *, by: User, on: date) -> str:
        """The court or body did not make it; an interim order falls with it."""
        if obstacles := self.why_not_decided("refused"):
            raise NotYet(*obstacles)
        self.stop(on)
        return "Refused."

    @step(sources=[*PENDING, *LIVE], words="withdrawn", late=True)
    @transition(field="state", source=[*PENDING, *LIVE], target=State.WITHDRAWN)
    def withdraw(self, *, by: User, on: date) -> str:
        """The applicant or issuer took it back."""
        self.stop(on)
        return "Withdrawn."

    @step(sources=LIVE, words="served", late=True)
    def serve(self, *, by: User, on: date, served_how: str = "", served_by: str = "", facts: Facts = None) -> str:
        """It was given to its subject. A measure that needs service binds from then on."""
        if self.served_on and self.row.needs_service is False:
            raise NotYet("This kind of measure binds without being served.")
        if self.served_on:
            raise NotYet(f"It was served on {day_in_words(self.served_on)} already.")
        if not served_how.strip():
            raise NotYet("Say how it was served.")
        self.take(served_on=on, served_how=served_how, served_by=served_by)
        self.take_facts(facts or {})
        if obstacles := [one for check in self.row.checks for one in check(self, self.children)]:
            raise NotYet(*obstacles)
        return self.sentence_as_served

    @step(sources=LIVE, words="varied", late=True)
    @transition(field="state", source=list(LIVE), target=GET_STATE(varied_state, [State.VARIED, State.BREACHED]))
    def vary(
        self,
        *,
        by: User,
        on: date,
        what: str,
        ends_on: date | None = None,
        until_further_order: bool | None = None,
        travel_ban_until: date | None = None,
    ) -> str:
        """Its terms were changed: `what`, in words that name no child; with a new last day of it, or of its ban on
        foreign travel, where there is one."""
        if not what.strip():
            raise NotYet("Say what was changed.")
        if obstacles := self.why_not_chronicled(what):
            raise NotYet(*obstacles)
        if ends_on and self.row.has_stages:
            raise NotYet("The last day of bail changes when it is extended, or another day of return is set.")
        if ends_on or until_further_order:
            self.set_last_day(ends_on)
            self.until_further_order = bool(until_further_order)
            self._fit_its_length()
        told = f" {renew_travel_ban(self, on, travel_ban_until)}" if travel_ban_until else ""
        return f"Varied: {what.strip()}{told}"

    @step(sources=LIVE, words="discharged", late=True)
    @transition(**LIVE_TO, target=State.DISCHARGED)
    def discharge(self, *, by: User, on: date, consent: bool = False) -> str:
        """The court or whoever made it ended it. Some cannot be ended early without the consent of both sides."""
        early = self.row.discharge_needs_consent if not self.is_interim else None
        if early and not consent and on <= early.last_day_from(self.made_on):
            raise NotYet(
                f"Within {early} of the day it was made it is discharged only with the consent of the person "
                f"and the police. Say that both agreed. Source: {self.row.discharge_source}."
            )
        self.stop(on)
        return "Discharged."

    @step(sources=[*LIVE, State.EXPIRED], words="extended", again=True)
    def extend(
        self,
        *,
        by: User,
        on: date,
        ends_on: date | None = None,
        stage: str = "",
        rank: str = "",
        authoriser: str = "",
        conditions_met: bool = False,
        longer: bool = False,
        asked_on: date | None = None,
        return_on: date | None = None,
        return_at: time | None = None,
    ) -> tuple[str, date | None] | str:
        """It was extended on `on`, by a decision that came before its last day was over.

        Pre-charge bail goes from stage to stage (`bail`): `stage`, the decision-maker's `rank` (a key of `bail.RANKS`),
        whether conditions A to D are met, and for the court whether it needs `longer` and when it was `asked_on`;
        `return_on` is the new day of return, and the old one goes. What runs for hours takes the `rank` of who gave it
        more (`row.MoreHours`), any other measure its new last day, `ends_on`.
        """
        before, ended = self.state, self.ended_on
        if self.state == State.EXPIRED and not (self.row.longest or self.row.more_hours or self.row.has_stages):
            raise NotYet("This measure has expired. Record the new one.")
        told = (
            self.to_stage(on, ends_on, stage, rank, conditions_met, longer, asked_on, return_on, return_at)
            if self.row.has_stages
            else to_more_hours(self, self.row.more_hours, on, rank)
            if self.row.more_hours
            else self._to_day(on, ends_on)
        )
        if self.row.has_stages:
            self.last_day_set = ends_on
        self.take(authoriser=authoriser or None, authoriser_rank=rank or None)
        if before == State.EXPIRED:  # written down only after the day it would have ended: in force again from then
            self.resume()
            return f"{told} Decided on {day_in_words(on)} and recorded later.", ended
        return told

    def _to_day(self, on: date, ends_on: date | None) -> str:
        if self.ends_on and on > self.ends_on:
            raise NotYet(f"It ended on {day_in_words(self.ends_on)}. It cannot be extended on {day_in_words(on)}.")
        if ends_on is None:
            raise NotYet("Enter the new last day.")
        if self.ends_on and ends_on <= self.ends_on:
            raise NotYet(f"The new last day must be after {day_in_words(self.ends_on)}, the last day so far.")
        longest = self.row.longest
        if longest and ends_on > (latest := longest.last_day_from(self.started_on)):
            raise NotYet(
                f"{self.title}: it cannot last longer than {longest} in all, so until {day_in_words(latest)}. "
                f"Source: {self.row.limits_source}."
            )
        each = self.row.extended_by
        if self.ends_on and each and ends_on > (latest := each.last_day_from(self.ends_on + timedelta(days=1))):
            raise NotYet(
                f"{self.title}: it is extended by at most {each} each time, so until {day_in_words(latest)} now. "
                f"Source: {self.row.limits_source}."
            )
        self.set_last_day(ends_on)
        self.until_further_order = False
        if longest is None:
            self._fit_its_length()
        else:
            self.how_ended = f"Extended. At most {longest} in all. Source: {self.row.limits_source}."
        return f"Extended until {day_in_words(ends_on)}."

    def _fit_its_length(self) -> None:
        fits = why_not_days(self) + work_out_end(self, self.children) + why_not_so_long(self)
        if obstacles := fits + why_not_open(self):
            raise NotYet(*obstacles)

    @step(sources=LIVE, words="reviewed")
    def review(self, *, by: User, on: date, review_on: date | None = None) -> str:
        """It was looked at and stays. `review_on`: the next day to look; default as the kind asks."""
        every = self.row.review_every
        self.review_on = review_on or (every.last_day_from(on) + timedelta(days=1) if every else None)
        if self.review_on and self.review_on <= on:
            raise NotYet("The next review must be after this one.")
        if "look_on" in self.facts:  # the clock of bail stands still: whoever looked looks again
            again = self.review_on or on + LOOK_AT_THE_CLOCK_AFTER
            self.facts = self.facts | {"look_on": again.isoformat()}
        return f"Reviewed and kept{', again by ' + day_in_words(self.review_on) if self.review_on else ''}."

    @changes_rights
    @step(sources=[*PENDING, *LIVE], words="changed", joins=True)
    def protect(self, *, by: User, on: date, children: Sequence[Child]) -> str:
        """It protects these children too; whoever says so may see them."""
        why_not_theirs(by, children, Right.READ_SUSPECTS)
        if not children:
            raise NotYet("Choose at least one child.")
        everybody = [*self.children, *children]
        checks = [one for check in self.row.checks for one in check(self, children)]
        if obstacles := why_not_children(self.row, everybody) + why_not_themself(self, children) + checks:
            raise NotYet(*obstacles)
        self.take_in(children, by=by)
        return f"Protects {len(children)} more {'child' if len(children) == 1 else 'children'} by name."

    def stop(self, on: date) -> None:
        """From `on` it is no longer in force. A notice leaves room for another."""
        self.ended_on = on
        self.protected.update(notice_to=None)

    @property
    def has_run_out(self) -> bool:
        """Its last day is over and nobody has ended it yet: it is treated as expired wherever it is read."""
        return self.state in LIVE and self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def state_today(self) -> State:
        """Its state as everybody reads it; `state` is what the last step left, or the task of the night."""
        return State.EXPIRED if self.has_run_out else State(self.state)

    @property
    def over_since(self) -> date | None:
        """The first day on which it stands no more."""
        return self.ends_on + timedelta(days=1) if self.has_run_out else self.ended_on

    @property
    def state_in_words(self) -> str:
        if self.has_run_out:
            return str(State.EXPIRED.label)
        return f"Begins on {day_in_words(self.started_on)}" if self.is_ahead else str(self.get_state_display())
