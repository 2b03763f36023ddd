"""Which sessions a story has and what is written of them, chosen with a fixed seed: every loading tells the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations
from random import Random
from typing import Any

from emerald.demo.calendar import at, next_working_day, working_day_before
from emerald.demo.children.likes import LIKES
from emerald.demo.meeting_days import is_school_holiday, meeting_days, worker_on
from emerald.demo.story import Story, Young
from emerald.demo.words import BEGAN, DONE, ENDED, OUT_OF_SCHOOL, PLACES
from emerald.demo.words.interests import INTERESTS
from emerald.demo.words.not_held import LATE, NOT_HELD, OTHER_TIME, PUT_RIGHT, THOUGHTS
from emerald.demo.words.temperaments import ARRIVED, CLOSED_WITH, END, GAINS, HARD, START, STYLE
from emerald.working_days import working_day_after
from interventions.sessions.models.work import Work

PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his"), "U": ("they", "them", "their")}
NO_STEPS_BEFORE_THE_END = 24  # days: what a session led to is done before a closure is proposed
FAILED, WRITTEN_LATE, WAS_PLANNED = 1 / 9, 1 / 22, 1 / 8  # of the sessions between the first and the last


@dataclass(frozen=True)
class Meeting:
    """One session to be recorded. `done_on` is None while its next step is open or when it has none."""

    day: date
    written: dict[str, Any]
    done_on: date | None = None
    recorded_on: date | None = None  # when it was written down late
    planned_on: date | None = None  # when it had been planned beforehand
    put_right: str = ""  # what its author added to the text within the day
    added: str = ""  # an addendum of a few days later

    @property
    def is_held(self) -> bool:
        return "attendance" not in self.written


def meetings(story: Story, young: Young, *, today: date, taken: set[str]) -> list["Meeting"]:
    """The story's sessions, the earliest first; none for a child who waits for a worker.

    `taken` is what was told of other children already: nothing in it is told again, and what is told here joins it.
    """
    if not story.sessions:
        return []
    choose = Random(f"{young.given_names} {story.opened}")
    days = meeting_days(story, choose, today)
    told = _Teller(story, young, choose, today, taken)
    made = []
    for number, day in enumerate(days):
        # The first and the last were held: every child has been seen, and lately.
        between = 0 < number < len(days) - 1
        if between and choose.random() < FAILED:
            made.append(told.not_held(day, planned_on=days[number - 1]))
        else:
            made.append(told.held(day, number, days, between))
    return made


class _Teller:
    """Tells one child's year; nothing is told twice before everything else was."""

    def __init__(self, story: Story, young: Young, choose: Random, today: date, taken: set[str]) -> None:
        self.story, self.young, self.choose, self.today, self.taken = story, young, choose, today, taken
        self.words = words_for(young)
        self.temper, *self.interests = LIKES[young.given_names]
        self.told: dict[str, list[Any]] = {}

    def held(self, day: date, number: int, days: list[date], between: bool) -> "Meeting":
        choose, stage = self.choose, stage_of(number, len(days), self.story.closed is not None)
        work = Work.RELATIONSHIP if number == 0 else choose.choice(list(DONE))
        did, said, step = self._next(f"work {work}", DONE[work])
        liked = self.interests[number % len(self.interests)]
        doings, sayings = INTERESTS[liked]
        # An interest unfolds: what comes late in its list comes late in the year.
        doing = doings[min(len(doings) - 1, number * len(doings) // len(days))]
        said = choose.choice((said, said, self._next(liked, sayings), ""))
        worker = worker_on(self.story, day, self.today)
        style = STYLE[worker]
        parts = [
            choose.choice((self._next(f"temper {stage}", ARRIVED[self.temper][stage]), self._next("began", BEGAN))),
            self._once(doing),
            did,
            choose.choice((self._next(f"{style} {stage}", CLOSED_WITH[style][stage]), self._next("ended", ENDED))),
        ]
        if style == "terse":
            parts.pop(choose.choice((0, 1)))
        step = self._step(step, day, days, is_last=number == len(days) - 1)
        late = between and not step and choose.random() < WRITTEN_LATE
        written = self._facts(day, work) | {
            "child_seen_alone": choose.random() < 0.85,
            "what_happened": self._say(" ".join(filter(None, parts))),
            "childs_words": said,
            "length_minutes": choose.choice((None, 30, 40, 45, 50, 60, 60, 75, 90)),
            "analysis": self._say(self._next("thought", THOUGHTS)) if choose.random() < 0.3 else "",
            "next_step": self._say(step),
            "late_reason": choose.choice(LATE) if late else "",
        }
        due = next_working_day(day + timedelta(days=choose.choice((3, 4, 5)))) if step else None
        is_last = number == len(days) - 1
        planned_on = days[number - 1] if between and not late and choose.random() < WAS_PLANNED else None
        put_right = self._say(choose.choice(PUT_RIGHT)) if is_last and choose.random() < 0.4 else ""
        told = self._unlike_all_others(written["what_happened"], put_right)
        return Meeting(
            day,
            written | {"next_step_on": due, "what_happened": told},
            planned_on=planned_on,
            put_right=put_right,
            done_on=min(due, working_day_before(self.today, 0)) if due and not is_last else None,
            recorded_on=working_day_after(day, 3) if late else None,
            added=self._say(choose.choice(PUT_RIGHT)) if between and choose.random() < 1 / 30 else "",
        )

    def not_held(self, day: date, planned_on: date) -> "Meeting":
        attendance, cancelled_by, why = self._next("not held", NOT_HELD)
        written = self._facts(day, self.choose.choice(list(DONE))) | {
            "attendance": attendance,
            "cancelled_by": cancelled_by,
            "why_not_held": self._say(why),
        }
        return Meeting(day, written, planned_on=planned_on if self.choose.random() < 0.3 else None)

    def _facts(self, day: date, work: str) -> dict[str, Any]:
        places = OUT_OF_SCHOOL if is_school_holiday(day) else PLACES
        return {
            "held_at": at(day, self.choose.choice((10, 13, 15, 16, 17)), self.choose.choice((0, 15, 30, 45))),
            "place": self.choose.choice(places),
            "work": work,
        }

    def _step(self, step: str, day: date, days: list[date], *, is_last: bool) -> str:
        ending = self.story.ending
        if ending and day > working_day_before(self.today, ending.day + NO_STEPS_BEFORE_THE_END):
            return ""
        if is_last:
            return (step or OTHER_TIME) if self.story.step_open else ""
        return step if self.choose.random() < 0.5 else ""

    def _next(self, kind: str, among: Sequence[Any]) -> Any:
        waiting = self.told.get(kind)
        if not waiting:
            waiting = self.told[kind] = self.choose.sample(among, k=len(among))
        return waiting.pop()

    def _once(self, text: str) -> str:
        if text in self.told:
            return ""
        self.told[text] = [text]
        return text

    def _unlike_all_others(self, text: str, put_right: str) -> str:
        """`text`, with one or more ways to end added where another session reads the same, before or after it was put
        right. With so many ways there are more than four thousand endings, and never as many sessions."""
        for ways in chain.from_iterable(combinations(ENDED, number) for number in range(len(ENDED) + 1)):
            told = " ".join([text, *map(self._say, ways)])
            both = {told, f"{told} {put_right}"} if put_right else {told}
            if not both & self.taken:
                self.taken |= both
                return told
        raise ValueError("There are more sessions than ways to end one.")

    def _say(self, text: str) -> str:
        return text.format_map(self.words)


def stage_of(number: int, count: int, ends: bool) -> str:
    """The stretch of the year: getting to know each other, a hard time, small gains, and the end if there is one."""
    if ends and number >= count - 2:
        return END
    part = number / count
    return START if part < 0.2 else HARD if 0.35 < part < 0.6 else GAINS


def words_for(young: Young) -> dict[str, str]:
    they, them, their = PRONOUNS[young.sex]
    return {"name": young.preferred_name or young.given_names.split()[0], "they": they, "them": them, "their": their}
