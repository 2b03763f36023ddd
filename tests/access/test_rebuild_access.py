"""`rebuild_access` brings rows and connections together; `--check` finds where they differ and changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from cases.models import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access import locks
from cases.models.access import rights as access
from cases.models.access.visible import permission_ids, rights_on
from emerald.accounts.permissions import Right
from emerald.accounts.roles import CASEWORKER, PRACTICE_MANAGER
from tests.access.lock_order import LockOrder
from tests.factories.children import make_case, make_child

pytestmark = pytest.mark.django_db


def told(*arguments):
    out = StringIO()
    call_command("rebuild_access", *arguments, stdout=out)
    return out.getvalue().strip()


def given_by_hand(case, user):
    return CaseUserObjectPermission.objects.create(
        user=user, content_object=case, permission_id=permission_ids()[Right.SEE_CASE]
    )


def test_a_check_that_finds_nothing_says_how_many_rows_it_compared(case):
    rows = CaseUserObjectPermission.objects.count() + CaseGroupObjectPermission.objects.count()
    assert rows > 0
    assert told("--check") == f"{rows} rows, all as their connections say."


def test_a_check_names_the_cases_by_reference_only_and_changes_nothing(case, owen, morag, tamsin):
    make_case(manager=morag)
    given_by_hand(case, owen)
    CaseGroupObjectPermission.objects.filter(content_object=case, permission=permission_ids()[Right.ALLOCATE]).delete()
    before = access.current_rows([case.pk])
    with pytest.raises(CommandError) as refused:
        told("--check")
    # Two groups allocate: practice managers and service managers.
    assert str(refused.value) == f"Rows missing: 2. Rows too many: 1. Cases concerned: 1 ({case.reference})."
    assert refused.value.returncode == 1
    assert tamsin.family_name not in str(refused.value)
    assert access.current_rows([case.pk]) == before


def test_a_long_list_of_cases_is_cut_and_says_so(case, morag, owen, monkeypatch):
    monkeypatch.setattr("cases.models.access.rights.SHOWN", 1)
    given_by_hand(case, owen)
    given_by_hand(make_case(manager=morag), owen)
    with pytest.raises(CommandError, match=rf"Cases concerned: 2 \({case.reference} and 1 more\)"):
        told("--check")


@pytest.mark.parametrize("chunk", [1, 200])
def test_rebuilding_gives_what_is_missing_and_takes_what_is_too_much(case, morag, priya, owen, chunk, monkeypatch):
    monkeypatch.setattr(access, "CHILDREN_AT_ONCE", chunk)
    other = make_case(manager=morag)
    given_by_hand(other, owen)
    CaseUserObjectPermission.objects.filter(content_object=case).delete()
    CaseGroupObjectPermission.objects.all().delete()
    assert told() == told("--check")
    assert rights_on(case, priya) == CASEWORKER.on_a_case
    assert rights_on(case, morag) == rights_on(other, morag) == PRACTICE_MANAGER.on_a_case
    assert rights_on(other, owen) == frozenset()


def test_a_check_waits_for_nobody_while_nothing_differs(case):
    with LockOrder().recorded() as order:
        assert told("--check").endswith("rows, all as their connections say.")
    assert (order.shares, order.alone, order.children) == (False, False, set())


def test_what_differs_is_asked_once_more_while_nobody_changes_that_child_and_no_other(case, morag, owen):
    make_case(manager=morag, child=make_child(given_names="Wren"))
    given_by_hand(case, owen)
    with LockOrder().recorded() as order, pytest.raises(CommandError, match="Rows too many: 1"):
        told("--check")
    assert (order.alone, order.children) == (False, {case.child_id})


def test_what_only_seemed_to_differ_is_no_finding(case, owen, monkeypatch):
    compare, seemed = access._compare, access.Rows(users={(case.pk, owen.pk, permission_ids()[Right.SEE_CASE])})
    answers = iter([(seemed, access.Rows())])
    monkeypatch.setattr(access, "_compare", lambda keys: next(answers, None) or compare(keys))
    with LockOrder().recorded() as order:
        assert told("--check").endswith("rows, all as their connections say.")
    assert order.children == {case.child_id}


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), OperationalError("the server closed the connection")])
@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_whoever_is_stopped_is_told_where_to_go_on_and_what_was_found(
    case, morag, owen, stopped, arguments, monkeypatch
):
    other = make_case(manager=morag, child=make_child(given_names="Wren"))
    for one in (case, other):
        given_by_hand(one, owen)
    monkeypatch.setattr(access, "CHILDREN_AT_ONCE", 1)
    for verb in ("sync_rights_of_children", "differences_of"):
        monkeypatch.setattr(access, verb, stopping(getattr(access, verb), at=other.child_id, by=stopped))
    with pytest.raises(CommandError) as told_of:
        told(*arguments)
    found = f"Rows missing: 0. Rows too many: 1. Cases concerned: 1 ({case.reference}). " if arguments else ""
    assert str(told_of.value) == f"Stopped early. {found}To go on where it stopped: --after {case.child_id}."
    assert told_of.value.returncode == 3
    monkeypatch.undo()
    assert rights_on(case, owen) == (frozenset({Right.SEE_CASE}) if arguments else frozenset())
    told("--after", str(case.child_id))
    assert rights_on(other, owen) == frozenset()


def stopping(verb, *, at, by):
    def stop(children):
        if at in children:
            raise by
        return verb(children)

    return stop


@pytest.mark.django_db(transaction=True)
def test_a_check_waits_for_nobody_and_a_rebuild_for_whoever_changes_a_child_of_its_chunk(case, morag, monkeypatch):
    monkeypatch.setattr(access, "CHILDREN_AT_ONCE", 1)
    other, busy = connection.copy(), make_case(manager=morag, child=make_child(given_names="Wren"))
    try:
        with other.cursor() as theirs, connection.cursor() as ours:
            theirs.execute("SELECT pg_advisory_lock(%s, %s)", [locks.OF_A_CHILD, busy.child_id])
            ours.execute("SET lock_timeout = '50ms'")
            told("--check")
            with pytest.raises(CommandError, match=f"--after {case.child_id}"):
                told()
            ours.execute("RESET lock_timeout")
    finally:
        other.close()
    told()
