"""What most processes never need is loaded by whoever first uses it, and stays away from all others."""

import os
import subprocess
import sys
import types

import pytest

from emerald import lazy
from emerald.environment_setup import ROOT

# Each takes long to load, and is wanted by a page or a task here and there.
HEAVY = ("weasyprint", "fontTools", "docxtpl", "docx", "lxml", "pypdf", "icalendar", "tablib", "zxcvbn", "sentry_sdk")
HEAVY += ("phonenumbers", "pillow_heif", "emerald.files.pictures", "emerald.papers.drawing")
ASKED = "import django; django.setup(); import emerald.urls, emerald.lazy, sys"


def said_by(program):
    """The words a fresh process prints that has loaded every page of Emerald, and then runs the program."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "emerald.settings"}
    program = [sys.executable, "-c", f"{ASKED}\n{program}"]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_a_process_that_has_every_page_has_loaded_none_of_what_is_heavy_until_it_is_told_to():
    """Also: each name that was given is the name of a module that is there."""
    loaded = f"print(*[name for name in {HEAVY} if name in sys.modules])"
    said = said_by(f"{loaded}; print('then'); emerald.lazy.load_all(); {loaded}")
    assert said == ["then", *HEAVY]


def test_what_stands_for_a_module_is_asked_like_the_module(monkeypatch):
    made = types.ModuleType("a_heavy_one")
    made.weight = 7
    monkeypatch.setattr(lazy, "_named", [])
    heavy = lazy.lazy("a_heavy_one")
    with pytest.raises(ModuleNotFoundError):
        _ = heavy.weight
    monkeypatch.setitem(sys.modules, "a_heavy_one", made)
    assert heavy.weight == 7
    with pytest.raises(AttributeError):
        _ = heavy.height


def test_a_name_that_is_no_modules_is_found(monkeypatch):
    monkeypatch.setattr(lazy, "_named", [])
    lazy.lazy("emerald.nothing_of_the_kind")
    with pytest.raises(ModuleNotFoundError):
        lazy.load_all()
