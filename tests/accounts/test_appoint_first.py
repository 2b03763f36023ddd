"""An empty Emerald gets its first two people from a command, and never a third."""

import pytest
from django.core.management import CommandError, call_command

from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from emerald.audit.models import AccessEntry


def appoint(role, email="first@emerald.example", **more):
    call_command("appoint_first", role, email, "Ines First", **more)


@pytest.mark.parametrize("role", ["system_administrator", "service_manager"])
def test_the_first_one_is_made_and_chooses_a_password_through_a_link(db, role, capsys, client):
    appoint(role)
    assert User.objects.get().role == role
    assert "/account/password/reset/key/" in capsys.readouterr().out


@pytest.mark.parametrize(("role", "there"), [("system_administrator", "ruth"), ("service_manager", "sunita")])
def test_nobody_is_made_past_the_two_person_rule_once_there_is_one(role, there, request):
    request.getfixturevalue(there)
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint(role)
    assert User.objects.count() == 1


def test_no_other_role_can_be_given_that_way(db):
    with pytest.raises(CommandError, match="invalid choice"):
        appoint("caseworker")


def test_an_address_that_is_taken_is_refused(ruth):
    with pytest.raises(CommandError, match="There is an account"):
        appoint("service_manager", ruth.email)


@pytest.mark.parametrize("role", ["system_administrator", "service_manager"])
def test_a_link_that_ran_out_before_it_was_used_is_printed_anew_and_a_used_one_is_not(db, role, capsys):
    appoint(role)
    capsys.readouterr()
    appoint(role)
    assert "/account/password/reset/key/" in capsys.readouterr().out
    one = User.objects.get()
    one.set_password("seventeen quiet otters")
    one.save()
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint(role)


def test_where_the_only_one_cannot_sign_in_any_more_one_other_is_made_and_no_third(sunita, capsys):
    appoint("service_manager", second=True)
    assert "/account/password/reset/key/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint("service_manager", "third@emerald.example", second=True)
    assert User.objects.count() == 2


def test_the_second_ones_lost_link_is_printed_anew_and_nobody_elses(ruth, capsys):
    appoint("system_administrator", second=True)
    capsys.readouterr()
    appoint("system_administrator", second=True)
    assert "/account/password/reset/key/" in capsys.readouterr().out
    nell = User.objects.invite(email="nell@emerald.example", name="Nell Ashby")
    nell.take_up(ROLES["system_administrator"], teams=[])  # appointed by two people, her link on its way
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint("system_administrator", nell.email)


def test_each_link_it_shows_is_in_the_access_log(db):
    appoint("system_administrator")
    appoint("system_administrator")
    shown = AccessEntry.objects.filter(subject="password link", subject_id=User.objects.get().pk)
    assert [(one.actor_label, one.detail) for one in shown.newest_first()] == [
        ("appoint_first", "shown again"),
        ("appoint_first", "shown"),
    ]
