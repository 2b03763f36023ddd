"""What Emerald does by the clock and by hand it does in its own name, as a role that owns nothing, and does it all."""

import re

import pytest
from django.core.management import CommandError, call_command, get_commands

from cases.models import CaseUserObjectPermission
from emerald.celery import app
from emerald.database import identity
from emerald.database.acts import ACTS
from emerald.database.identity import NOBODY, Identity, asking_as
from emerald.database.process import Kind, this_is_command, working_as
from emerald.reminders.models import Notice
from emerald.reminders.sync import sync_notices
from emerald.timetable import TIMETABLE
from tests.house import case, house, morag, priya, sunita, team, world
from tests.test_architecture import SOURCES

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
pytestmark = pytest.mark.django_db
TASKS = sorted({row["task"] for row in TIMETABLE.values()})


@pytest.fixture(scope="module", autouse=True)
def tasks():
    app.loader.import_default_modules()


def swept(sweep):
    """Whom a sweep tells of what, where nobody was told of anything yet."""
    Notice.objects.all().delete()
    sweep()
    return set(Notice.objects.values_list("source", "subject", "stage", "recipient"))


@pytest.mark.parametrize("name", TASKS)
def test_each_row_of_the_timetable_works_as_the_role_that_owns_nothing(name, house, settings, tmp_path):
    settings.AUDIT_SEAL_FILE = tmp_path / "seals.jsonl"
    app.tasks[name].apply(throw=True)
    assert identity.now() is None


def test_the_sweep_tells_whom_it_tells_as_the_owner(house):
    as_owner = swept(sync_notices)
    assert len({source for source, *_ in as_owner}) > 5
    assert swept(lambda: app.tasks["emerald.reminders.tasks.sweep"].apply(throw=True)) == as_owner


def test_a_sweep_in_no_name_tells_nobody_of_a_child(house):
    with asking_as(NOBODY):
        assert {source for source, *_ in swept(sync_notices)} <= {"place_action"}  # of a place, where no child is named


def test_a_task_asks_in_its_own_name_and_nobody_asks_after_it():
    asked = []

    @app.task(name="tests.who_asks")
    def who_asks():
        asked.append(identity.now())

    who_asks.apply(throw=True)
    del app.tasks["tests.who_asks"]
    assert asked == [Identity(act="task tests.who_asks")]
    assert identity.now() is None


def test_a_command_asks_in_its_own_name():
    with working_as(Kind.OWNER), asking_as(None):
        this_is_command(["manage.py", "rebuild_access", "--check"])
        assert identity.now() == Identity(act="command rebuild_access")


def test_rights_that_were_lost_are_found_and_put_right_by_the_command(house, case, capsys):
    CaseUserObjectPermission.objects.all().delete()
    with asking_as(Identity(act="command rebuild_access")):
        with pytest.raises(CommandError, match=case.reference):
            call_command("rebuild_access", "--check")
        call_command("rebuild_access")
        call_command("rebuild_access", "--check")
    assert CaseUserObjectPermission.objects.filter(content_object=case).exists()


def test_every_other_act_is_asked_somewhere_and_nobody_asks_as_the_commit():
    sources = "\n".join(path.read_text() for path in SOURCES)
    asked = set(re.findall(r'acting_as_emerald\("([^"]+)"\)', sources))
    assert asked == {name for name in ACTS if not name.startswith(("task ", "command "))} - {"commit"}


def test_every_task_and_command_in_the_table_is_one():
    kinds = {"task": set(TASKS), "command": set(get_commands())}
    named = [name.split(" ", 1) for name in ACTS if name.startswith(("task ", "command "))]
    assert len(named) > 5
    assert all(name in kinds[kind] for kind, name in named)
