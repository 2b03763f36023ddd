"""What the programs that the launcher starts are told: their mode, their key, their servers, a place for bytecode."""

import subprocess
import sys
from pathlib import Path

from emerald import environment_setup
from emerald.environment_setup import ROOT
from emerald.launcher.environment import child_environment


class NoServers:
    environment = {"REDIS_URL": "redis+socket:///somewhere"}


def test_a_child_knows_its_mode_its_key_and_its_servers(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    told = child_environment("demonstration", NoServers)
    assert (told["EMERALD_MODE"], told["REDIS_URL"]) == ("demonstration", "redis+socket:///somewhere")
    assert told["SECRET_KEY"] == environment_setup.SECRET_KEY.read_text()


def test_what_python_compiled_is_kept_from_one_program_to_the_next_and_beside_nobodys_files(monkeypatch):
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = child_environment("demonstration", NoServers)
    told = subprocess.run(
        [sys.executable, "-c", "import email.headerregistry as one; print(one.__cached__)"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert Path(told).is_relative_to(ROOT / "var" / "bytecode")
    assert Path(told).exists()


def test_a_place_of_ones_own_for_what_python_compiled_is_used(monkeypatch):
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/somewhere/else")
    assert child_environment("demonstration", NoServers)["PYTHONPYCACHEPREFIX"] == "/somewhere/else"


def test_a_secret_key_of_ones_own_is_used(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "my own")
    assert child_environment("demonstration", NoServers)["SECRET_KEY"] == "my own"
