"""Each connection gives and takes its rights in the transaction that makes or ends it (DESIGN.md section 4)."""

import pytest
from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.models.access import rights as access
from cases.models.access.allocation import EndReason, Part
from cases.models.access.visible import rights_on
from emerald.accounts.models import User
from emerald.accounts.reach import of_the_record
from emerald.accounts.roles import (
    AUDITOR,
    BUSINESS_SUPPORT,
    CAMHS_PRACTITIONER,
    CASEWORKER,
    PRACTICE_MANAGER,
    SERVICE_MANAGER,
    SYSTEM_ADMINISTRATOR,
)
from emerald.guards import NotYet, NotYours
from tests.factories.children import make_case
from tests.factories.people import give_back, make_user

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """The transaction did not come to its end."""


def rights(case, user):
    """What `user` holds on `case`, read again; the rows must also be what the connections say."""
    keys = {one.pk: one.team_id for one in Case.objects.all()}
    assert access.current_rows(list(keys)) == access.expected_rows(keys)
    held = rights_on(case, User.objects.get(pk=user.pk))
    assert Case.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=case.pk).exists() == bool(held)
    return held


@pytest.fixture
def jo(team):
    """A second caseworker."""
    return make_user(role="caseworker", name="Jo Birch", teams=[team])


@pytest.fixture
def restricted(case, sunita, priya):
    case.restrict(by=sunita, category="staff", because="Her aunt works here.", named=[priya])
    return case


def test_a_team_case_is_its_managers_and_support_from_the_start(case, morag, sunita, team, owen):
    ben = make_user(role="business_support", teams=[team])
    assert rights(case, morag) == PRACTICE_MANAGER.on_a_case
    assert rights(case, sunita) == SERVICE_MANAGER.on_a_case
    assert rights(case, ben) == BUSINESS_SUPPORT.on_a_case
    assert rights(case, owen) == frozenset()


def test_a_manager_of_another_team_sees_nothing_here(case, elsewhere):
    assert rights(case, make_user(role="practice_manager", teams=[elsewhere])) == frozenset()


@pytest.mark.parametrize("part", [Part.LEAD, Part.CO_WORKER])
def test_an_allocation_gives_a_caseworker_their_rights(case, morag, jo, part):
    assert rights(case, jo) == frozenset()
    case.allocate(jo, part=part, by=morag)
    assert rights(case, jo) == CASEWORKER.on_a_case


def test_a_new_lead_takes_the_rights_over_from_the_old_one(case, morag, priya, jo):
    case.allocate(jo, part=Part.LEAD, by=morag)
    assert rights(case, jo) == CASEWORKER.on_a_case
    assert rights(case, priya) == frozenset()


def test_a_lead_who_becomes_co_worker_keeps_their_rights(case, morag, priya):
    case.allocate(priya, part=Part.CO_WORKER, by=morag)
    assert rights(case, priya) == CASEWORKER.on_a_case
    assert case.lead is None


def test_an_ended_allocation_ends_its_rights(case, morag, priya):
    case.end_allocation(case.current_allocations[0], by=morag, reason=EndReason.LEFT)
    assert rights(case, priya) == frozenset()
    assert rights(case, morag) == PRACTICE_MANAGER.on_a_case


@pytest.mark.parametrize("role", [CAMHS_PRACTITIONER, AUDITOR])
def test_a_link_gives_what_the_role_gives_until_it_ends(case, morag, role):
    linked = make_user(role=role.key)
    made = case.allocate(linked, part=Part.LINKED, by=morag)
    assert rights(case, linked) == role.on_a_case
    case.end_allocation(made, by=morag, reason=EndReason.NO_LONGER_NEEDED)
    assert rights(case, linked) == frozenset()


