"""Plays one story through the same verbs the pages use, each event on its own day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from cases.models import Case, Child, RiskAssessment
from cases.models.access.allocation import EndReason, Part
from cases.models.access.restriction import Category
from cases.models.opening import open_case
from emerald.accounts.models import Team, User
from emerald.demo import groups, risk
from emerald.demo.calendar import DemoEvent, really_now, working_day_before
from emerald.demo.cast import APPROVER, MANAGER_OF
from emerald.demo.planning import planning
from emerald.demo.sessions import Meeting, meetings
from emerald.demo.side_events import side_events
from emerald.demo.story import VICTIM, Ending, Story, Turn, Young
from emerald.demo.words import risk as risk_words
from emerald.demo.words.concerns import CONCERNS, HAND_OVER, SECTION_47
from emerald.demo.words.groups import REPEATED_BECAUSE
from emerald.working_days import working_day_after
from interventions.contacts.models.contact import Contact
from interventions.models import Session
from interventions.notes.models.struck_out import strike_out
from interventions.planned.models import PlannedSession

REPEATED = (4, 13, 20)  # places in the table of stories: one of their sessions was written up twice


@dataclass
class Episode:
    """One case as it is played. `events` are to be played in the order of their days, over all episodes."""

    story: Story
    young: Young  # the child as told
    child: Child  # the child as saved
    team: Team
    people: dict[str, User]
    today: date
    place: int  # in the table of stories
    taken: set[str] = field(default_factory=set)  # what sessions of other children say already
    before: "Episode | None" = None
    case: Case = field(init=False, repr=False)  # from its first event on
    lead: User | None = None
    later: bool = False  # there is an episode after this one
    recorded: dict[date, Session] = field(default_factory=dict)  # day -> session
    planned: dict[date, PlannedSession] = field(default_factory=dict)  # day -> planned session
    assessed: dict[date, RiskAssessment] = field(default_factory=dict)  # day -> assessment

    @property
    def manager(self) -> User:
        return self.people[MANAGER_OF[self.story.team]]

    @property
    def worker(self) -> User:
        """The lead worker of the moment, for what is told only while there is one. Raises ValueError without."""
        if self.lead is None:
            raise ValueError(f"Nobody works with {self.young.given_names} then.")
        return self.lead

    @property
    def approver(self) -> User:
        return self.people[APPROVER]

    def day(self, ago: int) -> date:
        return working_day_before(self.today, ago)

    def events(self) -> Iterator[DemoEvent]:
        """(day, order within the day, what to do): each a verb of this class with its facts, not yet done."""
        story = self.story
        yield self.day(story.opened), 0, self.open
        for key, because in story.links:
            yield self.day(min(story.opened, (story.closed or 0) + 60)), 2, partial(self.link, key, because)
        for key, ago in story.starts[1:]:
            yield self.day(ago), 1, partial(self.hand_over, key, ago)
        for turn in story.turns:
            yield self.day(turn.day), 5, partial(self.turn, turn)
        yield from self._sessions()
        for aside in side_events(story, self.young, today=self.today, place=self.place):
            yield aside.day, 2.9, partial(getattr(self, aside.verb), **aside.facts)
        led_from = self.day(story.starts[0][1]) if story.leads else None
        for told in planning(story, self.young, today=self.today, led_from=led_from, place=self.place):
            yield told.day, 2.5, partial(getattr(self, told.verb), on=told.day, **told.facts)
        for assessment in risk.assessments(story, self.young, today=self.today):
            yield assessment[0], 9, partial(self.assess, *assessment)
            yield assessment[1], 10, partial(self.decide_about_risk, *assessment)
        if story.lead_left is not None:
            yield self.day(story.lead_left), 6, partial(self.lead_leaves, story.lead_left)
        if story.ending:
            yield self.day(story.ending.day), 7, partial(self.end, story.ending)
        if story.restricted:
            yield self.day(0), 8, self.restrict

    def _sessions(self) -> Iterator[DemoEvent]:
        planned = meetings(self.story, self.young, today=self.today, taken=self.taken)
        for meeting in planned:
            yield meeting.recorded_on or meeting.day, 3, partial(self.meet, meeting)
            if meeting.planned_on:
                yield meeting.planned_on, 3.2, partial(self.plan_meeting, meeting)
            if meeting.done_on:
                yield meeting.done_on, 4, partial(self.finish_step, meeting, meeting.done_on)
            if meeting.put_right:
                yield meeting.day, 3.4, partial(self.put_right, meeting)
            if meeting.added:
                yield working_day_after(meeting.day, 4), 3.4, partial(self.add_to, meeting)
        if self.place in REPEATED and (held := [one for one in planned[3:-3] if not one.recorded_on and one.is_held]):
            yield held[0].day, 3.6, partial(self.repeat, held[0])

    def open(self) -> None:
        story = self.story
        facts: dict[str, Any] = {
            "by": self.manager,
            "status": story.status,
            "rationale": CONCERNS[story.concern],
            "opened_on": self.day(story.opened),
            "lead": self.people[story.leads[0][0]] if story.leads else None,
            "section_47": True if story.status == VICTIM else None,
            "section_47_reason": SECTION_47 if story.status == VICTIM else "",
        }
        self.case = self.before.case.reopen(**facts) if self.before else open_case(self.child, team=self.team, **facts)
        self.lead = facts["lead"]

    def link(self, key: str, because: str) -> None:
        self.case.allocate(
            self.people[key],
            part=Part.LINKED,
            by=self.manager,
            because=because,
            on=self.day(min(self.story.opened, (self.story.closed or 0) + 60)),
        )

    def hand_over(self, key: str, ago: int) -> None:
        self.case.allocate(
            self.people[key], part=Part.LEAD, by=self.manager, on=self.day(ago), hand_over_note=HAND_OVER
        )
        self.lead = self.people[key]

    def turn(self, turn: Turn) -> None:
        asks = {"by": self.manager, "rationale": turn.because, "effective_on": self.day(turn.day)}
        if turn.to == VICTIM:
            self.case.identify_as_victim(**asks, section_47=True, section_47_reason=SECTION_47)
        else:
            self.case.step_down(**asks)

    def meet(self, meeting: Meeting) -> None:
        if plan := self.planned.get(meeting.day):
            self.recorded[meeting.day] = plan.record(by=self.worker, **meeting.written)
        else:
            self.recorded[meeting.day] = Session.record(self.case, by=self.worker, **meeting.written)

    def plan_meeting(self, meeting: Meeting) -> None:
        facts = {name: meeting.written[name] for name in ("place", "work")}
        self.planned[meeting.day] = PlannedSession.plan(
            self.case, by=self.worker, planned_for=meeting.written["held_at"], **facts
        )

    def plan_ahead(self, when: datetime, aims: str, special: str | None) -> None:
        groups.plan(self, when, aims, special)

    def finish_step(self, meeting: Meeting, on: date) -> None:
        self.recorded[meeting.day].finish_next_step(by=self.worker, on=on, outcome="Done as agreed.")

    def put_right(self, meeting: Meeting) -> None:
        session = self.recorded[meeting.day]
        # The database goes by its own clock and locks what was recorded longer ago, whatever day is being told.
        if really_now() - session.recorded_at < timedelta(hours=23):
            session.change_words(by=self.worker, what_happened=f"{session.what_happened} {meeting.put_right}")

    def add_to(self, meeting: Meeting) -> None:
        self.recorded[meeting.day].add(meeting.added, by=self.worker)

    def repeat(self, meeting: Meeting) -> None:
        strike_out(groups.record_repeat(self, meeting), by=self.worker, because=REPEATED_BECAUSE)

    def contact(self, **facts: Any) -> None:
        Contact.record(self.case, by=self.worker, **facts)

    def event(self, *, pinned: str | None, **facts: Any) -> None:
        entry = self.case.record_event(by=self.worker, **facts)
        if pinned is not None:
            self.case.pin(entry, by=self.manager, note=pinned)

    def decide(self, *, on: date, **facts: Any) -> None:
        self.case.record_decision(by=self.manager, on=on, **facts)

    def write_plan(self, *, on: date, **facts: Any) -> None:
        if self.lead:
            self.case.write_plan(by=self.lead, **facts)

    def add_action(self, *, on: date, **facts: Any) -> None:
        if self.lead:
            self.case.add_action(by=self.lead, owner=self.lead, **facts)

    def resolve_action(self, *, on: date, of: str, **facts: Any) -> None:
        action = self.case.plan_actions.waiting().filter(text=of).first()
        if action:
            action.resolve(by=self.lead or self.manager, on=on, **facts)

    def hold_review(self, *, on: date, **facts: Any) -> None:
        self.case.review_waiting.hold(by=self.manager, held_on=on, chaired_by=self.manager, **facts)  # type: ignore[union-attr]  # an open case has one that waits

    def supervise(self, *, on: date, **facts: Any) -> None:
        if self.lead:
            self.case.record_supervision(by=self.manager, on=on, worker=self.lead, **facts)

    def assess(self, day: date, signed: date, level: str, ends: str) -> None:
        author, choose = self.lead or self.manager, Random(f"{self.young.given_names} {day}")
        written = self.assessed[day] = risk.write(self.case, by=author, day=day, level=level, choose=choose)
        if ends != "draft":
            risk.submit(written, by=author, level=level, choose=choose)

    def decide_about_risk(self, day: date, signed: date, level: str, ends: str) -> None:
        written = self.assessed[day]
        signer = self.approver if written.submitted_by == self.manager else self.manager
        if ends == "returned":
            written.give_back(by=signer, comment=risk_words.RETURNED)
        elif not ends:
            written.sign_off(by=signer, comment=Random(str(day)).choice(risk_words.SIGNED))

    def lead_leaves(self, ago: int) -> None:
        lead = next(one for one in self.case.current_allocations if one.is_lead)
        self.case.end_allocation(lead, by=self.manager, reason=EndReason.LEFT, on=self.day(ago))
        self.lead = None

    def end(self, told: Ending) -> None:
        closure = self.case.propose_closure(
            by=self.manager,
            reason=told.reason,
            summary=told.summary,
            views=told.views,
            effective_on=self.day(told.day),
            **self._receiver(told),
        )
        if told.outcome == "approved":
            closure.approve(by=self.approver)
        elif told.outcome == "returned":
            closure.give_back(by=self.approver, comment=told.comment)

    def _receiver(self, told: Ending) -> dict[str, Any]:
        return {**told.receiver, "accepted_on": self.day(told.day)} if told.receiver else {}

    def restrict(self) -> None:
        self.case.restrict(
            by=self.approver, category=Category.STAFF, because=self.story.restricted, named=[self.manager, self.worker]
        )
