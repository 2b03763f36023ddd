"""Everybody who changes rights takes what others wait for in one order, so that no two wait for each other."""

from datetime import date
from random import Random

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.models import Case
from cases.models.access import locks
from cases.models.access.handing_over import hand_over
from emerald.accounts.models import User
from emerald.accounts.roles import AUDITOR
from emerald.guards import NotYet
from perpetrators.models import Measure, PersonOfConcern
from tests.access.acting import ACTS, Stage
from tests.access.lock_order import LockOrder
from tests.factories.children import make_case, make_child
from tests.factories.register import make_person

pytestmark = pytest.mark.django_db
SEEDS, STEPS = range(3), 120


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_somebody_does_they_take_their_share_first_and_the_children_at_once_and_sorted(seed):
    stage, seen = Stage(Random(seed)), []
    for _ in range(STEPS):
        name = stage.chance.choice(list(ACTS))
        actor = stage.actor_for(name)
        with LockOrder().recorded() as order:
            if stage.act(name, actor):
                seen.append(order)
        assert (name, order.faults) == (name, [])
    assert sum(bool(order.children) for order in seen) > STEPS / 15


def test_notices_for_several_children_hold_all_of_them_before_the_first(man, rhys, case, morag, team):
    man.appoint(by=morag, officer=None, because="So that nobody stands in the way")
    others = [
        make_case(manager=morag, child=make_child(given_names=name, date_of_birth=date(2013, 5, 4))).child
        for name in ("Wren", "Isla")
    ]
    with LockOrder().recorded() as order:
        served = Measure.serve_notices(
            by=morag,
            person=man,
            children=others[::-1],
            basis="s2",
            served_on=timezone.localdate(),
            facts={"signed": "signed"},
        )
    assert len(served) == 2
    assert order.children == {one.pk for one in others}
    assert order.faults == []


def test_a_measure_that_takes_in_children_holds_its_person_before_itself_as_a_merge_does(man, rhys, morag):
    wren = make_case(manager=morag, child=make_child(given_names="Wren")).child
    measure = Measure.propose(by=morag, kind="sro", person=man)
    with LockOrder().recorded() as order:
        Measure.objects.get(pk=measure.pk).protect(by=morag, children=[wren])
    assert order.rows.index("perpetrators_personofconcern") < order.rows.index("perpetrators_measure")
    assert (order.children, order.faults) == ({wren.pk}, [])


def test_a_measure_whose_person_was_merged_meanwhile_says_so_and_takes_in_nobody(man, team, rhys, morag):
    wren = make_case(manager=morag, child=make_child(given_names="Wren")).child
    measure = Measure.propose(by=morag, kind="sro", person=man)
    opened = Measure.objects.select_related("person").get(pk=measure.pk)
    make_person(area=team, officer=rhys).merge(PersonOfConcern.objects.get(pk=man.pk), by=rhys, because="One man")
    with pytest.raises(NotYet, match="this was moved to the record it belongs to"):
        opened.protect(by=morag, children=[wren])
    assert not measure.protected.exists()


def test_whoever_hands_over_more_than_the_servers_table_of_locks_bears_holds_everybody(case, morag, priya, monkeypatch):
    monkeypatch.setattr(locks, "MOST", 0)
    leaver = User.objects.get(pk=priya.pk)
    with LockOrder().recorded() as order, pytest.raises(Exception, match="Select somebody else"):
        hand_over(Case.objects.all(), leaver=leaver, to=leaver, by=morag)
    assert (order.alone, order.faults) == (True, [])


def test_a_change_of_role_holds_everybody_before_it_writes_anything(priya):
    with LockOrder().recorded() as order:
        User.objects.get(pk=priya.pk).take_up(AUDITOR, teams=[])
    assert order.alone
    assert order.faults == []


def test_a_fault_in_the_order_is_found(case, man):
    """The recorder itself: of each fault one."""
    with LockOrder().recorded() as order, transaction.atomic():
        PersonOfConcern.lock_rows([man.pk])
        locks.hold_children([7])
        locks.hold_children([3])
        locks.hold_everybody()
    assert [fault.split(":")[0].split(" were ")[0] for fault in order.faults] == [
        "A row was locked before the share of everybody's lock",
        "The children [3]",
        "Everybody's lock was shared, and then wanted alone.",
    ]


@pytest.mark.django_db(transaction=True)
def test_whoever_changes_one_child_waits_for_nobody_who_changes_another(case):
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as cursor:
            locks.hold_children([case.child_id])
            asked = {
                "this child": ("pg_try_advisory_lock", locks.OF_A_CHILD, case.child_id),
                "another child": ("pg_try_advisory_lock", locks.OF_A_CHILD, case.child_id + 1),
                "a share": ("pg_try_advisory_lock_shared", locks.OF_EVERYBODY, 0),
                "everybody": ("pg_try_advisory_lock", locks.OF_EVERYBODY, 0),
            }
            free = set()
            for what, (question, *key) in asked.items():
                cursor.execute(f"SELECT {question}(%s, %s)", key)
                free |= {what} if cursor.fetchone()[0] else set()
    finally:
        other.close()
    assert free == {"another child", "a share"}
