"""Each kind of process says for itself how long the database may keep it waiting."""

import subprocess
import sys

import pytest

from emerald.database import identity
from emerald.database.identity import asking_as
from emerald.database.process import OWNERS_COMMANDS, Kind, kind, this_is_command, working_as
from emerald.env import MissingSetting, seconds
from emerald.environment_setup import ROOT

SAYS = {
    "emerald.wsgi": Kind.WEB,
    "emerald.asgi": Kind.WEB,
    "emerald.celery": Kind.OWNER,  # beat, which has no business with the tables; a worker says so as it begins
}


@pytest.mark.parametrize(("module", "expected"), SAYS.items())
def test_what_a_server_loads_says_what_it_is(module, expected):
    asked = f"import {module}; from emerald.database.process import kind; print(kind())"
    ended = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == f"{expected}\n"


def test_a_worker_says_what_it_is_before_its_children_are_forked():
    asked = (
        "from celery.signals import celeryd_init; import emerald.celery; celeryd_init.send(sender='x');"
        "from emerald.database.process import kind; print(kind())"
    )
    ended = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "worker\n"


@pytest.mark.parametrize("name", [*sorted(OWNERS_COMMANDS), "check", "rebuild_access", "shell", ""])
def test_a_command_has_limits_unless_it_is_the_owners(name):
    with working_as(Kind.OWNER), asking_as(None):
        this_is_command(["manage.py", *([name] if name else [])])
        assert kind() == (Kind.OWNER if name in {*OWNERS_COMMANDS, "check"} else Kind.COMMAND)
        assert identity.now() == (None if name in OWNERS_COMMANDS else identity.Identity(act=f"command {name}"))


@pytest.mark.parametrize(("said", "found"), [("", (20, 5, 60)), ("30,4,0", (30, 4, 0)), (" 1 , 2 , 3 ", (1, 2, 3))])
def test_limits_are_three_numbers_of_seconds(monkeypatch, said, found):
    monkeypatch.setenv("EMERALD_DATABASE_LIMITS_WEB", said)
    assert seconds("EMERALD_DATABASE_LIMITS_WEB", default=(20, 5, 60)) == found


@pytest.mark.parametrize("said", ["30", "a,b,c", "1,2,3,4", "1.5,2,3", "-1,2,3"])
def test_anything_else_is_refused_in_a_sentence(monkeypatch, said):
    monkeypatch.setenv("EMERALD_DATABASE_LIMITS_WEB", said)
    with pytest.raises(MissingSetting, match=r"EMERALD_DATABASE_LIMITS_WEB is .* It must be 3 whole numbers, as in 20"):
        seconds("EMERALD_DATABASE_LIMITS_WEB", default=(20, 5, 60))
