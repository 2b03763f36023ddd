"""The ways in which row-level rights go wrong elsewhere (RELIABILITY.md section 1.5), each shut here."""

import tomllib
from datetime import timedelta
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_fsm import FSMModelMixin
from guardian.models import (
    GroupObjectPermission,
    GroupObjectPermissionBase,
    UserObjectPermission,
    UserObjectPermissionBase,
)
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model

from cases.checks import guardian_opens_nothing_by_itself
from cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids, rights_on
from emerald.accounts.checks import nobody_holds_a_right_on_every_case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import CASEWORKER
from tests.days import Later
from tests.factories.bare import past_the_rules
from tests.factories.children import make_child
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
OUR_CODE = ("cases", "emerald", "interventions", "perpetrators")

YESTERDAY = Later(lambda: timezone.localdate() - timedelta(days=1))


def sees(user, case):
    """By the list and by the rights, which must agree."""
    user = User.objects.get(pk=user.pk)
    listed = Case.objects.visible_to(user).filter(pk=case.pk).exists()
    assert listed == bool(rights_on(case, user))
    return listed


def grant(user, case, right=Right.SEE_CASE):
    CaseUserObjectPermission.objects.create(user=user, content_object=case, permission_id=permission_ids()[right])


def bare_case(team, **more):
    """A row and nothing that hangs on it, which no verb makes: a case with a history cannot be deleted at all."""
    child = make_child()
    with past_the_rules():
        return Case.objects.create(child=child, team=team, **more)


def started(check, **given):
    return [error.id for error in check(**given)]


@pytest.mark.parametrize(
    "ended",
    [
        {"is_active": False},
        {"access_ends_on": YESTERDAY},
        {"is_active": False, "is_superuser": True},
        {"access_ends_on": YESTERDAY, "is_superuser": True},
    ],
)
def test_an_ended_account_sees_nothing_though_its_rows_are_there(case, priya, ended):
    assert sees(priya, case)
    User.objects.filter(pk=priya.pk).update(**ended)
    assert CaseUserObjectPermission.objects.filter(user=priya, content_object=case).exists()
    assert not sees(priya, case)


def test_a_superuser_sees_no_case_without_a_connection(case):
    assert not sees(make_user(role="system_administrator", is_superuser=True), case)


def test_a_superuser_who_is_allocated_sees_that_case_like_anybody_else(case, priya):
    User.objects.filter(pk=priya.pk).update(is_superuser=True)
    assert rights_on(case, User.objects.get(pk=priya.pk)) == CASEWORKER.on_a_case


@pytest.mark.parametrize("right", [Right.SEE_CASE, Right.READ_SESSIONS])
@pytest.mark.parametrize("to", ["person", "group"])
def test_a_right_given_for_all_cases_at_once_opens_none_and_is_reported(case, owen, to, right):
    assert started(nobody_holds_a_right_on_every_case, databases=["default"]) == []
    permission = Permission.objects.get(pk=permission_ids()[right])
    if to == "person":
        owen.user_permissions.add(permission)
    else:
        group = Group.objects.create(name="Everybody")
        group.permissions.add(permission)
        owen.groups.add(group)
    assert User.objects.get(pk=owen.pk).has_perm(f"cases.{right}")
    assert not sees(owen, case)
    assert started(nobody_holds_a_right_on_every_case, databases=["default"]) == ["accounts.E001"]


def test_a_case_takes_its_rows_with_it(team, priya):
    case = bare_case(team, reference="EM-1")
    grant(priya, case)
    CaseGroupObjectPermission.objects.create(
        group=team.group_for("practice_manager"), content_object=case, permission_id=permission_ids()[Right.SEE_CASE]
    )
    case.delete()
    assert not CaseUserObjectPermission.objects.exists()
    assert not CaseGroupObjectPermission.objects.exists()


