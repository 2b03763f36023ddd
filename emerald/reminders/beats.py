"""Which beats send ticks. Two do no harm, and whoever looks after the machines wants to know of the second."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from emerald.reminders.models import Tick

ROW = "beats"  # of the table of ticks: its figures are {which: [first, last tick seen]}
KEPT = 8  # ticks


def note(sender: str, sent_at: str) -> None:
    """A tick came from it. `sent_at`: ISO 8601, by that beat's clock."""
    with transaction.atomic():
        Tick.objects.get_or_create(name=ROW)
        row = Tick.objects.select_for_update().get(name=ROW)
        first, last = row.figures.get(sender, (sent_at, sent_at))
        row.figures = _lately({**row.figures, sender: [first, max(last, sent_at)]})
        row.save(update_fields=["figures"])


def at_once() -> list[str]:
    """The names of those whose ticks came in turns; empty where there is one, also right after it was started anew."""
    row = Tick.objects.filter(name=ROW).first()
    seen = _lately(row.figures) if row else {}
    return sorted(one for one in seen if any(_overlap(seen[one], seen[other]) for other in seen if other != one))


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lately(seen: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    near = timedelta(seconds=KEPT * settings.REMINDER_TICK_SECONDS)
    now = timezone.now()
    return {which: times for which, times in seen.items() if abs(now - datetime.fromisoformat(times[1])) <= near}
