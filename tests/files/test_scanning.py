"""The scanner's three answers and its silence, over real sockets, in its own protocol."""

import socket

import pytest

from emerald.files import tasks
from emerald.files.models import State
from emerald.guards import Refused
from tests.factories import files as made
from tests.files.conftest import HARMFUL


def test_without_a_scanner_a_file_says_that_nobody_scanned_it_and_opens(priya):
    file = made.make_upload(priya).file
    assert (file.state, file.get_state_display()) == (State.UNSCANNED, "Not scanned: no scanner is set up")
    assert file.opened().read().startswith(b"%PDF")


def test_a_clean_file_is_said_to_be_clean_and_was_sent_whole(clamav, priya):
    content = made.PDF + bytes(200_000)
    file = made.make_upload(priya, content=content).file
    assert (file.state, file.finding) == (State.CLEAN, "")
    assert file.scanned_at and clamav.asked == [content]


def test_a_harmful_file_is_locked_away_and_never_handed_out(clamav, priya):
    file = made.make_upload(priya, content=made.PDF + HARMFUL).file
    assert (file.state, file.finding) == (State.QUARANTINED, "Eicar-Test-Signature")
    with pytest.raises(Refused, match="locked away and nobody can open it"):
        file.opened()


@pytest.mark.parametrize("answer", [b"", b"stream: Can't allocate memory ERROR\n", b"nonsense\n", b"\xff\xfe\n"])
def test_an_answer_that_is_none_leaves_the_file_waiting(answer, clamav, priya):
    clamav.says(answer)
    file = made.make_upload(priya).file
    assert file.state == State.PENDING
    with pytest.raises(Refused, match="has not been scanned for viruses yet"):
        file.opened()


def test_a_file_the_scanner_finds_too_long_waits(clamav, priya):
    clamav.says(b"stream: OK\n", longest=1000)
    assert made.make_upload(priya, content=made.PDF + bytes(900_000)).file.state == State.PENDING


def test_a_scanner_that_is_down_or_never_answers_costs_no_file_and_little_time(settings, priya, tmp_path):
    settings.CLAMD = str(tmp_path / "nobody")
    assert made.make_upload(priya).file.state == State.PENDING
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.CLAMD, settings.CLAMD_SECONDS = f"127.0.0.1:{mute.getsockname()[1]}", 0.05
        assert made.make_upload(priya).file.state == State.PENDING


def test_what_waited_is_scanned_by_the_clock_once_the_scanner_is_back(settings, priya, clamav):
    where, settings.CLAMD = clamav.where, "/nowhere/at/all"
    fine, harmful = made.make_upload(priya).file, made.make_upload(priya, content=made.PDF + HARMFUL).file
    settings.CLAMD = ""
    before_there_was_one = made.make_upload(priya, content=made.pdf("Old")).file
    tasks.scan_waiting()
    settings.CLAMD = where
    tasks.scan_waiting()
    for file in (fine, harmful, before_there_was_one):
        file.refresh_from_db()
    assert [file.state for file in (fine, harmful, before_there_was_one)] == ["clean", "quarantined", "clean"]
    assert fine.opened()


def test_a_silent_scanner_is_asked_once_a_tick_and_a_missing_file_holds_up_no_other(settings, priya, folder, clamav):
    where, settings.CLAMD = clamav.where, "/nowhere/at/all"
    gone, fine = made.make_upload(priya).file, made.make_upload(priya).file
    tasks.scan_waiting()
    (folder / "kept" / gone.name[:2] / gone.name).unlink()
    settings.CLAMD = where
    tasks.scan_waiting()
    fine.refresh_from_db()
    gone.refresh_from_db()
    assert (gone.state, fine.state) == (State.PENDING, State.CLEAN)
