"""What is due, as an iCalendar file: references and the words of the register, never a name.

A day is a DATE without a time zone, so the clocks' changes do not move it. What is overdue keeps its day and says so.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from emerald.lazy import lazy
from emerald.reminders.due_list import Due

if TYPE_CHECKING:
    from icalendar import Event

icalendar = lazy("icalendar")
REFRESH = timedelta(hours=1)


def as_calendar(rows: list[Due], *, address: Callable[[str], str]) -> bytes:
    """The bytes of the calendar of `rows` (agenda.Due); `address(path)` makes an absolute one.

    A date that changes moves its entry: the UID is made of what is due, not of when.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Emerald//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Emerald: due")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for row in rows:
        calendar.add_component(entry(row, address))
    return calendar.to_ical()


def entry(row: Any, address: Callable[[str], str]) -> "Event":
    event: Event = icalendar.Event()
    event.add("uid", f"{row.source}-{row.subject}@due.emerald")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", row.due_on)
    event.add("summary", f"{'Overdue: ' if row.is_overdue else ''}{row.words}, {row.reference}")
    event.add("url", address(row.href))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # it takes no time of the day away
    return event
