"""People of every role do at random whatever the verbs let them do, several at the same moment and on the same
children, while rights are rebuilt: nobody is thrown out by a deadlock, and the rights end as the connections say."""

from copy import copy
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from cases.models import Case
from cases.models.access import rights as access
from tests.access.acting import ACTS, Stage
from tests.access.racing import race

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS, THREADS, STEPS = range(2), 4, 30
# Roles change, and records change hands, more often than the rest: these are what everybody's rights hang on.
OFTEN = ("Appointment", "appoint", "Admission", "merge", "enter", "hand_over", "allocate")


def settled():
    keys = {one.pk: one.team_id for one in Case.objects.all()}
    return access.current_rows(list(keys)) == access.expected_rows(keys)


def acts_at_random(stage, seed, names, refused, over):
    """Of one thread: what it did, by name. What the database refuses goes into `refused` as (act, error), and into
    `over` that it is over."""
    mine = copy(stage)
    mine.chance = Random(seed)

    def act():
        did = []
        for _ in range(STEPS):
            name = mine.chance.choice(names)
            try:
                if mine.act(name, mine.actor_for(name)):
                    did.append(name)
            except DatabaseError as error:
                refused.append((name, str(error)))
        over.append(seed)
        return did

    return act


def rebuilding(over):
    """Of another: rebuilds and compares by turns until the others are over. Returns how often it compared."""

    def rebuild():
        turns = 0
        while len(over) < THREADS:
            call_command("rebuild_access", stdout=StringIO())
            call_command("rebuild_access", "--check", stdout=StringIO())  # raises where anything differs
            turns += 1
        return turns

    return rebuild


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_people_do_at_once_nobody_meets_a_deadlock_and_the_rights_are_what_the_rule_says(seed, monkeypatch):
    monkeypatch.setattr(access, "CHILDREN_AT_ONCE", 2)
    stage = Stage(Random(seed))
    names = [name for name in ACTS for _ in range(3 if any(word in name for word in OFTEN) else 1)]
    refused, over = [], []
    *ends, turns = race(
        *(acts_at_random(stage, 100 * seed + number, names, refused, over) for number in range(THREADS)),
        rebuilding(over),
    )
    assert [one for one in (*ends, turns) if isinstance(one, Exception)] == []
    assert refused == []
    assert sum(len(did) for did in ends) > THREADS * STEPS / 8
    assert turns > 0
    assert settled()
