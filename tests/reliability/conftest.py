"""Real Redis, a real mail server, real processes."""

import os
import shutil
import signal
import socket
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.accounts.models import Membership, User
from emerald.accounts.roles import PRACTICE_MANAGER
from emerald.launcher.redis_server import Redis
from emerald.reminders.sync import sync_notices
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.reliability.mail_server import MailServer
from tests.reliability.processes import Processes, environment


class MortalRedis(Redis):
    def kill_and_forget(self):
        """-9, and its data is lost."""
        os.kill(self.pid(), signal.SIGKILL)
        for kept in (self.folder / "appendonlydir", *self.folder.glob("*.aof"), *self.folder.glob("*.rdb")):
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink(missing_ok=True)


@pytest.fixture
def redis_server(tmp_path):
    with MortalRedis(tmp_path / "redis") as server:
        yield server


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def processes(tmp_path, redis_server, mail_server, transactional_db):
    """`processes()` or `processes(asked=True)`: whether the provider can be asked what it took; and more settings."""
    made = []

    def make(*, asked=False, **more):
        more |= {"EMERALD_MAIL_PROVIDER": "tests.reliability.asked.Asked"} if asked else {}
        made.append(Processes(tmp_path, environment(redis=redis_server, mail=mail_server, **more)))
        return made[-1]

    yield make
    for one in made:
        one.__exit__()


@pytest.fixture
def told(transactional_db):
    """`told(400)`: a child not seen for too long, and so many people who must be told: the addresses."""

    def make(number):
        team = make_team(name="Emerald North")
        first = make_user(role="practice_manager", teams=[team])
        case = make_case(manager=first, opened_on=timezone.localdate() - timedelta(days=120))
        case.allocate(make_user(role="caseworker", teams=[team]), part=Part.LEAD, by=first)
        more = User.objects.bulk_create(
            [
                User(email=f"manager{each}@emerald.example", name=f"Manager {each}", role=PRACTICE_MANAGER.key)
                for each in range(number - 2)
            ]
        )
        Membership.objects.bulk_create([Membership(user=user, team=team) for user in more])
        group = team.group_for(PRACTICE_MANAGER.key)
        User.groups.through.objects.bulk_create(
            [User.groups.through(user_id=user.pk, group_id=group.pk) for user in more]
        )
        before = timezone.now() - timedelta(days=3)
        sync_notices(timezone.localdate(before), before)  # so that their mails are due, whatever the time of day
        return set(User.objects.values_list("email", flat=True))

    return make


@pytest.fixture
def silent_redis():
    """The address of a Redis that accepts and never answers."""
    held = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def accept():
            try:
                while True:
                    held.append(listening.accept()[0])
            except OSError:
                pass  # the test is over

        threading.Thread(target=accept, daemon=True).start()
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"
        for one in held:
            one.close()
        listening.shutdown(socket.SHUT_RDWR)
