"""Days by which something is due, worked out in the database: so that a list can be ordered and narrowed by them."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import DateField, F, Func
from django.db.models.expressions import Combinable
from django.utils import timezone

from emerald.working_days import is_working_day

BACK, AHEAD = 20, 3  # years of bank holidays that are known to the database's counting


class WorkingDaysAfter(Func):
    """The day that is `number` working days of England after the date `start`, as `emerald.working_days` counts.

    Looked up in the list of working days, which goes back `BACK` years: for 100,000 rows in a fraction of a second.
    What began before that list counts from its first day.
    """

    output_field = DateField()
    template = (
        "(SELECT known.days[width_bucket({start}::date, known.days) + {number}] FROM (SELECT {days} AS days) known)"
    )

    def __init__(self, start: "F | Combinable | str", number: int) -> None:
        super().__init__(start)
        self.number = number

    def as_sql(  # type: ignore[override]  # it has its own template, always
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        start, params = compiler.compile(self.source_expressions[0])
        return (
            self.template.format(start=start, number=self.number, days="%s::date[]"),
            (*params, working_days(timezone.localdate().year)),
        )


@cache
def working_days(year: int) -> str:
    """Those around this year, as PostgreSQL writes an array of dates."""
    first, last = date(year - BACK, 1, 1), date(year + AHEAD, 1, 1)
    every = (first + timedelta(number) for number in range((last - first).days))
    return "{" + ",".join(day.isoformat() for day in every if is_working_day(day)) + "}"
