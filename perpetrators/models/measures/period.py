"""The days on which a measure stood against somebody: the one place every list, figure and report of a day asks.

A measure has one period for its interim order and one for the order in full, of which either may be missing. The
database keeps them in step with the measure, whoever writes it and in whatever order things become known: what is
corrected or learned late changes the period, and its history tells what it was taken for until then. Why:
decisions/0049-days-of-a-measure.md.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.db import connection, models
from django.db.models import F, Q

from emerald.audit.history import track_history
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.states import OVER, PENDING, State

# Conditions of bail bind from the release; its clock begins on the day after the arrest, which may be later.
BINDS_WHEN_MADE = sorted(key for key, kind in KINDS.items() if kind.has_stages)


def _texts(words: Any) -> str:
    return ", ".join(f"'{word}'" for word in words)


# SQL of what a measure's columns say of its days. They count inclusively, and the day on which it stopped is the first
# without it.
def _first(row: str) -> str:
    return f"""CASE WHEN {row}.kind IN ({_texts(BINDS_WHEN_MADE)})
                    THEN coalesce({row}.made_on, {row}.started_on) ELSE {row}.started_on END"""


def _stopped(row: str) -> str:
    return f"CASE WHEN {row}.state IN ({_texts(OVER)}) THEN {row}.ended_on - 1 END"


def _last(row: str, first: str) -> str:
    return _or_none(f"least({row}.ends_on, {_stopped(row)})", first)


def _cut(row: str, first: str) -> str:
    """The last day of an interim order: its own, or the one before the order in full begins or stopped."""
    return _or_none(f"least(interim.own_last_day, {first} - 1, {_stopped(row)})", "interim.first_day")


def _or_none(last: str, first: str) -> str:
    """A period that has no day (yet, or any more) ends on the day before it begins, and is kept: what is put right
    later may give it days."""
    return f"CASE WHEN {last} < {first} THEN {first} - 1 ELSE {last} END"


# A variation or a breach leaves an interim order interim.
_KEPT = f"""
    first := {_first("NEW")};
    IF NEW.state = '{State.MISTAKEN}' THEN  -- it never stood
        DELETE FROM perpetrators_measureperiod WHERE measure_id = NEW.id;
        RETURN NEW;
    END IF;
    IF first IS NULL OR NEW.state IN ({_texts(PENDING)}) THEN
        RETURN NEW;
    END IF;
    provisional := NEW.state = '{State.INTERIM}';
    IF NEW.state NOT IN ('{State.INTERIM}', '{State.IN_FORCE}') THEN
        SELECT period.interim INTO provisional FROM perpetrators_measureperiod period
        WHERE period.measure_id = NEW.id ORDER BY period.interim LIMIT 1;
        IF NOT FOUND AND (NEW.made_on IS NULL AND NEW.state IN ({_texts(OVER)}) OR NEW.state = '{State.REFUSED}') THEN
            RETURN NEW;  -- it was refused or withdrawn before it was made
        END IF;
        provisional := coalesce(provisional, false);
    END IF;
    last := {_last("NEW", "first")};
    INSERT INTO perpetrators_measureperiod AS kept
        (measure_id, interim, first_day, last_day, own_last_day, served_on)
    VALUES (NEW.id, provisional, first, last, last, NEW.served_on)
    ON CONFLICT (measure_id, interim) DO UPDATE
        SET first_day = EXCLUDED.first_day, last_day = EXCLUDED.last_day, own_last_day = EXCLUDED.own_last_day,
            served_on = EXCLUDED.served_on
        WHERE (kept.first_day, kept.last_day, kept.own_last_day, kept.served_on)
            IS DISTINCT FROM (EXCLUDED.first_day, EXCLUDED.last_day, EXCLUDED.own_last_day, EXCLUDED.served_on);
    IF NOT provisional THEN
        UPDATE perpetrators_measureperiod interim SET last_day = {_cut("NEW", "first")}
        WHERE measure_id = NEW.id AND interim.interim AND interim.last_day IS DISTINCT FROM {_cut("NEW", "first")};
    END IF;
    RETURN NEW;
