"""Two teams with a few cases each, and the managers who count them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from emerald.clock import end_of
from emerald.oversight.caseload import Caseload
from emerald.oversight.periods import Period, last_report_day
from tests.factories.children import make_case
from tests.factories.people import make_user


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def rhona(elsewhere):
    """Practice manager elsewhere."""
    return make_user(role="practice_manager", name="Rhona Vale", teams=[elsewhere])


@pytest.fixture
def both(team, elsewhere):
    """Service manager of both teams."""
    return make_user(role="service_manager", name="Bettany Crowe", teams=[team, elsewhere])


@pytest.fixture
def cases(case, morag, rhona, owen, today):
    """`case` at risk with a lead; a victim and one nobody leads in the other team. All open for 60 days."""
    victim = make_case(manager=rhona, status="victim", lead=owen)
    waiting = make_case(manager=rhona)
    return {"led": case, "victim": victim, "waiting": waiting}


@pytest.fixture
def caseload_of(today):
    def count(user, *, on=None, since=None):
        on = on or today
        return Caseload(user, Period(on, since or last_report_day(on)))

    return count


@pytest.fixture
def close(both):
    """Close a case as of some days ago."""

    def do(case, *, by, reason="C3", days_ago=5):
        on = timezone.localdate() - timedelta(days=days_ago)
        case.propose_closure(by=by, reason=reason, summary="Safer.", views="-", effective_on=on).approve(by=both)

    return do


# {table: (its key, the columns that say when a row was written)}
WRITTEN = {
    **{
        f"perpetrators_{name}history": ("pgh_id", ["pgh_created_at"])
        for name in ("measure", "measureperiod", "personofconcern")
    },
    "cases_statechange": ("id", ["at"]),
    "cases_teamchange": ("id", ["at"]),
    "cases_allocation": ("id", ["made_at"]),
}
ENDED = "UPDATE cases_allocation SET ended_at = %s WHERE ended_on IS NOT NULL AND id <> ALL(%s)"


@pytest.fixture
def recorded_on():
    """recorded_on(day): what was written since it was last asked counts as written down on that day."""
    seen, ended = dict.fromkeys(WRITTEN, 0), []

    def note(day):
        moment = end_of(day) - timedelta(hours=6)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # evidence refuses to be changed; not here
            for table, (key, columns) in WRITTEN.items():
                for column in columns:
                    cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} > %s", [moment, seen[table]])
                cursor.execute(f"SELECT coalesce(max({key}), 0) FROM {table}")
                seen[table] = cursor.fetchone()[0]
            cursor.execute(ENDED, [moment, ended])
            cursor.execute("SELECT id FROM cases_allocation WHERE ended_on IS NOT NULL")
            ended[:] = [pk for (pk,) in cursor.fetchall()]
            cursor.execute("SET LOCAL session_replication_role = origin")

    return note
