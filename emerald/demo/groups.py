"""Sessions with several children, and the sessions that are planned for the two weeks to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from cases.models import Case
from emerald.demo.calendar import DemoEvent, at, working_day_before
from emerald.demo.cast import GWEN, LEAVERS, PRIYA, TOBIN, YUSUF
from emerald.demo.sessions import Meeting, words_for
from emerald.demo.story import Story
from emerald.demo.words import groups as words
from emerald.working_days import working_day_after
from interventions.group_sessions.models import record_together
from interventions.models import Session
from interventions.planned.models import PlannedSession
from interventions.sessions.models.attendance import Attendance, CancelledBy
from interventions.sessions.models.work import Work

if TYPE_CHECKING:  # which plays what is planned here
    from emerald.demo.episode import Episode

SATURDAY = 5


@dataclass(frozen=True)
class Group:
    """Children of one worker who meet together on `days` (days ago, the earliest first)."""

    worker: str
    children: tuple[str, ...]  # first names
    days: tuple[int, ...]
    place: str
    work: str
    told: tuple[str, ...]  # of the group, one for each day
    on_saturday: bool = False


GROUPS = (
    Group(
        PRIYA,
        ("Tansy", "Zoë Aurélie", "Dariusz"),
        (151, 123, 95, 67, 39),
        "Family centre, kitchen",
        Work.HEALTHY_RELATIONSHIPS,
        words.COOKING,
    ),
    Group(
        TOBIN,
        ("Jaydon", "Maisie"),
        (88, 60, 32),
        "Leisure centre, pitch 2",
        Work.RELATIONSHIP,
        words.FOOTBALL,
        on_saturday=True,
    ),
    Group(GWEN, ("Ottilie", "Kwabena", "Siân"), (170, 142, 79, 51), "Library, upstairs", Work.EMOTIONAL, words.ART),
    Group(YUSUF, ("Emrys", "Ayşegül"), (92, 36), "Bus station and Emerald's small room", Work.SAFETY, words.TOWN),
)
DID_NOT_COME = {("Zoë Aurélie", 95), ("Kwabena", 51)}


def group_events(episodes: list["Episode"], today: date) -> Iterator[DemoEvent]:
    """(day, order within the day, what to do) of every group."""
    by_name = {episode.young.given_names: episode for episode in episodes if not episode.later}
    for group in GROUPS:
        members = [by_name[name] for name in group.children]
        for number, ago in enumerate(group.days):
            day = working_day_before(today, ago)
            if group.on_saturday:
                day -= timedelta(days=(day.weekday() - SATURDAY) % 7)
            yield day, 3, partial(_meet, group, members, day, number)


def _meet(group: "Group", members: list["Episode"], day: date, number: int) -> None:
    parts: dict[Case, dict[str, Any]] = {}
    for place, episode in enumerate(members):
        name = words_for(episode.young)
        if (episode.young.given_names, group.days[number]) in DID_NOT_COME:
            parts[episode.case] = {"attendance": Attendance.MISSED, "why_not_held": words.MISSED.format_map(name)}
            continue
        said, quote = words.PARTS[(number * 3 + place * 5 + len(group.children)) % len(words.PARTS)]
        parts[episode.case] = {
            "what_happened": said.format_map(name) + f" {words.TIMES[number]}",
            "childs_words": quote,
            "child_seen_alone": place == 0,
        }
    record_together(
        parts,
        by=members[0].people[group.worker],
        held_at=at(day, 10 if group.on_saturday else 16),
        place=group.place,
        work=group.work,
        what_happened=group.told[number],
        length_minutes=90,
    )


def plan_events(episodes: list["Episode"], today: date) -> Iterator[DemoEvent]:
    """What is planned today's fortnight: one for most children; one put off, one called off, one not written up."""
    open_ones = [one for one in episodes if not one.later and _goes_on(one.story)]
    for place, episode in enumerate(open_ones):
        if place % 5 == 4:
            continue
        made = working_day_before(today, 1 + place % 4)
        when = at(working_day_after(today, 1 + place % 9), (10, 14, 15, 16)[place % 4], 15 * (place % 3))
        yield (
            made,
            3.2,
            partial(episode.plan_ahead, when, words.AIMS[place % len(words.AIMS)], special=words.SPECIAL.get(place)),
        )
    yield (
        working_day_before(today, 9),
        3.2,
        partial(open_ones[4].plan_ahead, at(working_day_before(today, 2), 12, 5), words.AIMS[0], special=None),
    )


def _goes_on(story: Story) -> bool:
    return bool(story.sessions and not story.ending and story.lead_left is None and story.leads[-1][0] not in LEAVERS)


def plan(episode: "Episode", when: datetime, aims: str, special: str | None) -> PlannedSession:
    """Plan a session; `special`: what became of the plan at once, put off or called off."""
    made = PlannedSession.plan(
        episode.case, by=episode.worker, planned_for=when, place=words.PLACE, work=Work.REVIEW, aims=aims
    )
    if special == "put_off":
        later = working_day_after(when.date(), 1) - when.date()
        made.put_off(by=episode.worker, to=when + later, because=words.PUT_OFF)
    elif special == "called_off":
        made.call_off(by=episode.worker, called_off_by=CancelledBy.CARER, because=words.CALLED_OFF)
    return made


def record_repeat(episode: "Episode", meeting: Meeting) -> Session:
    """A second record of a session that was written up already, to be struck out."""
    facts = {key: meeting.written[key] for key in ("held_at", "place", "work", "child_seen_alone")}
    return Session.record(
        episode.case,
        by=episode.worker,
        what_happened=words.REPEATED.format(name=words_for(episode.young)["name"], place=facts["place"]),
        **facts,
    )
