"""The plan, reviews, decisions and supervisions of a story: when they come and what they say, with a fixed seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from emerald.demo.calendar import next_working_day, working_day_before
from emerald.demo.sessions import words_for
from emerald.demo.story import Story, Young
from emerald.demo.words import plans

PLAN_AFTER, REVIEW_EVERY, SUPERVISION_EVERY = 9, 26, 30  # days; no child waits longer for a review than the rules allow
Say = Callable[[Sequence[str]], str]  # one of these sentences, in the words of a child
STAYS_OPEN = timedelta(days=20)  # after its day: what lies longer has been settled
SHOWN_LATE = 7  # of so many children one has had a review held late, another is overdue for one


@dataclass(frozen=True)
class PlanEvent:
    """Something to be written down on a day, by the verb `verb` of the episode."""

    day: date
    verb: str
    facts: dict[str, Any]


def planning(story: Story, young: Young, *, today: date, led_from: date | None, place: int) -> Iterator["PlanEvent"]:
    """Everything in the order of its days. `led_from`: the day the first lead began, or None."""
    choose, words = Random(f"plan {young.given_names} {story.opened}"), words_for(young)
    first = working_day_before(today, story.opened)
    last = working_day_before(today, story.closed if story.closed is not None else 0)

    def say(kind: Sequence[str]) -> str:
        return choose.choice(kind).format_map(words)

    occasion, decision, why = plans.MANAGEMENT[0]
    yield PlanEvent(first, "decide", {"occasion": occasion, "decision": decision, "rationale": why})
    if led_from is None:
        yield from _reviews(first, last, today, choose, say, place, closes=story.closed is not None)
        return
    planned = next_working_day(max(first, led_from) + timedelta(days=PLAN_AFTER))
    if planned < last:
        yield PlanEvent(
            planned,
            "write_plan",
            {
                "aims": say(plans.AIMS),
                "childs_view": say(plans.CHILDS_VIEWS),
                "carers_view": say(plans.CARERS_VIEWS),
                "contingency": say(plans.CONTINGENCY),
            },
        )
        yield from _actions(planned, last, today, story, choose, say)
    yield from _reviews(first, last, today, choose, say, place, closes=story.closed is not None)
    yield from _supervisions(max(first, led_from), last, choose, say)
    if choose.random() < 0.5 and (middle := next_working_day(first + (last - first) / 2)) < last:
        occasion, decision, why = choose.choice(plans.MANAGEMENT[1:])
        yield PlanEvent(middle, "decide", {"occasion": occasion, "decision": decision, "rationale": why})


def _actions(planned: date, last: date, today: date, story: Story, choose: Random, say: Say) -> Iterator["PlanEvent"]:
    ends = story.ending is not None
    for number, strand in enumerate([*choose.sample(sorted(plans.ACTIONS), k=3), "protect"]):
        begins = next_working_day(planned + timedelta(days=number * 16))
        due = next_working_day(begins + timedelta(days=choose.choice((7, 14, 21, 28))))
        if begins >= last:
            continue
        fact = {"strand": strand, "text": choose.choice(plans.ACTIONS[strand]), "due_on": due}
        yield PlanEvent(begins, "add_action", fact)
        done_on = min(next_working_day(due - timedelta(days=choose.choice((0, 1, 2, 5)))), working_day_before(last, 3))
        if done_on >= begins and (ends or due < today - STAYS_OPEN or choose.random() < 0.7):
            dropped = choose.random() < 0.1
            yield PlanEvent(
                done_on,
                "resolve_action",
                {
                    "of": fact["text"],
                    "status": "dropped" if dropped else "done",
                    "what_was_done": say(plans.DROPPED if dropped else plans.DONE),
                },
            )
        elif ends:
            yield PlanEvent(
                begins, "resolve_action", {"of": fact["text"], "status": "done", "what_was_done": say(plans.DONE)}
            )


def _reviews(
    first: date, last: date, today: date, choose: Random, say: Say, place: int, *, closes: bool
) -> Iterator["PlanEvent"]:
    """Held at a steady pace; of those open today a few are overdue, and one in a while was held late."""
    overdue, late = place % SHOWN_LATE == 3, place % SHOWN_LATE == 5
    day = next_working_day(first + timedelta(days=REVIEW_EVERY))
    stop = today - timedelta(days=45) if overdue and last == working_day_before(today, 0) else last
    while day < stop:
        if late and choose.random() < 0.3:
            day = next_working_day(day + timedelta(days=20))
            if day >= stop:
                return
        near_end = closes and day + timedelta(days=REVIEW_EVERY) >= last
        outcome = "close" if near_end else choose.choice(("carry_on", "carry_on", "carry_on", "more", "less"))
        yield PlanEvent(
            day,
            "hold_review",
            {
                "outcome": outcome,
                "decisions": say(plans.DECISIONS[outcome]),
                "childs_view": say(plans.CHILDS_VIEWS),
                "carers_view": say(plans.CARERS_VIEWS),
                "who_was_there": choose.choice(plans.THERE),
            },
        )
        day = next_working_day(day + timedelta(days=REVIEW_EVERY))


def _supervisions(first: date, last: date, choose: Random, say: Say) -> Iterator["PlanEvent"]:
    day = next_working_day(first + timedelta(days=SUPERVISION_EVERY))
    while day < last:
        yield PlanEvent(day, "supervise", {"discussed": say(plans.DISCUSSED), "agreed": choose.choice(plans.AGREED)})
        day = next_working_day(day + timedelta(days=SUPERVISION_EVERY))
