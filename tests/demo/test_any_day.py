"""The demonstration of every day of four years, as it would be told: nothing is written, so a day takes a moment.

The first bad day fails, with what is wrong on it. `test_as_loaded.py` loads one day in full and reads it back.
"""

import gc
from calendar import isleap
from collections import Counter, defaultdict
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

import pytest

from cases.models import Child
from emerald.demo.calendar import last_report_day
from emerald.demo.cast import TEAMS
from emerald.demo.children import STORIES
from emerald.demo.households import facts_of
from emerald.demo.meeting_days import AWAY, worker_on
from emerald.demo.persons_of_concern import MEN
from emerald.demo.plan import episodes_of, events_of
from emerald.demo.sessions import _Teller
from emerald.demo.story import VICTIM
from emerald.working_days import is_working_day

YEARS = (2026, 2027, 2028, 2029)
DAY = timedelta(days=1)
SATURDAY = 5
LATER = ("extend", "break_it", "jail")  # verbs of some of the men


class Event(NamedTuple):
    """Something that would be told: the name of its verb, on whose episode or man, and with what."""

    day: date
    verb: str
    owner: object
    args: tuple
    facts: dict


class Plan:
    """What would be told on `today`."""

    def __init__(self, today):
        self.today = today
        teams = dict.fromkeys(TEAMS)
        self.episodes = list(episodes_of(today, children=[None] * len(STORIES), teams=teams, people={}))
        self.events, self.by_verb = [], defaultdict(list)
        for day, _, _, act in events_of(self.episodes, teams=teams, people={}, today=today):
            verb = getattr(act, "func", act)
            event = Event(
                day,
                verb.__name__,
                getattr(verb, "__self__", None),
                getattr(act, "args", ()),
                getattr(act, "keywords", {}),
            )
            self.events.append(event)
            self.by_verb[event.verb].append(event)
        self.meetings = [(event, event.args[0]) for event in self.by_verb["meet"]]

    def state_on(self, episode, day):
        """The state of a case on a day, or None before and after it."""
        story = episode.story
        if episode.day(story.opened) > day or (story.closed is not None and episode.day(story.closed) <= day):
            return None
        past = [turn.to for turn in story.turns if episode.day(turn.day) <= day]
        return past[-1] if past else story.status

    def states_on(self, day):
        return Counter(state for episode in self.episodes if (state := self.state_on(episode, day)))


# --- What is wrong with a plan, in sentences --------------------------------------------------------------------------
def counts(plan):
    report = last_report_day(plan.today)
    if plan.states_on(plan.today) != {"victim": 25, "at_risk": 19}:
        yield f"the states are {plan.states_on(plan.today)}"
    if plan.states_on(report).total() != 55:
        yield f"{plan.states_on(report).total()} were open on the day of the last report"
    closed = [
        one
        for one in plan.episodes
        if one.story.closed is not None and report < one.day(one.story.closed) <= plan.today
    ]
    if Counter(one.story.ending.reason for one in closed) != {"C1": 9, "C2": 2}:
        yield "closed since the last report: " + str(Counter(one.story.ending.reason for one in closed))
    if {plan.state_on(one, one.day(one.story.closed) - DAY) for one in closed if one.story.ending.reason == "C1"} != {
        VICTIM
    }:
        yield "one of the nine was no victim"
    if any(one.day(one.story.opened) > report for one in plan.episodes):
        yield "a case was opened after the last report"


def amounts(plan):
    held = [meeting.is_held for _, meeting in plan.meetings]
    late = sum(bool(meeting.written.get("late_reason")) for _, meeting in plan.meetings)
    to_come = sum(event.args[0].date() > plan.today for event in plan.by_verb["plan_ahead"])
    told = {verb: len(events) for verb, events in plan.by_verb.items()}
    found = {
        "sessions held": (750, held.count(True), 1100),
        "sessions not held": (60, held.count(False), 160),
        "contacts": (180, told["contact"], 330),
        "advice": (30, told["_advise"], 30),
        "late notes": (10, late, 99),
        "addenda": (10, told["add_to"], 99),
        "written twice": (3, told["repeat"], 3),
        "plans to come": (15, to_come, 99),
    }
    yield from (f"{many} {what}" for what, (least, many, most) in found.items() if not least <= many <= most)


def texts(plan):
    told = [meeting.written["what_happened"] for _, meeting in plan.meetings if meeting.is_held]
    told += [
        f"{meeting.written['what_happened']} {meeting.put_right}" for _, meeting in plan.meetings if meeting.put_right
    ]
    if len(set(told)) < len(told):
        yield from (f"told {times} times: {text}" for text, times in Counter(told).items() if times > 1)
    yield from (f"not filled in: {text}" for text in told if "{" in text)


def days(plan):
    for event in plan.events:
        if event.day > plan.today:
            yield f"{event.verb} lies ahead, on {event.day}"
        on_saturday = event.verb == "_meet" and event.args[0].on_saturday
        if event.day.weekday() != SATURDAY if on_saturday else not is_working_day(event.day):
            yield f"{event.verb} on {event.day:%A %-d %B %Y}"
        happened = event.facts.get("happened_at")
        if happened and happened.date() > event.day:
            yield f"{event.verb} was written on {event.day}, before it happened"
    for event, meeting in plan.meetings:
        held_on = meeting.written["held_at"].date()
        if not held_on == meeting.day <= event.day or held_on >= plan.today or not is_working_day(held_on):
            yield f"a session of {held_on:%A %-d %B %Y} was written down on {event.day}"
        step = meeting.written.get("next_step_on")
        if step and not (is_working_day(step) and held_on < step):
            yield f"the next step of {held_on} is due on {step:%A %-d %B %Y}"


