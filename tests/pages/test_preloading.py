"""A web process has its pages ready before its first request; what was compiled is kept for the next, and safely."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import DictLoader, Environment, nodes

from emerald import preloading
from emerald.govuk import compiled
from emerald.govuk.compiled import kept_in
from emerald.govuk.environment import environment
from emerald.govuk.template_filters import FILTERS


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "templates"


@pytest.fixture
def draw(folder):
    """What a fresh environment, as a new process has one, makes of a template's text."""

    def drawn(text):
        fresh = Environment(loader=DictLoader({"page.html": text}), bytecode_cache=kept_in(folder))
        return fresh.get_template("page.html").render()

    return drawn


def compilations(monkeypatch):
    """The names of the templates compiled from now on."""
    seen, compile_it = [], Environment.compile

    def counted(self, source, name=None, *args, **kwargs):
        seen.append(name)
        return compile_it(self, source, name, *args, **kwargs)

    monkeypatch.setattr(Environment, "compile", counted)
    return seen


# --- Ready before the first request -----------------------------------------------------------------------------------
def test_after_making_ready_no_page_compiles_anything(monkeypatch):
    preloading.make_ready()
    seen = compilations(monkeypatch)
    env = engines["jinja2"].env
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*.html")):
        env.get_template(str(path.relative_to(settings.BASE_DIR / "templates")))
    assert seen == []


def test_all_templates_are_remembered_at_once():
    """Jinja forgets those that were not asked for longest, and would compile them again."""
    env = engines["jinja2"].env
    assert len(env.list_templates(extensions=["html"])) < env.cache.capacity


@pytest.mark.parametrize("production", [True, False])
def test_what_is_loaded_late_is_loaded_before_the_first_request_of_production_alone(settings, monkeypatch, production):
    loaded = []
    monkeypatch.setattr(preloading, "load_all", lambda: loaded.append("all"))
    settings.PRODUCTION = production
    preloading.make_ready()
    assert loaded == ["all"] * production


# --- Kept for the next process ----------------------------------------------------------------------------------------
def test_the_next_process_compiles_nothing(draw, monkeypatch):
    draw("Hello")
    seen = compilations(monkeypatch)
    assert (draw("Hello"), seen) == ("Hello", [])


def test_a_changed_template_is_never_drawn_as_it_was(draw):
    assert [draw("Hello"), draw("Good evening"), draw("Hello")] == ["Hello", "Good evening", "Hello"]


def test_what_compiling_asks_makes_every_template_anew_when_it_changes(draw, monkeypatch):
    draw("Hello")
    monkeypatch.setattr(compiled, "_asked", lambda: "something else")
    seen = compilations(monkeypatch)
    assert (draw("Hello"), seen) == ("Hello", ["page.html"])


def is_constant(node):
    try:
        node.as_const()
    except nodes.Impossible:
        return False
    return True


def test_no_filter_of_ours_is_asked_while_a_template_is_compiled():
    """What a filter makes of something that is the same each time would be kept, and the filter can change."""
    env = engines["jinja2"].env
    constant = []
    for name in env.list_templates(extensions=["html"]):
        source = env.loader.get_source(env, name)[0]
        for one in env.parse(source).find_all(nodes.Filter):
            if one.name in FILTERS and is_constant(one.node):
                constant.append(f"{name}:{one.lineno} {one.name}")
    assert constant == []


def test_a_broken_one_is_made_anew(draw, folder):
    draw("Hello")
    [kept] = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-20])
    assert draw("Hello") == "Hello"


def test_where_nothing_can_be_written_the_page_is_drawn_all_the_same(draw, folder):
    draw("Hello")
    [kept] = folder.iterdir()
    kept.unlink()
    folder.rmdir()
    folder.mkdir(mode=0o700)
    cache = kept_in(folder)
    folder.rmdir()
    env = Environment(loader=DictLoader({"page.html": "Hello"}), bytecode_cache=cache)
    assert env.get_template("page.html").render() == "Hello"


def test_the_folder_is_its_owners_alone(folder):
    assert kept_in(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o750])
def test_nothing_is_kept_where_others_come_in(folder, mode):
    folder.mkdir()
    folder.chmod(mode)
    assert kept_in(folder) is None


def test_nothing_is_kept_in_a_folder_of_somebody_else(folder, monkeypatch):
    assert kept_in(folder)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert kept_in(folder) is None


def test_nothing_is_kept_behind_a_link(folder, tmp_path):
    folder.mkdir(mode=0o700)
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert kept_in(link) is None


def test_nothing_is_kept_where_no_folder_can_be(tmp_path):
    (tmp_path / "file").write_text("")
    assert kept_in(tmp_path / "file") is None
    assert kept_in(tmp_path / "file" / "below") is None


def test_nothing_is_kept_where_no_folder_is_named(settings):
    settings.COMPILED_TEMPLATES = None
    assert environment(loader=DictLoader({})).bytecode_cache is None
    assert kept_in(None) is None