"""  # noqa: S608  a trigger, of our own names
KEEP_PERIODS = pgtrigger.Trigger(
    name="keep_periods",
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("state", "kind", "made_on", "started_on", "ends_on", "ended_on", "served_on"),
    when=pgtrigger.After,
    declare=[("first", "date"), ("last", "date"), ("provisional", "boolean")],
    func=_KEPT,
)


# The measures whose periods are not what their columns say, for whoever wrote past the trigger. Of an interim order
# with one in full after it the first day and its own last one are told by the rows alone.
_DIFFERING = f"""
    SELECT measure.id FROM perpetrators_measure measure
    CROSS JOIN LATERAL (SELECT {_first("measure")} AS first) said
    CROSS JOIN LATERAL (SELECT {_last("measure", "said.first")} AS last) days
    LEFT JOIN LATERAL (SELECT * FROM perpetrators_measureperiod period WHERE period.measure_id = measure.id
                       ORDER BY period.interim LIMIT 1) kept ON true
    LEFT JOIN perpetrators_measureperiod interim
        ON interim.measure_id = measure.id AND interim.interim AND NOT kept.interim
    WHERE CASE
        WHEN measure.state IN ({_texts((*PENDING, State.MISTAKEN))}) OR said.first IS NULL THEN kept.id IS NOT NULL
        WHEN measure.state = '{State.REFUSED}' AND kept.id IS NULL THEN false
        WHEN measure.state IN ({_texts(OVER)}) AND kept.id IS NULL AND measure.made_on IS NULL THEN false
        ELSE (kept.first_day, kept.last_day, kept.own_last_day, kept.served_on)
                 IS DISTINCT FROM (said.first, days.last, days.last, measure.served_on)
             OR measure.state = '{State.INTERIM}' AND NOT kept.interim
             OR measure.state = '{State.IN_FORCE}' AND kept.interim
             OR interim.id IS NOT NULL AND interim.last_day IS DISTINCT FROM {_cut("measure", "said.first")}
    END"""  # noqa: S608  our own names


def mend_periods() -> int:
    """Compare every measure's period with its columns, and bring those that differ in step. Returns how many did.
    Nothing but writing past the triggers makes one differ."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING)
        differing = [pk for (pk,) in cursor.fetchall()]
        # The trigger writes them anew; nothing of the measures themselves changes.
        cursor.execute("UPDATE perpetrators_measure SET state = state WHERE id = ANY (%s)", [differing])
    return len(differing)


def covering(day: Any, *, prefix: str = "") -> Q:
    """Of a period, that it covers `day` (a date, Europe/London, or an expression)."""
    return Q(**{f"{prefix}first_day__lte": day}) & (
        Q(**{f"{prefix}last_day": None}) | Q(**{f"{prefix}last_day__gte": day})
    )


class PeriodQuerySet(models.QuerySet["MeasurePeriod"]):
    def on(self, day: date) -> "PeriodQuerySet":
        """Those that cover `day`: of each measure one at most."""
        return self.filter(covering(day))


@track_history(read_by_pages=True)
class MeasurePeriod(models.Model):
    """One stretch of days; without a last day as long as none is known, and with none at all where it ends on the day
    before it begins."""

    measure = models.ForeignKey("perpetrators.Measure", on_delete=models.CASCADE, related_name="periods")
    interim = models.BooleanField()
    first_day = models.DateField()
    last_day = models.DateField(null=True)  # the day before the first, where it has no day
    own_last_day = models.DateField(null=True)  # of an interim order also where the order in full cut it short
    served_on = models.DateField(null=True)  # the interim order is served by itself, and so is the one in full

    objects = PeriodQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["last_day", "first_day"], include=["measure"], name="period_by_its_days")]
        constraints = [
            models.UniqueConstraint(fields=["measure", "interim"], name="one_period_of_a_sort"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day") - 1), name="period_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{'interim ' if self.interim else ''}period of measure {self.measure_id}"
