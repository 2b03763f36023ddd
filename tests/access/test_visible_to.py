"""`visible_to` shows exactly the cases a person may see, at a constant number of queries (DESIGN.md section 4)."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission, Child
from cases.models.access import visible
from cases.models.access.visible import permission_ids, rights_on
from emerald.accounts.permissions import Right
from tests.access.world import PEOPLE, Stage, a_case, a_world, somebody
from tests.factories.bare import past_the_rules
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
# The stage is set once and every example undone, so a fixture that lives as long as the test is what is wanted.
many_worlds = settings(
    max_examples=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PROBES = (visible.PROBE, 0)  # everybody's cases count as few, or already the first as many


@pytest.fixture(params=PROBES, ids=["few", "many"])
def probe(request, monkeypatch):
    """Both ways through `visible`."""
    monkeypatch.setattr(visible, "PROBE", request.param)


@pytest.fixture
def stage(db):
    return Stage()


@given(world=a_world, right=some.sampled_from(Right))
@many_worlds
def test_a_person_sees_what_their_connections_say_and_nothing_else(stage, world, right):
    with stage.play(world) as people, pytest.MonkeyPatch.context() as patch:
        for number, person in enumerate(people):
            theirs = {case.pk for n, case in enumerate(stage.cases) if world.may(number, n, right)}
            for probe in PROBES:
                patch.setattr(visible, "PROBE", probe)
                assert set(Case.objects.visible_to(person, right).values_list("pk", flat=True)) == theirs
            for n, case in enumerate(stage.cases):
                assert rights_on(case, person) == {one for one in Right if world.may(number, n, one)}


a_right = some.sampled_from([Right.SEE_CASE, Right.ALLOCATE])
a_grant = some.tuples(somebody, a_case, a_right)


@given(
    to_people=some.frozensets(a_grant, max_size=12),
    to_groups=some.frozensets(a_grant, max_size=12),
    members=some.frozensets(some.tuples(somebody, somebody), max_size=8),
    right=a_right,
)
@many_worlds
def test_any_rows_are_read_for_the_right_asked_and_the_groups_one_is_in(
    probe, stage, to_people, to_groups, members, right
):
    point = transaction.savepoint()
    groups = [Group.objects.create(name=f"Group {n}") for n in range(PEOPLE)]
    CaseUserObjectPermission.objects.bulk_create(
        [
            CaseUserObjectPermission(
                user=stage.people[who], content_object=stage.cases[case], permission_id=permission_ids()[held]
            )
            for who, case, held in to_people
        ]
    )
    CaseGroupObjectPermission.objects.bulk_create(
        [
            CaseGroupObjectPermission(
                group=groups[which], content_object=stage.cases[case], permission_id=permission_ids()[held]
            )
            for which, case, held in to_groups
        ]
    )
    for who, which in members:
        stage.people[who].groups.add(groups[which])
    for number, person in enumerate(stage.people):
        mine = {case for who, case, held in to_people if who == number and held == right}
        ours = {case for which, case, held in to_groups if (number, which) in members and held == right}
        seen = set(Case.objects.visible_to(person, right).values_list("pk", flat=True))
        assert seen == {stage.cases[n].pk for n in mine | ours}
    transaction.savepoint_rollback(point)


def test_nobody_who_is_not_signed_in_sees_anything(case):
    assert not Case.objects.visible_to(AnonymousUser()).exists()
    assert rights_on(case, AnonymousUser()) == frozenset()


def test_a_filter_before_or_after_narrows_and_never_widens(probe, case, priya, owen):
    assert list(Case.objects.open().visible_to(priya)) == [case]
    assert list(Case.objects.visible_to(priya).open()) == [case]
    assert not Case.objects.visible_to(priya).closed().exists()
    assert not Case.objects.none().visible_to(priya).exists()
    assert not Case.objects.filter(pk=case.pk).visible_to(owen).exists()
    assert not Case.objects.visible_to(owen).filter(reference=case.reference).exists()


def test_what_was_taken_away_after_the_probe_is_not_shown(probe, case, priya):
    found = Case.objects.visible_to(priya)
    CaseUserObjectPermission.objects.filter(user=priya).delete()
    assert list(found) == []


@pytest.mark.parametrize("number", [0, 10, 1_000])
def test_a_page_costs_two_queries_whatever_the_number_of_cases(probe, number, team, morag):
    priya = make_user(role="caseworker", teams=[team])
    children = Child.objects.bulk_create(
        [Child(given_names="Wren", family_name=str(n), date_of_birth="2010-01-01") for n in range(number)]
    )
    with past_the_rules():
        cases = Case.objects.bulk_create(
            [Case(reference=f"EM-2025-{n}", child=child, team=team) for n, child in enumerate(children)]
        )
    CaseUserObjectPermission.objects.bulk_create(
        [
            CaseUserObjectPermission(user=priya, content_object=case, permission_id=permission_ids()[Right.SEE_CASE])
            for case in cases
        ]
    )
    with CaptureQueriesContext(connection) as asked:
        page = list(Case.objects.visible_to(priya).newest_first()[:25])
    assert (len(page), len(asked)) == (min(number, 25), 2)
