"""Days by which something is due, worked out in the database: so that a list can be ordered and narrowed by them.

The working days stand in a function of the database, which every `migrate` puts in place: a statement that asks names
it, and does not bring them all along.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateField, F, Func
from django.db.models.expressions import Combinable

from emerald.audit.expected_schema import Function, Trigger, functions_in
from emerald.working_days import is_working_day

FIRST, LAST = 2000, 2060  # years that the function knows
# Each session reads the days once, and looks a day up among them for a fraction of a microsecond.
_FUNCTION = """CREATE OR REPLACE FUNCTION emerald_working_day_after(start date, number integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE AS $days$
BEGIN
    RETURN ('{days}'::date[])[width_bucket(start, '{days}'::date[]) + number];
END
$days$;
"""


class WorkingDaysAfter(Func):
    """The day that is `number` working days of England after the date `start`, as `emerald.working_days` counts.

    What began before the years that are known counts from their first day.
    """

    output_field = DateField()
    template = "emerald_working_day_after({start}::date, {number})"

    def __init__(self, start: "F | Combinable | str", number: int) -> None:
        super().__init__(start)
        self.number = number

    def as_sql(  # type: ignore[override]  # it has its own template, always
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        start, params = compiler.compile(self.source_expressions[0])
        return self.template.format(start=start, number=self.number), tuple(params)


@cache
def statement() -> str:
    """Makes the function."""
    first, last = date(FIRST, 1, 1), date(LAST, 1, 1)
    every = (first + timedelta(number) for number in range((last - first).days))
    return _FUNCTION.format(days="{" + ",".join(day.isoformat() for day in every if is_working_day(day)) + "}")


def expected() -> tuple[list[Function], list[Trigger]]:
    """As the code has it, for the evidence's check."""
    return list(functions_in(statement())), []


def put_in_place(**_: Any) -> None:
    """After every migration."""
    with connection.cursor() as cursor:
        cursor.execute(statement())