@pytest.mark.parametrize(
    ("role", "part"),
    [
        ("auditor", Part.LEAD),
        ("auditor", Part.CO_WORKER),
        ("caseworker", Part.LINKED),
        ("practice_manager", Part.LEAD),
        ("system_administrator", Part.LINKED),
        (None, Part.CO_WORKER),
    ],
)
def test_a_role_that_does_not_fit_is_refused_and_gains_nothing(case, morag, role, part):
    somebody = make_user(role=role)
    with pytest.raises(NotYet, match="cannot be"):
        case.allocate(somebody, part=part, by=morag)
    assert rights(case, somebody) == frozenset()


def test_who_cannot_allocate_gives_nobody_anything(case, priya, jo):
    with pytest.raises(NotYours):
        case.allocate(jo, part=Part.CO_WORKER, by=priya)
    assert rights(case, jo) == frozenset()


def test_restricting_leaves_only_those_named(restricted, sunita, priya, morag, team):
    assert rights(restricted, priya) == CASEWORKER.on_a_case
    assert rights(restricted, sunita) == SERVICE_MANAGER.on_a_case
    assert rights(restricted, morag) == frozenset()
    assert rights(restricted, make_user(role="service_manager", teams=[team])) == frozenset()


def test_an_allocation_on_a_restricted_case_opens_it_only_when_named_too(restricted, sunita, priya, jo):
    restricted.allocate(jo, part=Part.CO_WORKER, by=sunita)
    assert rights(restricted, jo) == frozenset()
    restricted.change_names(by=sunita, named=[priya, jo])
    assert rights(restricted, jo) == CASEWORKER.on_a_case


def test_who_is_taken_off_the_list_sees_the_case_no_longer(restricted, sunita, priya):
    restricted.change_names(by=sunita, named=[])
    assert rights(restricted, priya) == frozenset()
    assert rights(restricted, sunita) == SERVICE_MANAGER.on_a_case


def test_lifting_a_restriction_gives_back_what_the_connections_give(restricted, sunita, morag, priya, jo):
    restricted.change_names(by=sunita, named=[jo])
    restricted.lift_restriction(by=sunita, because="Her aunt has left.")
    assert rights(restricted, morag) == PRACTICE_MANAGER.on_a_case
    assert rights(restricted, priya) == CASEWORKER.on_a_case
    assert rights(restricted, jo) == frozenset()


def test_a_named_person_without_a_role_for_cases_still_sees_nothing(restricted, sunita):
    root = make_user(role="system_administrator")
    restricted.change_names(by=sunita, named=[root])
    assert rights(restricted, root) == frozenset()


def test_a_new_role_leaves_the_rights_of_the_old_one_behind(case, priya, team):
    priya.take_up(SYSTEM_ADMINISTRATOR, teams=[])
    assert rights(case, priya) == frozenset()
    priya.take_up(CASEWORKER, teams=[team])
    assert rights(case, priya) == CASEWORKER.on_a_case


def test_a_caseworker_who_becomes_manager_sees_the_team_and_no_case_elsewhere(case, priya, morag, team, elsewhere):
    theirs = make_case(team=elsewhere)
    other = make_case(manager=morag)
    priya.take_up(PRACTICE_MANAGER, teams=[team])
    assert rights(case, priya) == rights(other, priya) == PRACTICE_MANAGER.on_a_case
    assert rights(theirs, priya) == frozenset()


def test_a_named_persons_new_role_counts_on_the_restricted_case(restricted, priya, team):
    priya.take_up(BUSINESS_SUPPORT, teams=[team])
    assert rights(restricted, priya) == BUSINESS_SUPPORT.on_a_case


def test_a_manager_who_changes_team_leaves_the_old_teams_cases_behind(case, morag, elsewhere):
    theirs = make_case(team=elsewhere)
    morag.take_up(PRACTICE_MANAGER, teams=[elsewhere])
    assert rights(case, morag) == frozenset()
    assert rights(theirs, morag) == PRACTICE_MANAGER.on_a_case


