"""`rebuild_access` brings rows and connections together; `--check` finds where they differ and changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access import rights as access
from cases.models.access.visible import permission_ids, rights_on
from emerald.accounts.permissions import Right
from emerald.accounts.roles import CASEWORKER, PRACTICE_MANAGER
from tests.factories.children import make_case

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


@pytest.mark.parametrize("chunk", [1, 2_000])
def test_rebuilding_gives_what_is_missing_and_takes_what_is_too_much(case, morag, priya, owen, chunk, monkeypatch):
    monkeypatch.setattr(access, "CHUNK", chunk)
    other = make_case(manager=morag)
    given_by_hand(other, owen)
    CaseUserObjectPermission.objects.filter(content_object=case).delete()
    CaseGroupObjectPermission.objects.all().delete()
    assert told() == told("--check")
    assert rights_on(case, priya) == CASEWORKER.on_a_case
    assert rights_on(case, morag) == rights_on(other, morag) == PRACTICE_MANAGER.on_a_case
    assert rights_on(other, owen) == frozenset()
