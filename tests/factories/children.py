"""Children and their cases."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from cases.models import Child
from cases.models.opening import open_case
from tests.factories.people import make_team, make_user

_numbers = count(1)
# Children of the tests are thirteen or fourteen, whatever the year: rules change at sixteen and at eighteen.
THIS_YEAR = date.today().year
BORN = date(THIS_YEAR - 14, 5, 4)
# The 29 February of those who turn sixteen in the next leap year.
LEAP_DAY = date(THIS_YEAR - THIS_YEAR % 4 - 12, 2, 29)


def make_child(*, given_names="Tamsin", family_name="Quillfeather", date_of_birth=BORN, **more):
    child = Child(given_names=given_names, family_name=family_name, date_of_birth=date_of_birth, **more)
    child.listen()
    child.save()
    return child


def make_case(
    *,
    manager=None,
    team=None,
    child=None,
    status="at_risk",
    lead=None,
    opened_on=None,
    rationale="Referred.",
    reviewed_on=None,
):
    """An open case, opened by `manager` (made when not given) through the same verb the pages use."""
    team = team or (manager.teams.first() if manager else make_team())
    manager = manager or make_user(role="practice_manager", teams=[team])
    if status == "victim" and lead is None:
        lead = make_user(role="caseworker", teams=[team])
    child = child or make_child(family_name=f"Quillfeather {next(_numbers)}")
    case = open_case(
        child,
        team=team,
        by=manager,
        status=status,
        rationale=rationale,
        lead=lead,
        opened_on=opened_on or timezone.localdate() - timedelta(days=60),
        section_47=True if status == "victim" else None,
        section_47_reason="Considered at the strategy discussion.",
    )
    if reviewed_on is None and (usual := timezone.localdate() - timedelta(days=10)) > case.opened_on:
        reviewed_on = usual
    if reviewed_on:  # so that no review is overdue, without the lines of history that holding one leaves
        case.reviews.update(counted_from=reviewed_on)
    return case


def close(case, manager, service_manager):
    """Proposed by the one and approved by the other."""
    closure = case.propose_closure(by=manager, reason="C3", summary="Safer now.", views="She is glad.")
    closure.approve(by=service_manager)
