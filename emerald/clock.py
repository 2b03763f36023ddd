"""The moment that rows are stamped with.

A model's default is looked up once, when its class is made; this function asks Django's clock each time, so that a
story can be told on the days it happened (the demonstration) and a test can stand on a day of its own.
"""

from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as fixed

from django.utils import timezone

from emerald.words import clock, day_in_words

# What is on the wall in summer and in winter, where somebody says which.
SUMMER, WINTER = fixed(timedelta(hours=1), "BST"), fixed(timedelta(0), "GMT")


def now() -> datetime:
    """The present, aware."""
    return timezone.now()


class NoSuchMoment(ValueError):
    """Of a day and a time that are no moment, or two; its one argument is the sentence for whoever typed them."""


def moment_of_clock(day: date, at: time) -> datetime:
    """The moment (Europe/London) at which the clock on the wall showed `at`; with SUMMER or WINTER as its zone the time
    is also known in the hour that October repeats. Raises NoSuchMoment in that hour without, and in the one that March
    leaves out."""
    london, wall = timezone.get_current_timezone(), datetime.combine(day, at.replace(tzinfo=None))
    moments = [wall.replace(tzinfo=london, fold=fold) for fold in (0, 1)]
    real = {one.utcoffset(): one for one in moments if _is_on_the_wall(one)}
    shown, on = clock(wall), day_in_words(day)
    if not real:
        raise NoSuchMoment(f"There was no {shown} on {on}: the clocks went forward from 1am to 2am")
    if at.tzinfo is None and len(real) > 1:
        raise NoSuchMoment(
            f"It was {shown} twice on {on}, when the clocks went back: "
            f"enter {shown} BST for the first time, or {shown} GMT for the second"
        )
    said = at.utcoffset() if at.tzinfo else next(iter(real))
    if said not in real:
        raise NoSuchMoment(f"The clock did not show {at.tzname()} on {on}: enter the time without it")
    return real[said]


def _is_on_the_wall(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def end_of(day: date) -> datetime:
    """The moment at which `day` (Europe/London) is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))
