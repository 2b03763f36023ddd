"""Two teams with a few cases each, and the managers who count them."""

from datetime import timedelta

import pytest
from django.utils import timezone

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
