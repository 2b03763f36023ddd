"""What was started is waited for as long as it lives, and whoever waits is told."""

import subprocess
import sys

import pytest

from emerald.launcher import patience


def answers_the_third_time():
    answers = iter([False, False, True])
    return lambda: next(answers)


def test_a_quick_start_is_not_spoken_of(capsys):
    patience.wait_until(answers_the_third_time(), "starting tea", log="tea.log")
    assert capsys.readouterr().out == ""


def test_a_slow_start_is_waited_for_and_said(monkeypatch, capsys):
    monkeypatch.setattr(patience, "SAY_AFTER", 0)
    patience.wait_until(answers_the_third_time(), "starting tea", log="tea.log")
    said = capsys.readouterr().out
    assert "starting tea takes longer than it should" in said
    assert "Its words are in tea.log." in said


def test_a_process_that_ended_is_not_waited_for():
    def alive():
        raise RuntimeError("It ended.")

    with pytest.raises(RuntimeError, match=r"It ended\."):
        patience.wait_until(lambda: False, "starting tea", log="tea.log", alive=alive)


def test_what_lives_and_never_answers_is_given_up_in_the_end(monkeypatch):
    monkeypatch.setattr(patience, "LONGEST", 0)
    with pytest.raises(RuntimeError, match=r"starting tea took more than .* Its words are in tea\.log"):
        patience.wait_until(lambda: False, "starting tea", log="tea.log")


def test_a_program_nobody_waits_for_any_more_is_ended(monkeypatch):
    monkeypatch.setattr(patience, "LONGEST", 0)
    program = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with program, pytest.raises(RuntimeError, match="took more than"):
        patience.exit_code(program, "making tea", log="tea.log")
    assert program.returncode < 0