def test_the_database_itself_lets_no_row_outlive_its_case(team, priya):
    case = bare_case(team, reference="EM-1")
    grant(priya, case)
    refused = pytest.raises(IntegrityError, match="cases_caseuserobjectpermission")
    with connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute("DELETE FROM cases_case WHERE id = %s", [case.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_case_with_a_history_cannot_be_deleted(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        case.delete()
    assert Case.objects.filter(pk=case.pk).exists()


def test_a_key_used_again_gives_nobody_the_old_rights(team, priya):
    first = bare_case(team, reference="EM-1")
    grant(priya, first)
    key = first.pk
    first.delete()
    again = bare_case(team, reference="EM-2", pk=key)
    assert again.pk == key
    assert not sees(priya, again)


def test_all_rights_on_a_case_are_read_in_one_query(case, priya, django_assert_num_queries):
    permission_ids()
    with django_assert_num_queries(1):
        assert rights_on(case, priya) == CASEWORKER.on_a_case


def test_rights_taken_away_count_for_the_next_question_on_the_same_objects(case, priya):
    assert Right.READ_SESSIONS in rights_on(case, priya)
    CaseUserObjectPermission.objects.filter(permission=permission_ids()[Right.READ_SESSIONS]).delete()
    assert rights_on(case, priya) == CASEWORKER.on_a_case - {Right.READ_SESSIONS}
    CaseUserObjectPermission.objects.all().delete()
    assert rights_on(case, priya) == frozenset()
    assert not Case.objects.visible_to(priya).exists()


@pytest.mark.parametrize(
    "shortcut",
    [
        "has_perm(",
        "has_perms(",
        "get_perms(",
        "get_objects_for_user",
        "get_objects_for_group",
        "get_users_with_perms",
        "ObjectPermissionChecker",
        "assign_perm",
        "remove_perm",
    ],
)
def test_our_code_uses_none_of_guardians_shortcuts(shortcut):
    files = [
        path
        for folder in OUR_CODE
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if "node_modules" not in path.parts
    ]
    assert len(files) > 50
    assert [str(path) for path in files if shortcut in path.read_text()] == []


def test_guardian_finds_exactly_our_one_pair_of_tables(case):
    assert get_user_obj_perms_model(Case) is CaseUserObjectPermission
    assert get_group_obj_perms_model(Case) is CaseGroupObjectPermission
    pointing = [relation.related_model for relation in Case._meta.related_objects]
    for base, ours in (
        (UserObjectPermissionBase, CaseUserObjectPermission),
        (GroupObjectPermissionBase, CaseGroupObjectPermission),
    ):
        assert [model for model in pointing if issubclass(model, base)] == [ours]


def test_no_right_on_a_case_is_kept_in_guardians_own_tables(case, morag, ada):
    case.allocate(ada, part="linked", by=morag)
    assert CaseUserObjectPermission.objects.filter(user=ada).exists()
    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()


def test_those_who_are_not_signed_in_have_no_account():
    assert settings.ANONYMOUS_USER_NAME is None
    assert not User.objects.filter(email__icontains="anonymous").exists()
    assert not User.objects.filter(name__icontains="anonymous").exists()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("ANONYMOUS_USER_NAME", "AnonymousUser", "cases.E001"),
        ("GUARDIAN_AUTO_PREFETCH", True, "cases.E002"),
        ("GUARDIAN_LEGACY_GLOBAL_PERMS_GROUP_UNION", True, "cases.E002"),
    ],
)
def test_guardian_set_to_open_something_by_itself_does_not_start(settings, name, value, error):
    assert started(guardian_opens_nothing_by_itself) == []
    setattr(settings, name, value)
    assert started(guardian_opens_nothing_by_itself) == [error]


def test_an_anonymous_account_left_to_guardians_default_does_not_start(settings):
    del settings.ANONYMOUS_USER_NAME
    assert started(guardian_opens_nothing_by_itself) == ["cases.E001"]


def test_a_hidden_case_stays_hidden_whatever_the_list_starts_from(case, owen, priya):
    for start in (
        Case.objects.all(),
        Case.objects.filter(pk=case.pk),
        Case.objects.filter(team=case.team).distinct(),
        case.child.cases.all(),
        Case.objects.worked_by(priya),
        Case.objects.with_people(),
    ):
        assert list(start.visible_to(priya)) == [case]
        assert list(start.visible_to(owen)) == []


def numbers(text):
    return tuple(int(part) for part in text.split(".")[:3])


def test_guardian_is_never_older_than_the_leak_it_closed():
    assert numbers(version("django-guardian")) >= (3, 5, 1)
    wanted = tomllib.loads(Path(settings.BASE_DIR / "pyproject.toml").read_text())["project"]["dependencies"]
    floor = next(line for line in wanted if line.startswith("django-guardian>="))
    assert numbers(floor.removeprefix("django-guardian>=").split(",")[0]) >= (3, 5, 1)


def test_django_fsm_2_alone_provides_the_state_machine():
    # The unmaintained django-fsm installs over it under the same import name, without a word.
    assert set(packages_distributions()["django_fsm"]) == {"django-fsm-2"}
    assert "refresh_from_db" in vars(FSMModelMixin)