def test_who_leaves_sees_nothing_from_that_moment_nor_on_return_in_the_same_role(case, morag, sunita, priya, jo):
    priya.leave()
    assert rights(case, priya) == frozenset()
    case.allocate(jo, part=Part.LEAD, by=morag)
    give_back(priya, by=sunita)
    priya.take_up(CASEWORKER, teams=[])
    assert rights(case, priya) == frozenset()


def test_who_leaves_on_a_later_day_sees_until_then(case, priya):
    priya.leave(on=timezone.localdate())
    assert rights(case, priya) == CASEWORKER.on_a_case


def close(case, *, by, approved_by):
    case.propose_closure(by=by, reason="C3", summary="Safer now.", views="She is glad.").approve(by=approved_by)
    return Case.objects.get(pk=case.pk)


def test_who_worked_a_case_until_it_closed_can_still_read_it(case, morag, sunita, priya, jo):
    case.allocate(jo, part=Part.LEAD, by=morag)
    case = close(case, by=morag, approved_by=sunita)
    assert rights(case, jo) == of_the_record(CASEWORKER.on_a_case)
    assert rights(case, priya) == frozenset()


def test_reopening_gives_the_new_episode_to_the_team_and_its_new_lead_only(case, morag, sunita, priya, jo):
    again = close(case, by=morag, approved_by=sunita).reopen(by=morag, status="at_risk", rationale="New.", lead=jo)
    assert rights(again, jo) == CASEWORKER.on_a_case
    assert rights(again, morag) == PRACTICE_MANAGER.on_a_case
    assert rights(again, priya) == frozenset()
    assert (rights(case, priya), rights(case, jo)) == (of_the_record(CASEWORKER.on_a_case), frozenset())


VERBS = {
    "allocate": lambda case, cast: case.allocate(cast["jo"], part=Part.CO_WORKER, by=cast["morag"]),
    "hand over": lambda case, cast: case.allocate(cast["jo"], part=Part.LEAD, by=cast["morag"]),
    "end": lambda case, cast: case.end_allocation(
        case.current_allocations[0], by=cast["morag"], reason=EndReason.CONFLICT
    ),
    "link": lambda case, cast: case.allocate(cast["ada"], part=Part.LINKED, by=cast["morag"]),
    "restrict": lambda case, cast: case.restrict(by=cast["sunita"], category="staff", because="Aunt.", named=[]),
    "role": lambda case, cast: cast["priya"].take_up(AUDITOR, teams=[]),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_what_is_rolled_back_takes_its_rights_with_it(case, verb, priya, jo, ada, morag, sunita):
    cast = {"priya": priya, "jo": jo, "ada": ada, "morag": morag, "sunita": sunita}
    before = access.current_rows([case.pk])
    with pytest.raises(Undone), transaction.atomic():
        verb(case, cast)
        assert access.current_rows([case.pk]) != before
        raise Undone
    assert access.current_rows([case.pk]) == before
    assert {name: rights(case, one) for name, one in cast.items()} == {
        "priya": CASEWORKER.on_a_case,
        "jo": frozenset(),
        "ada": frozenset(),
        "morag": PRACTICE_MANAGER.on_a_case,
        "sunita": SERVICE_MANAGER.on_a_case,
    }


@pytest.mark.parametrize("verb", ["change names", "lift"])
def test_a_changed_restriction_that_is_rolled_back_stays_as_it_was(restricted, verb, sunita, priya, morag, jo):
    before = access.current_rows([restricted.pk])
    with pytest.raises(Undone), transaction.atomic():
        if verb == "lift":
            restricted.lift_restriction(by=sunita, because="Over.")
        else:
            restricted.change_names(by=sunita, named=[jo])
        assert access.current_rows([restricted.pk]) != before
        raise Undone
    assert access.current_rows([restricted.pk]) == before
    assert (rights(restricted, priya), rights(restricted, jo), rights(restricted, morag)) == (
        CASEWORKER.on_a_case,
        frozenset(),
        frozenset(),
    )
