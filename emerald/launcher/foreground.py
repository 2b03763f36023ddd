"""The commands that run one program in front of the person: the tests, the measurements, manage.py."""

import os
import subprocess

from emerald.embedded import servers, servers_alone
from emerald.environment_setup import PYTHON, ROOT
from emerald.launcher.asked_to_stop import passed_on_to
from emerald.launcher.settings_for import child_environment

# What `run` and manage.py are, unless the person says otherwise; the tests are always tests.
MODE = os.environ.get("EMERALD_MODE") or "demonstration"
# The set of servers they use; another name gives a demonstration beside the first, with its own data.
SERVERS = os.environ.get("EMERALD_SERVERS") or "demonstration"


def test(arguments):
    """On servers of its own, so that a test may do to them what it likes while somebody uses the demonstration."""
    with servers_alone("test", durable=False) as given:
        return call("test", given, "-m", "pytest", *arguments)


def bench(arguments):
    """On servers that write to disk as in production: a write must cost what it costs."""
    with servers_alone("bench", durable=True) as given:
        return call("test", given, "-m", "pytest", "tests/benchmarks", "-s", *arguments)


def manage(arguments):
    with servers(SERVERS) as given:
        return call(MODE, given, "manage.py", *arguments)


def call(mode, given, *arguments):
    """The program's exit code. It inherits the servers' locks: were the launcher killed, its servers would stay."""
    child = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=child_environment(mode, given),
                             pass_fds=given.locks)
    with passed_on_to(child):
        code = child.wait()
    return code if code >= 0 else 128 - code
