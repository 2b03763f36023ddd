"""Production does not start with a setting that opens the house, in any of its processes, and says which and why."""

import shutil
import subprocess
import sys
import uuid
from secrets import token_urlsafe

import pytest

from emerald.environment_setup import LOGS, ROOT
from emerald.launcher import paths
from emerald.production import reasons_not_to_start
from tests.setup.test_compose import production

__all__ = ["production"]
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OTHER_KEY = "MTAyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
SAFE = {
    "EMBEDDED_SERVERS": False,
    "DEBUG": False,
    "SECRET_KEY": token_urlsafe(50),
    "SECRET_KEY_FALLBACKS": [],
    "FACTS_KEYS": [KEY],
    "SECOND_STEP_KEYS": [OTHER_KEY],
    "ALLOWED_HOSTS": ["emerald.example"],
    "CSRF_TRUSTED_ORIGINS": ["https://emerald.example"],
    "SITE_ADDRESS": "https://emerald.example",
    "NOTIFY_API": "https://notify.example",
    "REQUIRE_SECOND_FACTOR": True,
    "IDLE_MINUTES": 15,
    "SESSION_HOURS": 12,
    "METRICS_TOKEN": "",
}
UNSAFE = [
    ("EMBEDDED_SERVERS", True, "embedded PostgreSQL and Redis"),
    ("DEBUG", True, "EMERALD_DEBUG is on"),
    ("SECRET_KEY", token_urlsafe(50)[:49], "at least 50 signs"),
    ("SECRET_KEY", "k" * 60, "can be guessed"),
    ("SECRET_KEY_FALLBACKS", ["short"], "SECRET_KEY_FALLBACKS has a key"),
    ("FACTS_KEYS", [KEY, "a" * 43 + "="], "EMERALD_FACTS_KEYS has a key that can be guessed"),
    ("SECOND_STEP_KEYS", ["a" * 43 + "="], "EMERALD_SECOND_STEP_KEYS has a key that can be guessed"),
    ("SECOND_STEP_KEYS", [OTHER_KEY, KEY], "share a key"),
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
    ("METRICS_TOKEN", token_urlsafe(50)[:23], "EMERALD_METRICS_TOKEN can be guessed"),
    ("SESSION_HOURS", 25, "EMERALD_SESSION_HOURS"),
]
# Everything at once, as the environment says it, and a piece of each sentence.
ENVIRONMENT = {
    "EMERALD_EMBEDDED": ("1", "embedded PostgreSQL and Redis"),
    "EMERALD_DEBUG": ("yes", "EMERALD_DEBUG is on"),
    "SECRET_KEY": ("abc", "at least 50 signs"),
    "SECRET_KEY_FALLBACKS": ("abc", "SECRET_KEY_FALLBACKS has a key"),
    "EMERALD_FACTS_KEYS": ("a" * 43 + "=", "EMERALD_FACTS_KEYS has a key"),
    "EMERALD_SECOND_STEP_KEYS": ("a" * 43 + "=", "share a key"),
    "ALLOWED_HOSTS": ("*", "ALLOWED_HOSTS must name"),
    "CSRF_TRUSTED_ORIGINS": ("http://emerald.example", "CSRF_TRUSTED_ORIGINS"),
    "EMERALD_ADDRESS": ("http://emerald.example", "EMERALD_ADDRESS"),
    "NOTIFY_API": ("http://notify.example", "NOTIFY_API"),
    "EMERALD_REQUIRE_SECOND_FACTOR": ("no", "EMERALD_REQUIRE_SECOND_FACTOR is off"),
    "EMERALD_IDLE_MINUTES": ("0", "EMERALD_IDLE_MINUTES"),
    "EMERALD_SESSION_HOURS": ("99", "EMERALD_SESSION_HOURS"),
}
CALLED = (
    "import django; django.setup()\nfrom django.core.management import call_command as call\ncall('migrate', plan=True)"
)
ENTRIES = {
    "a command": ["python", "manage.py", "migrate", "--plan"],
    "a command that checks nothing": ["python", "manage.py", "help"],
    "call_command": ["python", "-c", CALLED],
    "wsgi": ["python", "-c", "import emerald.wsgi"],
    "asgi": ["python", "-c", "import emerald.asgi"],
    "gunicorn": ["gunicorn", "--check-config", "emerald.wsgi:application"],
    "worker": ["celery", "-A", "emerald.celery", "worker"],
    "beat": ["celery", "-A", "emerald.celery", "beat"],
    "celery's own": ["celery", "-A", "emerald.celery", "report"],
}


def test_a_safe_house_starts():
    assert list(reasons_not_to_start(SAFE)) == []


@pytest.mark.parametrize(("name", "value", "sentence"), UNSAFE)
def test_an_unsafe_setting_is_refused_in_one_sentence_of_its_own(name, value, sentence):
    found = list(reasons_not_to_start(SAFE | {name: value}))
    assert len(found) == 1
    assert sentence in found[0]
    secrets = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    assert "KEY" not in name or not any(secret in found[0] for secret in secrets)


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_process_starts_with_any_unsafe_setting_and_all_are_named_at_once(entry, production):
    unsafe = production | {name: value for name, (value, _) in ENVIRONMENT.items()}
    done = _started(ENTRIES[entry], unsafe)
    said = (done.stderr + done.stdout).strip()
    assert done.returncode != 0
    assert [name for name, (_, sentence) in ENVIRONMENT.items() if sentence not in said] == []
    assert "abc" not in said.splitlines()[-1]


def test_a_command_says_it_in_a_sentence_and_nothing_else(production):
    done = _started(ENTRIES["a command"], production | {"EMERALD_DEBUG": "yes"})
    assert (
        done.stderr
        == "Emerald: EMERALD_DEBUG is on: its error pages show what people typed. Production runs without it.\n"
    )


@pytest.mark.parametrize("command", [("run", "--port"), ("migrate", "--plan")])
@pytest.mark.parametrize("missing", ["DATABASE_URL", "REDIS_URL"])
def test_the_launcher_starts_no_server_of_its_own_for_production(command, missing, production, free_port):
    name = f"setup-{uuid.uuid4().hex[:6]}"
    given = {key: value for key, value in production.items() if key != missing} | {"EMERALD_SERVERS": name}
    port = [str(free_port)] if "--port" in command else []
    done = _started([sys.executable, "-m", "emerald.launcher", *command, *port], given)
    assert (done.returncode, "embedded PostgreSQL and Redis" in done.stderr) == (1, True), done.stderr
    assert not paths.servers_folder(name).exists()


def test_the_launcher_runs_nothing_unsafe_on_servers_that_are_given(production, free_port):
    name = f"setup-{uuid.uuid4().hex[:6]}"
    given = production | {"EMERALD_SERVERS": name, "EMERALD_DEBUG": "yes"}
    try:
        done = _started([sys.executable, "-m", "emerald.launcher", "run", "--port", str(free_port)], given)
    finally:
        shutil.rmtree(paths.servers_folder(name), ignore_errors=True)
        for log in LOGS.glob(f"*-{name}.log"):
            log.unlink()
    assert (done.returncode, "EMERALD_DEBUG is on" in done.stderr) == (1, True), done.stderr


def test_the_demonstration_may_use_any_key(production):
    """What protects nobody's data is not made hard to start."""
    unsafe = production | {"EMERALD_MODE": "demonstration", "SECRET_KEY": "short", "EMERALD_EMBEDDED": "1"}
    done = _started(["python", "-c", "import emerald.settings"], unsafe)
    assert done.returncode == 0, done.stderr


def _started(command, environment):
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
