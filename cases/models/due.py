"""Days by which something is due, worked out in the database: so that a list can be ordered and narrowed by them."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, Value
from django.utils import timezone

from emerald.working_days import bank_holidays

BACK, AHEAD = 20, 3  # years of bank holidays that are known to the database's counting


class WorkingDaysAfter(Func):
    """The day that is `number` working days of England after the date `start`, as `emerald.working_days` counts."""

    output_field = DateField()
    template = ("(SELECT each::date FROM generate_series({start}::date + 1, {start}::date + {reach}, INTERVAL '1 day') "
                "AS each WHERE extract(isodow FROM each) < 6 AND each::date <> ALL({off}) ORDER BY each "
                "OFFSET {skip} LIMIT 1)")

    def __init__(self, start, number):
        super().__init__(start)
        self.number = number

    def as_sql(self, compiler, connection, **context):
        start, params = compiler.compile(self.source_expressions[0])
        off, holidays = compiler.compile(Value(_days_off(), ArrayField(DateField())).resolve_expression(compiler.query))
        sql = self.template.format(start=start, reach=self.number * 3 + 20, off=off, skip=self.number - 1)
        return sql, (*params, *params, *holidays)


def _days_off():
    year = timezone.localdate().year
    return sorted(day for one in range(year - BACK, year + AHEAD) for day in bank_holidays(one))
