"""`python3 -m emerald run` as a person starts it, on a demonstration of its own."""

import os
import selectors
import signal
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest

from emerald.environment_setup import ROOT
from emerald.launcher import processes as launcher_children
from emerald.launcher.postgres import Postgres
from emerald.launcher.processes import ChildEnded, ChildProcesses, end_leftovers
from emerald.launcher.redis_server import Redis
from emerald.launcher.shared_server import alive
from tests.patience import eventually
from tests.setup.conftest import a_set_of_servers

PYTHON = os.path.join(sys.base_prefix, "bin", "python3")
COLD_SECONDS = 540  # a bound for a machine that is busy with something else; a quiet one needs a tenth
WARM_SECONDS = 10  # of processors; half of it on a quiet machine


class Run:
    """A started `python3 -m emerald run`, read until it prints its address."""

    def __init__(self, *options, environment):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [PYTHON, "-m", "emerald", "run", *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.said = ""

    def wait_for(self, words, seconds):
        """The seconds it took, from the start, until it said the words."""
        with selectors.DefaultSelector() as ready:
            ready.register(self.process.stdout, selectors.EVENT_READ)
            while words not in self.said:
                left = self.started + seconds - time.monotonic()
                assert left > 0 and ready.select(left), f"'{words}' not said in {seconds} s, but:\n{self.said}"
                more = os.read(self.process.stdout.fileno(), 65536).decode()
                assert more, f"it ended without saying '{words}':\n{self.said}"
                self.said += more
        return time.monotonic() - self.started

    def processor_seconds(self):
        """What it and the processes it started have worked, those that have ended included."""
        return sum(sum(one.cpu_times()[:4]) for one in [psutil.Process(self.process.pid), *self.family()])

    def family(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop_by_itself(self):
        self.said += self.process.communicate(timeout=60)[0].decode()
        return self.process.returncode

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=60)[0].decode()
        return self.process.returncode


@pytest.fixture(scope="module")
def demonstration(plain_environment):
    """The environment of a demonstration of its own, with nothing in it yet."""
    with a_set_of_servers() as name:
        yield {**plain_environment, "EMERALD_SERVERS": name}


@pytest.fixture
def port(free_port):
    return str(free_port)


def test_from_nothing_to_a_page_and_back(demonstration, port):
    run = Run("--port", port, environment=demonstration)
    run.wait_for(f"http://127.0.0.1:{port}/", COLD_SECONDS)
    run.wait_for("Ctrl-C stops it.", COLD_SECONDS)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        assert "Sign in" in page.read().decode()
    family = eventually(lambda: run.family() if len(names_in(run.family())) == 3 else None)
    assert names_in(family) == {"gunicorn", "worker", "beat"}
    assert run.stop() == 0
    assert [process for process in family if process.is_running()] == []
    assert not servers_of(demonstration)


def names_in(family):
    lines = [" ".join(process.cmdline()) for process in family]
    return {name for name in ("gunicorn", "worker", "beat") for line in lines if f"{name} " in line}


def servers_of(demonstration):
    name = demonstration["EMERALD_SERVERS"]
    return [server for server in (Postgres(name), Redis.of(name)) if server.is_running()]


def test_a_second_start_is_quick(demonstration, port):
    """By the time of processors: on a machine that is busy with something else, seconds are longer."""
    run = Run("--port", port, environment=demonstration)
    run.wait_for(f"http://127.0.0.1:{port}/", COLD_SECONDS)
    worked = run.processor_seconds()
    assert run.stop(signal.SIGINT) == 0
    assert worked < WARM_SECONDS


def test_a_killed_run_does_not_stand_in_the_way_of_the_next(demonstration, port):
    killed = Run("--port", port, environment=demonstration)
    killed.wait_for("Ctrl-C stops it.", COLD_SECONDS)
    family = killed.family()
    killed.stop(signal.SIGKILL)
    assert [process for process in family if process.is_running()]
    again = Run("--port", port, environment=demonstration)
    again.wait_for("Ctrl-C stops it.", COLD_SECONDS)
    assert [process for process in family if alive_still(process)] == []
    assert again.stop() == 0
    assert not servers_of(demonstration)


def alive_still(process):
    return process.is_running() and alive(process.pid)


def test_a_child_that_dies_is_a_sentence_and_a_failure(demonstration, port):
    run = Run("--port", port, environment=demonstration)
    run.wait_for("Ctrl-C stops it.", COLD_SECONDS)
    web = eventually(lambda: next((each for each in run.family() if "gunicorn" in " ".join(each.cmdline())), None))
    web.kill()
    run.wait_for("the web process ended by itself", COLD_SECONDS)
    assert run.process.wait(timeout=60) == 1
    assert not servers_of(demonstration)
    run.process.stdout.close()


def test_a_busy_port_is_a_sentence(demonstration, busy_port):
    run = Run("--port", str(busy_port), environment=demonstration)
    assert run.stop_by_itself() == 1
    assert f"port {busy_port} is in use already" in run.said
    assert f"--port {busy_port + 1}" in run.said
    assert "Traceback" not in run.said


@pytest.mark.parametrize("said", ["0", "65536", "eighty"])
def test_a_port_that_is_none_is_a_sentence(demonstration, said):
    run = Run("--port", said, environment=demonstration)
    assert run.stop_by_itself() == 2
    assert f"'{said}' is not a port: say a number from 1 to 65535." in run.said


# --- The children alone -------------------------------------------------------------------------------------------
@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setattr(launcher_children, "RECORDS", tmp_path)
    monkeypatch.setattr(launcher_children, "LOGS", tmp_path)
    return tmp_path


def test_a_child_that_ended_is_named_with_its_log(records):
    with ChildProcesses("test", "demonstration", dict(os.environ), []) as children:
        children.start("tea", sys.executable, "-c", "raise SystemExit(7)")
        children.running["tea"].wait()
        with pytest.raises(ChildEnded, match=r"the tea process ended by itself \(exit code 7\).*tea\.log"):
            children.check()


def test_the_children_of_a_living_launcher_are_left_alone(records):
    with ChildProcesses("test", "demonstration", dict(os.environ), []) as children:
        children.start("tea", sys.executable, "-c", "input()")
        end_leftovers()
        assert (records / "test.json").exists()


def test_a_process_that_only_inherited_the_number_is_left_alone(records):
    """Same number, another time of birth: the launcher's record is old and speaks of somebody else."""
    (records / "old.json").write_text(f'[{{"pid": {os.getpid()}, "born": 1}}, {{"pid": {os.getpid()}, "born": 2}}]')
    end_leftovers()
    assert list(records.glob("*.json")) == []


def test_a_long_log_is_put_aside(records):
    (records / "web.log").write_text("x" * (launcher_children.LONGEST_LOG + 1))
    assert not launcher_children.log_of("web", "demonstration").exists()
    assert (records / "web.log.1").exists()
