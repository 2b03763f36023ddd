"""Production does not start with a setting that opens the house, in any of its processes, and says which and why."""

import subprocess
from secrets import token_urlsafe

import pytest

from emerald.environment_setup import ROOT
from emerald.production import reasons_not_to_start
from tests.setup.test_compose import production

__all__ = ["production"]
SAFE = {
    "DEBUG": False,
    "SECRET_KEY": token_urlsafe(50),
    "SECRET_KEY_FALLBACKS": [],
    "ALLOWED_HOSTS": ["emerald.example"],
    "CSRF_TRUSTED_ORIGINS": ["https://emerald.example"],
    "SITE_ADDRESS": "https://emerald.example",
    "NOTIFY_API": "https://notify.example",
    "REQUIRE_SECOND_FACTOR": True,
    "IDLE_MINUTES": 15,
    "SESSION_HOURS": 12,
}
UNSAFE = [
    ("DEBUG", True, "EMERALD_DEBUG is on"),
    ("SECRET_KEY", token_urlsafe(50)[:49], "at least 50 signs"),
    ("SECRET_KEY", "k" * 60, "can be guessed"),
    ("SECRET_KEY_FALLBACKS", ["short"], "SECRET_KEY_FALLBACKS has a key"),
    ("ALLOWED_HOSTS", ["*"], "no * and"),
    ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS must name"),
    ("ALLOWED_HOSTS", ["a.example", ".example"], "no leading dot"),
    ("CSRF_TRUSTED_ORIGINS", ["http://emerald.example"], "begin with https"),
    ("CSRF_TRUSTED_ORIGINS", ["https://*.example"], "whole addresses"),
    ("SITE_ADDRESS", "http://emerald.example", "EMERALD_ADDRESS"),
    ("NOTIFY_API", "http://notify.example", "NOTIFY_API"),
    ("REQUIRE_SECOND_FACTOR", False, "EMERALD_REQUIRE_SECOND_FACTOR is off"),
    ("IDLE_MINUTES", 0, "EMERALD_IDLE_MINUTES"),
    ("IDLE_MINUTES", 61, "from 1 to 60"),
    ("SESSION_HOURS", 25, "EMERALD_SESSION_HOURS"),
]
PROCESSES = {
    "check": ["python", "manage.py", "check"],
    "migrate": ["python", "manage.py", "migrate", "--plan"],
    "web": ["gunicorn", "--check-config", "emerald.wsgi:application"],
    "worker": ["celery", "-A", "emerald.celery", "report"],
}


def test_a_safe_house_starts():
    assert list(reasons_not_to_start(SAFE)) == []


@pytest.mark.parametrize(("name", "value", "sentence"), UNSAFE)
def test_an_unsafe_setting_is_refused_in_one_sentence_of_its_own(name, value, sentence):
    found = list(reasons_not_to_start(SAFE | {name: value}))
    assert len(found) == 1
    assert sentence in found[0]
    assert not isinstance(value, str) or not name.startswith("SECRET") or value not in found[0]


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize(("variable", "value"), [("SECRET_KEY", "short"), ("EMERALD_DEBUG", "yes")])
def test_no_process_starts_with_a_key_that_can_be_guessed_or_with_debug(process, variable, value, production):
    done = subprocess.run(
        PROCESSES[process], cwd=ROOT, env=production | {variable: value}, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    sentence = {"SECRET_KEY": "at least 50 signs", "EMERALD_DEBUG": "EMERALD_DEBUG is on"}[variable]
    assert sentence in done.stderr + done.stdout
    assert "short" not in done.stderr.splitlines()[-1]


def test_the_demonstration_may_use_any_key(production):
    """What protects nobody's data is not made hard to start."""
    done = subprocess.run(
        ["python", "-c", "import emerald.settings"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=production | {"EMERALD_MODE": "demonstration", "SECRET_KEY": "short"},
    )
    assert done.returncode == 0, done.stderr
