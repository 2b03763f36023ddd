"""Throw-away sets of embedded servers, and a clean environment to start Emerald from."""

import os
import shutil
import socket
import uuid
from contextlib import suppress

import psutil
import pytest

from emerald.environment_setup import LOGS
from emerald.launcher import paths
from emerald.launcher.postgres import Postgres
from emerald.launcher.redis_server import Redis
from emerald.launcher.shifted_clock import AHEAD


@pytest.fixture
def own_servers(monkeypatch):
    """Neither of the two variables that would replace the embedded servers."""
    for name in ("DATABASE_URL", "REDIS_URL", "EMERALD_EMBEDDED", "AUDIT_SEAL_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _one_set():
    with a_set_of_servers() as name:
        yield name


@pytest.fixture
def set_name(_one_set, own_servers):
    """The name of a set of servers that these tests use one after the other: making one anew takes a second."""
    return _one_set


@pytest.fixture
def new_set_name(own_servers):
    """The name of a set of servers that was never started."""
    with a_set_of_servers() as name:
        yield name


class a_set_of_servers:
    def __enter__(self):
        self.name = f"setup-{uuid.uuid4().hex[:6]}"
        return self.name

    def __exit__(self, *_):
        for server in (Postgres(self.name), Redis.of(self.name)):
            with suppress(psutil.NoSuchProcess):
                if server.pid() is not None:
                    psutil.Process(server.pid()).kill()
        for log in LOGS.glob(f"*-{self.name}.log"):
            log.unlink()
        shutil.rmtree(paths.servers_folder(self.name), ignore_errors=True)
        shutil.rmtree(paths.postgresql_home(self.name), ignore_errors=True)


@pytest.fixture(scope="session")
def plain_environment():
    """What a person's shell has: nothing of what this test run was started with."""
    ours = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "AUDIT_SEAL_FILE"}
    return {
        name: value
        for name, value in os.environ.items()
        if name == AHEAD or (name not in ours and not name.startswith(("EMERALD_", "PYTEST_")))
    }


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]
