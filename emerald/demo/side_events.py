"""What happens beside the sessions: contacts, events from outside, pins. Days and words with a fixed seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from emerald.demo.calendar import at, next_working_day, working_day_before
from emerald.demo.meeting_days import AWAY, end_of_work, worker_on
from emerald.demo.sessions import words_for
from emerald.demo.story import Story, Young
from emerald.demo.words import contacts as words
from emerald.working_days import working_day_after
from interventions.contacts.models.how import ContactKind, With

CONTACT_EVERY = (26, 33, 40, 47, 54)  # days
# Kind, direction, with whom, their name, their agency, what was said, the child's words.
Contact = tuple[str, str, str, str, str, str, str]
LATE, MEETING = 1 / 15, 1 / 8


@dataclass(frozen=True)
class SideEvent:
    """Something to be written down on a day, by the verb `verb` of the episode."""

    day: date
    verb: str
    facts: dict[str, Any]


def side_events(story: Story, young: Young, *, today: date, place: int) -> Iterator["SideEvent"]:
    """Everything beside the sessions of a story with a worker."""
    if not story.sessions:
        return
    choose = Random(f"aside {young.given_names} {story.opened}")
    end = end_of_work(story)
    last = working_day_before(today, end + 4 if end is not None else 1)
    first = working_day_before(today, story.starts[0][1] - 5)
    yield from _contacts(story, young, choose, first, last, today)
    yield from _events(choose, first, last, place)


def _contacts(
    story: Story, young: Young, choose: Random, first: date, last: date, today: date
) -> Iterator["SideEvent"]:
    waiting: list[Contact] = []
    day = first + timedelta(days=choose.choice((2, 9, 16)))
    while (day := next_working_day(day)) < last:
        if not waiting:
            waiting = choose.sample(words.CONTACTS, k=len(words.CONTACTS))
        if day.isocalendar().week not in AWAY[worker_on(story, day, today)]:
            yield _contact(young, choose, day, waiting.pop(), last)
        day += timedelta(days=choose.choice(CONTACT_EVERY))


def _contact(young: Young, choose: Random, day: date, told: Contact, last: date) -> "SideEvent":
    kind, direction, with_whom, who, agency, said, childs_words = told
    facts: dict[str, Any] = {
        "kind": kind,
        "direction": direction,
        "with_whom": with_whom,
        "with_name": who,
        "agency": agency,
        "what_was_said": said.format_map(words_for(young)),
        "childs_words": childs_words,
    }
    if choose.random() < MEETING:
        present, said, decisions = choose.choice(words.MEETINGS)
        facts = {
            "kind": ContactKind.MEETING,
            "with_whom": With.PROFESSIONAL,
            "agency": words.SCHOOL,
            "present": present,
            "what_was_said": said.format_map(words_for(young)),
            "decisions": decisions.format_map(words_for(young)),
        }
    facts["happened_at"] = at(day, choose.choice((9, 11, 14, 16)), choose.choice((5, 20, 40)))
    late_on = working_day_after(day, 7 if "present" in facts else 4)
    if choose.random() < LATE and late_on < last:
        return SideEvent(late_on, "contact", facts | {"late_reason": choose.choice(words.CONTACT_LATE)})
    return SideEvent(day, "contact", facts)


def _events(choose: Random, first: date, last: date, place: int) -> Iterator["SideEvent"]:
    """One or two significant events for two children in three; every fifth child has one of them pinned."""
    if place % 3 == 2 or (last - first).days < 20:
        return
    for number, (what, text, source) in enumerate(choose.sample(words.EVENTS, k=1 + place % 2)):
        day = next_working_day(first + (last - first) * (number + 1) / 4)
        note = choose.choice(words.PINNED) if number == 0 and place % 5 in (0, 3) else None
        yield SideEvent(day, "event", {"on": day, "what": what, "text": text, "source": source, "pinned": note})
