"""What will be told, before any of it is written: on which day, in which order, by which verb and in which words.

Nothing here asks the database, so that a check can look at the demonstration of any day there is.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain

from cases.models import Child
from emerald.accounts.models import Team, User
from emerald.demo.children import STORIES
from emerald.demo.disruption import disruption_events
from emerald.demo.episode import Episode
from emerald.demo.groups import group_events, plan_events
from emerald.demo.office_work import advice_events, document_events

PlacedEvent = tuple[date, float, int, Callable[[], object]]  # with the place of what it belongs to


def episodes_of(
    today: date, *, children: list[Child], teams: dict[str, Team], people: dict[str, User]
) -> Iterator[Episode]:
    """The episodes of all stories, the earlier of a child before the later. `children`: in the order of the stories."""
    taken: set[str] = set()
    for place, (story, child) in enumerate(zip(STORIES, children, strict=True)):
        episode = partial(
            Episode,
            place=place,
            young=story.young,
            child=child,
            team=teams[story.team],
            people=people,
            today=today,
            taken=taken,
        )
        before = episode(story=story.before, later=True) if story.before else None
        if before:
            yield before
        yield episode(story=story, before=before)


def events_of(
    episodes: list[Episode], *, teams: dict[str, Team], people: dict[str, User], today: date
) -> list[PlacedEvent]:
    """(day, order within the day, place, what to do) of everything, in the order in which it happened."""
    events = [
        (day, order, place, act) for place, episode in enumerate(episodes) for day, order, act in episode.events()
    ]
    last = len(episodes)
    events += [
        (day, order, last, act)
        for day, order, act in chain(
            group_events(episodes, today),
            plan_events(episodes, today),
            document_events(episodes, today),
            advice_events(people, teams, today),
            disruption_events(episodes, people, today),
        )
    ]
    return sorted(events, key=lambda event: event[:3])
