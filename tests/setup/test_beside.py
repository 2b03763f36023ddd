"""Programs that `check` runs beside the tests: how each ended is told with its words, and none is left behind."""

import os

import pytest

from emerald.launcher.beside import beside
from emerald.launcher.embedded import Servers
from emerald.launcher.signals import StopRequested

SLEEPER = ("-c", "import time; time.sleep(600)")


@pytest.mark.parametrize("code", [0, 3])
def test_how_a_program_ended_is_told_with_all_it_wrote(code):
    program = ("-c", f"import sys; print('one'); print('two', file=sys.stderr); sys.exit({code})")
    with beside(Servers(), {"it": program}) as running:
        ended, said, seconds = running["it"].result()
    assert (ended, sorted(said.split())) == (code, ["one", "two"])
    assert seconds > 0


def test_all_run_at_once(tmp_path):
    """A named pipe opens for either only when the other opens it too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    programs = {
        "writes": ("-c", f"open({str(pipe)!r}, 'w').write('heard')"),
        "reads": ("-c", f"print(open({str(pipe)!r}).read())"),
    }
    with beside(Servers(), programs) as running:
        assert {name: one.result()[:2] for name, one in running.items()} == {"writes": (0, ""), "reads": (0, "heard\n")}


@pytest.mark.parametrize("end", [StopRequested, RuntimeError], ids=["stopped", "failed"])
def test_whoever_still_runs_when_the_check_ends_is_ended(end):
    with pytest.raises(end), beside(Servers(), {"one": SLEEPER, "other": SLEEPER}) as running:
        raise end
    assert all(one.child.poll() is not None for one in running.values())
