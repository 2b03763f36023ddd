"""Loads the demonstration, once, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection, transaction

from cases.models import Case, Child
from cases.parts import CasePart
from emerald.accounts.models import User
from emerald.audit.actor import acting_as
from emerald.demo.calendar import clock_at, working_day_before
from emerald.demo.cast import AWAY, CAST, COVER, LEAVERS
from emerald.demo.children import STORIES
from emerald.demo.episode import Episode
from emerald.demo.households import make_child
from emerald.demo.numbers import nhs_numbers, pupil_number
from emerald.demo.office_work import leave_unfinished
from emerald.demo.people import enrol, make_teams
from emerald.demo.plan import episodes_of, events_of
from emerald.reminders.models import Absence
from emerald.reminders.sync import sync_notices

# When on its day each kind of event is written down, by its order within the day (see `Episode.events`): cases are
# opened in the morning, sessions written up in the evening.
HOURS = {
    0: 9,
    1: 10,
    2: 11,
    2.5: 13,
    2.9: 17,
    3: 21,
    3.2: 21,
    3.4: 22,
    3.6: 22,
    4: 17,
    5: 14,
    6: 16,
    7: 16,
    8: 12,
    9: 15,
    10: 16,
}
LOCK = 20160315  # an advisory lock of this number is held while loading, so that two loadings do not meet
FIGURES_EVERY = 400  # events
CASES_OF_A_PART = 5


def is_loaded() -> bool:
    """Whether the demonstration's people are here."""
    return User.objects.filter(email__in=[member.email for member in CAST]).exists()


def why_not_load() -> list[str]:
    """The sentences that stand in the way of loading, whether it was done before or not."""
    if not is_loaded() and (User.objects.exists() or Child.objects.exists() or Case.objects.exists()):
        return ["This database holds people or children who are not the demonstration's. Use an empty one."]
    return []


@transaction.atomic
def load(*, today: date) -> None:
    """Everything, as it stands on `today`. Ask `why_not_load` and `is_loaded` first, inside `loading_alone`."""
    with acting_as("command load_demo", reason="Loading the demonstration, in which nobody exists."):
        teams = make_teams()
        people = enrol(teams, today=today)
        episodes = list(episodes_of(today, children=_children(today), teams=teams, people=people))
        events = events_of(episodes, teams=teams, people=people, today=today)
        with no_savepoints():
            for number, (day, order, _, act) in enumerate(events):
                if number % FIGURES_EVERY == 0:
                    refresh_figures()
                with clock_at(day, HOURS[order]):
                    act()
        with clock_at(today, 12):
            let_parts_add(episodes, today)
        leave_unfinished(episodes, people)
        for key, days in LEAVERS.items():
            people[key].leave(on=working_day_before(today, days))
        with clock_at(today, 23):  # loading may end after midnight
            away(people, today)
        refresh_figures()
        # What is due stands there at the first sign-in. E-mails are the worker's, and `.example` gets none.
        sync_notices(today)


def let_parts_add(episodes: list[Episode], today: date) -> None:
    """What parts bring to the demonstration themselves, each on the first few open cases that somebody works."""
    worked = [one for one in episodes if one.lead and one.case.is_open]
    for add in CasePart.joined("demonstration"):
        for episode in worked[:CASES_OF_A_PART]:
            add(episode.case, by=episode.lead, today=today)


@contextmanager
def no_savepoints() -> Iterator[None]:
    """All or nothing: whatever fails ends the whole loading, so no verb needs a savepoint of its own to go back to."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        del connection.features.uses_savepoints  # the class says what holds otherwise


def refresh_figures() -> None:
    """What the database knows of the number of rows. In one transaction it learns nothing of itself; where it had last
    seen empty tables, loading took four times as long."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def away(people: dict[str, User], today: date) -> None:
    """One worker is away, and a colleague is told meanwhile of what they may see."""
    Absence.arrange(
        people[AWAY], by=people[AWAY], starts=today, until=today + timedelta(days=9), covered_by=people[COVER]
    )


def loading_alone() -> None:
    """Waits until nobody else loads; holds until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _children(today: date) -> list[Child]:
    """The children of all stories, saved, with everything around them."""
    numbers = nhs_numbers(len(STORIES))
    return [
        make_child(story.young, place=place, nhs_number=number, upn=pupil_number(place), today=today)
        for place, (story, number) in enumerate(zip(STORIES, numbers, strict=True))
    ]
