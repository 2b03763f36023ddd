"""The trait of an account that its person may be called otherwise one day: each page has one name for them, and what
they did before stands under the name they had then, with the new one beside it.

    entry.recorded_by.name_at(entry.recorded_at)   # Priya Nair (then Priya Shah)

The names before are kept by the database, whoever changes a name and however. Templates ask by `|by("recorded")`.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import JSONField, Value

from emerald.clock import end_of
from emerald.text.compared import as_compared

# What somebody was called for less than this was a slip of the keyboard that was put right.
A_NAME_LASTS = timedelta(days=1)

KEEPS_NAMES = pgtrigger.Trigger(
    name="keeps_names",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=pgtrigger.Func("""
        NEW.{columns.former_names} := CASE TG_OP WHEN 'INSERT' THEN '[]'::jsonb ELSE OLD.{columns.former_names} END;
        IF TG_OP = 'UPDATE' AND NEW.{columns.name} <> OLD.{columns.name} THEN
            NEW.{columns.former_names} := NEW.{columns.former_names}
                || jsonb_build_object('name', OLD.{columns.name}, 'until', clock_timestamp());
        END IF;
        RETURN NEW;
    """),
)


class Called(models.Model):
    # [{"name", "until": the moment it ended, as text}], the first first.
    former_names = JSONField(default=list, db_default=Value([], JSONField()), editable=False)

    name: Any
    joined_at: Any

    class Meta:
        abstract = True

    @property
    def names_before(self) -> list[tuple[str, datetime]]:
        """(name, the moment until which they were called so), the first first, without slips and without spellings of
        the name they have."""
        ended = [(one["name"], datetime.fromisoformat(one["until"])) for one in self.former_names]
        moments = [self.joined_at, *(until for _, until in ended)]
        lasted = [until - since >= A_NAME_LASTS for since, until in pairwise(moments)]
        return [
            one
            for one, long in zip(ended, lasted, strict=True)
            if long and as_compared(one[0]) != as_compared(self.name)
        ]

    def name_at(self, when: datetime | date | None) -> str:
        """What they are called, with what they were called at `when` (a moment, or a day in London) where that was
        another name."""
        if when is None or not self.former_names:
            return str(self.name)
        moment = when if isinstance(when, datetime) else end_of(when)
        then = next((name for name, until in self.names_before if moment < until), None)
        return f"{self.name} (then {then})" if then else str(self.name)
