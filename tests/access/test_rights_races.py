"""Two people change who is joined to a case at the same moment: the rights end as the connections say."""

import pytest
from django.db import transaction

from cases.models import Case
from cases.models.access import rights as access
from cases.models.access.allocation import Part
from cases.models.access.visible import rights_on
from emerald.accounts.models import User
from emerald.accounts.roles import AUDITOR, CASEWORKER
from tests.access.racing import Meanwhile, race
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def rights(case, user):
    return rights_on(case, User.objects.get(pk=user.pk))


def settled():
    keys = {one.pk: one.team_id for one in Case.objects.all()}
    return access.current_rows(list(keys)) == access.expected_rows(keys)


def test_two_managers_who_allocate_a_lead_at_once_leave_one_lead_and_their_rights(case, morag, sunita, priya, team):
    jo, sam = (make_user(role="caseworker", teams=[team]) for _ in range(2))

    def allocate(worker, by):
        return lambda: Case.objects.get(pk=case.pk).allocate(worker, part=Part.LEAD, by=by)

    ends = race(allocate(jo, morag), allocate(sam, sunita))
    assert [type(one).__name__ for one in ends] == ["Allocation", "Allocation"]
    lead = case.allocations.current().leads().get().user
    assert lead in (jo, sam)
    assert {one for one in (priya, jo, sam) if rights(case, one)} == {lead}
    assert settled()


def test_a_role_taken_up_while_an_allocation_is_under_way_leaves_no_right_behind(case, morag, team):
    jo = make_user(role="caseworker", teams=[team])
    role = Meanwhile(lambda: User.objects.get(pk=jo.pk).take_up(AUDITOR, teams=[]))
    with transaction.atomic():
        case.allocate(jo, part=Part.CO_WORKER, by=morag)
        role.begin()
    role.end()
    assert rights(case, jo) == frozenset()
    assert settled()


def test_an_allocation_while_a_role_is_being_taken_up_leaves_no_right_behind(case, morag, team):
    jo = make_user(role="caseworker", teams=[team])
    allocation = Meanwhile(lambda: Case.objects.get(pk=case.pk).allocate(jo, part=Part.CO_WORKER, by=morag))
    with transaction.atomic():
        User.objects.get(pk=jo.pk).take_up(AUDITOR, teams=[])
        allocation.begin()
    allocation.end()
    assert rights(case, jo) == frozenset()
    assert settled()


def test_a_role_taken_up_while_a_record_is_being_restricted_does_not_open_it(case, sunita, priya, team):
    priya.take_up(AUDITOR, teams=[])
    role = Meanwhile(lambda: User.objects.get(pk=priya.pk).take_up(CASEWORKER, teams=[team]))
    with transaction.atomic():
        case.restrict(by=sunita, category="staff", because="Her aunt works here.", named=[])
        role.begin()
    role.end()
    assert rights(case, priya) == frozenset()
    assert settled()