def weeks_away(plan):
    """Between the first and the last session nobody is met while their worker is away, and nobody twice in a day."""
    met = defaultdict(list)
    for event, meeting in plan.meetings:
        met[id(event.owner)].append((meeting.day, event.owner))
    for told in met.values():
        told.sort(key=itemgetter(0))
        if len({day for day, _ in told}) < len(told):
            yield f"{told[0][1].young.given_names} was met twice in a day"
        for day, episode in told[1:-1]:
            if day.isocalendar().week in AWAY[worker_on(episode.story, day, plan.today)]:
                yield f"{episode.young.given_names} was met on {day}, in a week away"


def orders(plan):
    """Every case is opened first and closed last, and what follows from something follows it."""
    begun, ended, recorded, added = set(), set(), set(), set()
    for event in plan.events:
        for one in episodes_in(event):
            who, key = one.young.given_names, id(one)
            if event.verb == "open":
                if one.before and id(one.before) not in ended:
                    yield f"{who} was opened again before the first case closed"
                begun.add(key)
            elif key not in begun:
                yield f"{event.verb} of {who} before the case was opened"
            elif key in ended:
                yield f"{event.verb} of {who} after the case was closed"
            if event.verb == "end" and one.story.closed is not None:
                ended.add(key)
        if event.verb in ("meet", "finish_step", "put_right", "add_to", "repeat", "plan_meeting"):
            session = (id(event.owner), event.args[0].day)
            if (session in recorded) == (event.verb in ("meet", "plan_meeting")):
                yield f"{event.verb} of {event.owner.young.given_names} out of order, on {event.day}"
            if event.verb == "meet":
                recorded.add(session)
        if event.verb == "add_action":
            added.add((id(event.owner), event.facts["text"]))
        if event.verb == "resolve_action" and (id(event.owner), event.facts["of"]) not in added:
            yield f"an action of {event.owner.young.given_names} was resolved before it was planned"


def episodes_in(event):
    """The episodes an event belongs to."""
    if event.verb == "_meet":
        return event.args[1]
    return [event.owner] if hasattr(event.owner, "story") else []


def assessed(plan):
    made = defaultdict(list)
    for event in plan.by_verb["assess"]:
        made[id(event.owner)].append(event)
    for episode in plan.episodes:
        written = [event.args[0] for event in made[id(episode)]]
        signed = [event for event in made[id(episode)] if not event.args[3]]
        if not 1 <= len(signed) <= 4 or len(set(written)) != len(written):
            yield f"{episode.young.given_names} has assessments of {[str(day) for day in written]}"
        if any(event.args[1] < event.args[0] for event in made[id(episode)]):
            yield f"an assessment of {episode.young.given_names} was signed before it was written"


def ages(plan):
    protected = {name for man in MEN for name in man.children}
    for story in STORIES:
        young, child = story.child, Child(**facts_of(story.child, plan.today))
        first = (story.before or story).opened
        age, then = child.age_on(plan.today), child.age_on(plan.today - first * DAY)
        if age != int(young.age) or not 9 <= then <= age < 18:
            yield f"{young.given_names} is {age}, was {then} at the start and should be {young.age}"
        if young.given_names in protected and (age >= 16 or young.age_is_estimated):
            yield f"{young.given_names}, whom a warning notice protects, is {age}"


def register(plan):
    """Each man is recorded, then stopped, then served; what needs two of them comes after both."""
    told = {man: {} for man in MEN}
    for number, event in enumerate(plan.events):
        if hasattr(event.owner, "man"):
            told[event.owner.man][event.verb] = number
    for man, at in told.items():
        steps = [at[verb] for verb in ("record", man.measure, "give_notice", *LATER) if verb in at]
        if steps != sorted(steps) or len(steps) < 3:
            yield f"{man.given_names}: {at}"
        if any(told[MEN[other]]["record"] > at["know"] for other in man.knows):
            yield f"{man.given_names} was linked to somebody nobody had recorded"
    for number, event in enumerate(plan.events):
        if event.verb == "record_place" and any(told[MEN[man]]["record"] > number for man in event.args[0].men):
            yield f"{event.args[0].name} was recorded before its men"


RULES = (counts, amounts, texts, days, weeks_away, orders, assessed, ages, register)


def days_of(year):
    return [date(year, 1, 1) + number * DAY for number in range(365 + isleap(year))]


def test_the_years_hold_a_29_february():
    assert any(map(isleap, YEARS))


def test_two_children_of_whom_the_same_would_be_told_are_seen_and_told_apart(monkeypatch):
    """On 27 November 2026 two did meet."""
    apart = Plan(date(2026, 11, 27))
    monkeypatch.setattr(_Teller, "_unlike_all_others", lambda self, text, put_right: text)
    (sentence,) = texts(Plan(date(2026, 11, 27)))
    assert sentence.startswith("told 2 times: We played cards")
    assert not list(texts(apart))


@pytest.fixture
def quick():
    """What was loaded so far is not looked through for garbage again and again: that took a third of the time."""
    gc.freeze()
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # the rest again, as tests/conftest.py has it


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("year", YEARS)
def test_the_demonstration_is_whole_on_every_day(year):
    for today in days_of(year):
        plan = Plan(today)
        wrong = [sentence for rule in RULES for sentence in rule(plan)]
        assert not wrong, f"{today:%A %-d %B %Y}: {wrong[:8]}"
