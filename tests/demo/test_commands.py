"""The commands without the demonstration: refused where it has no business, and the printed sign-ins."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from emerald.demo.cast import CAST, PASSWORD, sign_ins
from tests.factories.children import make_child
from tests.factories.people import make_user


def run(command="load_demo"):
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("somebody", [make_user, make_child])
def test_a_database_of_others_refuses(db, somebody):
    somebody()
    with pytest.raises(CommandError, match="not the demonstration's"):
        run()


def test_the_sign_ins_are_printed_one_a_line():
    lines = run("demo_signins").splitlines()
    assert lines[0].split() == ["Role", "Name", "E-mail", "Password"]
    assert len(lines) == len(sign_ins()) + 1
    assert all(PASSWORD in line for line in lines[1:])


def test_nobody_can_be_reached_by_mail():
    assert all(member.email.endswith(".example") for member in CAST)
