"""Which sessions a story has: days, places and words, chosen with a fixed seed so that every loading tells the same."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from emerald.demo.calendar import at, weekday_before
from emerald.demo.cast import LEAVERS
from emerald.demo.words import BEGAN, DONE, ENDED, PLACES
from emerald.demo.words.not_held import NOT_HELD, OTHER_TIME, THOUGHTS
from interventions.models.session import Work

PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his"), "U": ("they", "them", "their")}
LATEST = (1, 1, 2, 2, 3, 4, 5, 6, 8, 12, 19)  # days since the last session: most children were seen this week
GAP_AT_LEAST, GAP_AT_MOST = 7, 26
LATER_WORK = [work for work in DONE if work is not Work.RELATIONSHIP]


@dataclass(frozen=True)
class Meeting:
    """One session to be recorded. `done_on` is None while its next step is open or when it has none."""

    day: date
    written: dict
    done_on: date | None


def meetings(story, young, *, today):
    """The story's sessions, the earliest first; none before the first lead began."""
    if not story.sessions:
        return []
    choose = Random(f"{young.given_names} {story.opened}")
    days = _days(story, choose, today)
    parts = _parts(len(days), choose)
    planned = [_meeting(story, young, choose, day, part, is_last=number == len(days), today=today)
               for number, (day, part) in enumerate(zip(days, parts, strict=True), 1)]
    # The first and the last were held: every child has been seen, and lately.
    return [_as_it_went(one, young, may_fail=0 < number < len(planned) - 1) for number, one in enumerate(planned)]


def _days(story, choose, today):
    """The first meeting soon after the lead began; the others go back from the latest at a steady pace."""
    first = story.starts[0][1] - 8
    end = _end_of_work(story)
    ago = end + 4 if end is not None else choose.choice(LATEST)
    pace = min(GAP_AT_MOST, max(GAP_AT_LEAST, (first - ago) // story.sessions))
    later = range(ago, first - GAP_AT_LEAST, pace)[: story.sessions - 1]
    return [weekday_before(today, first), *(weekday_before(today, one) for one in reversed(later))]


def _end_of_work(story):
    """The day after which nobody meets the child any more, or None: the case closed, or the lead worker left."""
    for day in (story.closed, story.lead_left, LEAVERS.get(story.leads[-1][0])):
        if day is not None:
            return day
    return None


def _parts(count, choose):
    """(kind, what happened, child's words, next step) for each session: getting to know each other comes first."""
    kinds = [Work.RELATIONSHIP, *(choose.sample(LATER_WORK, k=min(count, len(LATER_WORK))))][:count]
    return [(kind, *choose.choice(DONE[kind])) for kind in kinds]


def _meeting(story, young, choose, day, part, *, is_last, today):
    work, did, said, step = part
    words = words_for(young)
    wants_step = story.step_open if is_last else choose.random() < 0.4
    step = (step or "Confirm the time of the next visit by text") if wants_step else ""
    due = day + timedelta(days=choose.choice((3, 5, 7))) if step else None
    text = " ".join((choose.choice(BEGAN), did, choose.choice(ENDED)))
    return Meeting(day, {
        "held_at": at(day, choose.choice((10, 13, 15, 16, 17)), choose.choice((0, 15, 30, 45))),
        "place": choose.choice(PLACES), "work": work, "child_seen_alone": choose.random() < 0.85,
        "what_happened": text.format_map(words), "childs_words": said if choose.random() < 0.8 else "",
        "next_step": step.format_map(words), "next_step_on": due,
    }, done_on=None if is_last or not step else min(due, today))


def _as_it_went(meeting, young, *, may_fail):
    """One in nine of those in between was missed or cancelled; of the others some have a view and most a length."""
    choose, words = Random(f"{young.given_names} {meeting.day}"), words_for(young)
    if not may_fail or choose.random() > 1 / 9:
        more = {"length_minutes": choose.choice((None, 30, 45, 60, 75, 90)),
                "analysis": choose.choice(THOUGHTS).format_map(words) if choose.random() < 0.3 else ""}
        return replace(meeting, written=meeting.written | more)
    attendance, cancelled_by, why = choose.choice(NOT_HELD)
    more = {"attendance": attendance, "cancelled_by": cancelled_by, "why_not_held": why.format_map(words),
            "child_seen_alone": None, "what_happened": "", "childs_words": "",
            "next_step": OTHER_TIME if meeting.written["next_step"] else ""}
    return replace(meeting, written=meeting.written | more)


def words_for(young):
    they, them, their = PRONOUNS[young.sex]
    return {"name": young.preferred_name or young.given_names.split()[0], "they": they, "them": them, "their": their}
