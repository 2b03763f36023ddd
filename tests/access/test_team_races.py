"""Two people change which team has a case, or end a team, at the same moment: as if one came after the other."""

import pytest
from django.db import transaction

from cases.models import Case
from cases.models.access import rights as access
from cases.models.access.allocation import Part
from cases.models.teams.moving import move_cases
from emerald.accounts.models import Team, User
from emerald.accounts.models.team_ending import end_team
from emerald.accounts.roles import PRACTICE_MANAGER, ROLES
from tests.access.racing import Meanwhile, race
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def settled():
    keys = {one.pk: one.team_id for one in Case.objects.all()}
    return access.current_rows(list(keys)) == access.expected_rows(keys)


def move(case, to, by):
    return lambda: move_cases(Case.objects.filter(pk=case.pk), to=to, by=User.objects.get(pk=by.pk), because="Moved.")


def test_two_who_move_one_case_at_once_leave_it_where_the_last_line_says(case, sunita, team):
    north, south = make_team(), make_team()
    other = make_user(role="service_manager", teams=[team])
    ends = race(move(case, north, sunita), move(case, south, other))
    # Whoever came second no longer managed it, unless both were asked before either was done.
    assert sorted(type(one).__name__ for one in ends) == ["NotYours", "TeamMove"]
    case.refresh_from_db()
    assert case.team == case.team_changes.first().team
    assert settled()


def test_a_case_is_moved_while_somebody_is_allocated_and_both_are_so(case, sunita, morag, team, elsewhere):
    jo = make_user(role="caseworker", teams=[team])
    moved = Meanwhile(move(case, elsewhere, sunita))
    with transaction.atomic():
        case.allocate(jo, part=Part.CO_WORKER, by=morag)
        moved.begin()
    moved.end()
    case.refresh_from_db()
    assert case.team == elsewhere and {one.user for one in case.current_allocations} >= {jo}
    assert settled()


def test_a_manager_who_takes_up_a_team_while_a_case_goes_there_sees_it(case, sunita, elsewhere):
    gwen = make_user(role="practice_manager", teams=[])
    role = Meanwhile(lambda: User.objects.get(pk=gwen.pk).take_up(PRACTICE_MANAGER, teams=[elsewhere]))
    with transaction.atomic():
        move(case, elsewhere, sunita)()
        role.begin()
    role.end()
    assert Case.objects.visible_to(User.objects.get(pk=gwen.pk)).filter(pk=case.pk).exists()
    assert settled()


def test_a_team_does_not_end_while_a_case_is_opened_or_moved_there(case, sunita, team, elsewhere):
    sunita.take_up(ROLES["service_manager"], teams=[team, elsewhere])
    ended = Meanwhile(lambda: end_team(Team.objects.get(pk=elsewhere.pk), by=User.objects.get(pk=sunita.pk)))
    with transaction.atomic():
        move(case, elsewhere, sunita)()
        ended.begin()
    with pytest.raises(Exception, match="1 open case"):
        ended.end()
    assert not Team.objects.get(pk=elsewhere.pk).has_ended


def test_nothing_is_opened_in_a_team_that_ends_at_that_moment(sunita, elsewhere):
    manager = make_user(role="practice_manager", teams=[elsewhere])
    opened = Meanwhile(lambda: make_case(manager=User.objects.get(pk=manager.pk), team=elsewhere))
    with transaction.atomic():
        manager.take_up(PRACTICE_MANAGER, teams=[])
        end_team(elsewhere, by=sunita)
        opened.begin()
    with pytest.raises(Exception, match=r"You cannot open a case|has ended"):
        opened.end()
    assert not Case.objects.filter(team=elsewhere).exists()
