"""The command: safe to run twice, refused where it has no business."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from emerald.accounts.models import User
from emerald.audit.history import History
from emerald.demo.cast import CAST, PASSWORD, sign_ins
from interventions.models import Session
from tests.factories.children import make_child
from tests.factories.people import make_user


def run(command="load_demo"):
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


def everything_kept():
    """Every change of every row there has been: one more would be a change."""
    return sum(model.objects.count() for model in History.__subclasses__()), User.objects.count(), Case.objects.count()


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before = everything_kept()
    assert run() == "The demonstration is here already. Nothing was changed.\n"
    assert everything_kept() == before


def test_production_refuses(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded here"):
        run()
    assert not User.objects.exists()


@pytest.mark.parametrize("somebody", [make_user, make_child])
def test_a_database_of_others_refuses(db, somebody):
    somebody()
    with pytest.raises(CommandError, match="not the demonstration's"):
        run()


def test_everybody_listed_can_sign_in(loaded):
    for _, _, email, password, _ in sign_ins():
        person = User.objects.get_by_natural_key(email)
        assert person.check_password(password) and person.may_enter(), email
    assert not any(User.objects.get(email=one.email).may_enter(loaded) for one in CAST if not one.may_sign_in)


def test_everybody_has_the_role_of_the_table(loaded):
    for member in CAST:
        person = User.objects.get(email=member.email)
        assert (person.name, person.role, person.teams.count()) == (member.name, member.role.key, len(member.teams))


def test_the_sign_ins_are_printed_one_a_line():
    lines = run("demo_signins").splitlines()
    assert lines[0].split() == ["Role", "Name", "E-mail", "Password"]
    assert len(lines) == len(sign_ins()) + 1
    assert all(PASSWORD in line for line in lines[1:])


def test_nobody_can_be_reached_by_mail():
    assert all(member.email.endswith(".example") for member in CAST)


def test_nobody_met_a_child_after_they_had_left(loaded):
    for person in User.objects.without_access(loaded):
        assert not Session.objects.filter(recorded_by=person, held_at__date__gt=person.access_ends_on).exists()


def test_the_leaver_leads_no_victim(loaded):
    assert not Case.objects.victims().filter(allocations__user__in=User.objects.without_access(loaded),
                                             allocations__ended_on=None).exists()
