"""The assets are built beside what else a start does; it waits for them, and says why when it waited in vain."""

import pytest

from emerald.environment_setup import SetUpFailed
from emerald.launcher import assets
from emerald.launcher.embedded import Servers


@pytest.fixture
def stale(monkeypatch):
    monkeypatch.setattr(assets, "assets_are_fresh", lambda: False)


def a_program(monkeypatch, text):
    monkeypatch.setattr(assets, "ASSETS", {"assets": ("-c", text)})


def test_a_start_goes_on_when_they_are_built(stale, monkeypatch, tmp_path, capsys):
    a_program(monkeypatch, f"open({str(tmp_path / 'built')!r}, 'w')")
    with assets.built_beside(Servers()) as building:
        assets.finish(building)
    assert (tmp_path / "built").exists()
    assert "building the assets, beside what follows" in capsys.readouterr().out


def test_where_they_are_fresh_nothing_is_started_or_said(monkeypatch, capsys):
    monkeypatch.setattr(assets, "assets_are_fresh", lambda: True)
    a_program(monkeypatch, "raise SystemExit('was started')")
    with assets.built_beside(Servers()) as building:
        assets.finish(building)
    assert capsys.readouterr().out == ""


def test_a_start_that_waited_in_vain_says_why(stale, monkeypatch):
    a_program(monkeypatch, "raise SystemExit('building the assets failed. Is the npm registry reachable?')")
    with (
        pytest.raises(RuntimeError, match=r"^building the assets failed. Is the npm registry reachable\?$"),
        assets.built_beside(Servers()) as building,
    ):
        assets.finish(building)


def test_the_program_says_nothing_but_what_failed(monkeypatch, capsys):
    def fail():
        print("Emerald: building the assets")
        raise SetUpFailed("building the assets failed. The end of its log:")

    monkeypatch.setattr(assets, "listen", lambda: None)
    monkeypatch.setattr(assets, "build_assets", fail)
    with pytest.raises(SystemExit, match=r"^building the assets failed. The end of its log:$"):
        assets.main()
    assert capsys.readouterr().out == ""
