"""docker-compose.yml and the Dockerfile, without an engine: their shape, their sense, and the commands they name."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from secrets import token_urlsafe
from types import SimpleNamespace

import jsonschema
import psycopg
import pytest
import yaml

from emerald.embedded_check import refuse_embedded_in_production
from emerald.environment_setup import ROOT, VENV
from emerald.launcher.embedded import servers
from emerald.launcher.patience import wait_until
from emerald.launcher.processes import ChildProcesses, log_of

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OURS = {name for name, service in SERVICES.items() if "build" in service}
LONG_RUNNING = set(SERVICES) - {"migrate"}

# What of the Compose specification is used here, so that a misspelt or misplaced word is found without an engine.
WORDS = {"type": "array", "items": {"type": "string"}}
TEXT = {"type": "string"}
DURATION = {"type": "string", "pattern": r"^(\d+h)?(\d+m)?(\d+s)?$"}
SERVICE = {
    "type": "object",
    "additionalProperties": False,
    "oneOf": [{"required": ["image"], "not": {"required": ["build"]}}, {"required": ["image", "build"]}],
    "properties": {
        "build": TEXT,
        "image": TEXT,
        "init": {"type": "boolean"},
        "read_only": {"type": "boolean"},
        "restart": {"enum": ["no", "always", "on-failure", "unless-stopped"]},
        "tmpfs": WORDS,
        "cap_drop": WORDS,
        "security_opt": WORDS,
        "networks": WORDS,
        "command": WORDS,
        "volumes": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]+:/"}},
        "ports": {"type": "array", "items": {"type": "string", "pattern": r":\d+$"}},
        "environment": {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
        "shm_size": {"type": "string", "pattern": r"^\d+[kmg]b?$"},
        "stop_grace_period": DURATION,
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["condition"],
                "properties": {
                    "condition": {"enum": ["service_started", "service_healthy", "service_completed_successfully"]}
                },
            },
        },
        "healthcheck": {
            "type": "object",
            "additionalProperties": False,
            "required": ["test", "interval", "timeout", "retries"],
            "properties": {
                "test": {
                    "type": "array",
                    "minItems": 2,
                    "items": TEXT,
                    "prefixItems": [{"enum": ["CMD", "CMD-SHELL"]}],
                },
                "interval": DURATION,
                "timeout": DURATION,
                "start_period": DURATION,
                "retries": {"type": "integer"},
            },
        },
    },
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["services"],
    "patternProperties": {"^x-": {}},
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"},
        "services": {"type": "object", "additionalProperties": SERVICE},
        "networks": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"internal": {"type": "boolean"}},
            },
        },
        "volumes": {"type": "object", "additionalProperties": {"type": "object", "maxProperties": 0}},
    },
}


# --- The compose file ---------------------------------------------------------------------------------------------
def test_it_has_the_shape_the_compose_specification_asks_for():
    jsonschema.validate(COMPOSE, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_shape_is_really_checked():
    misspelt = json.loads(json.dumps(COMPOSE))
    misspelt["services"]["web"]["health_check"] = misspelt["services"]["web"].pop("healthcheck")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(misspelt, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_compose_itself_agrees_where_it_is_installed():
    """Where it is not, the check of the shape above has to do; what is asked here then is that the names are filled."""
    filled = filled_in((ROOT / "docker-compose.yml").read_text())
    if not compose_is_installed():
        assert "${" not in filled
        return
    subprocess.run(["docker", "compose", "--file", "-", "config", "--quiet"], input=filled, text=True, check=True)


def compose_is_installed():
    return (
        bool(shutil.which("docker"))
        and not subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode
    )


def test_it_has_the_six_services():
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat"}


@pytest.mark.parametrize("name", SERVICES)
def test_whatever_a_service_names_exists(name):
    service = SERVICES[name]
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", sorted(LONG_RUNNING))
def test_every_service_that_stays_up_is_watched(name):
    assert "healthcheck" in SERVICES[name]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_tables_are_there(name):
    assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_waiting_for_health_is_only_asked_of_services_that_report_it():
    waited_for = {
        other
        for service in SERVICES.values()
        for other, how in service.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    }
    assert waited_for <= {name for name, service in SERVICES.items() if "healthcheck" in service}


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_is_written_down(name):
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search("SECRET|PASSWORD", variable) and not variable.endswith("_FALLBACKS"):  # mostly empty
            assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value)
        if variable.endswith("_URL"):
            assert re.search(r"//[a-z_]*:\$\{[A-Z_]+_PASSWORD:\?[^}]+\}@", value)


def test_the_example_holds_every_variable_and_no_secret():
    named = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert set(given) == named
    assert [given[name] for name in named if re.search("SECRET|PASSWORD", name)] == [""] * 5


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_the_database_and_the_broker_cannot_be_reached_from_outside(name):
    assert SERVICES[name]["networks"] == ["inside"]
    assert "ports" not in SERVICES[name]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_processes_can_do_as_little_as_possible(name):
    service = SERVICES[name]
    assert (service["cap_drop"], service["read_only"]) == (["ALL"], True)
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["environment"]["EMERALD_MODE"] == "production"


def test_only_the_service_that_migrates_knows_the_owners_password():
    knows = {name for name in OURS if "POSTGRES_PASSWORD" in str(SERVICES[name]["environment"])}
    assert knows == {"migrate"}
    assert "migrate --no-input" in SERVICES["migrate"]["command"][-1]
    assert SERVICES["migrate"]["command"][-1].endswith("grant_application emerald_application")


# --- The image ----------------------------------------------------------------------------------------------------
def test_the_image_runs_as_nobody_special():
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.findall(r"^USER (\S+)", last_stage, re.MULTILINE) == ["emerald"]
    assert last_stage.index("\nUSER emerald") < last_stage.index("\nCMD")


def test_the_image_installs_the_production_lock_by_its_hashes():
    assert "--require-hashes -r /tmp/requirements-production.txt" in DOCKERFILE
    assert not re.search(r"requirements(-redis)?\.txt", DOCKERFILE)


def test_the_image_copies_only_what_exists():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert copied
    assert [source for sources in copied for source in sources.split() if not (ROOT / source).exists()] == []


def test_nothing_made_or_secret_goes_into_the_image():
    assert {".env", "var", ".git", "tests", "emerald/demo"} <= set((ROOT / ".dockerignore").read_text().splitlines())


# --- The commands they name ---------------------------------------------------------------------------------------
def filled_in(text):
    """As Compose would: the example's variables with a value, defaults where there are some."""
    values = {
        "SECRET_KEY": "a key of the tests, long and of many signs: 0123456789",
        "EMERALD_FACTS_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "POSTGRES_PASSWORD": "one",
        "EMERALD_DATABASE_PASSWORD": "three",
        "REDIS_PASSWORD": "two",
        "ALLOWED_HOSTS": "emerald.council.example",
        "CSRF_TRUSTED_ORIGINS": "https://emerald.council.example",
    }
    return re.sub(r"\$\{([A-Z_]+)(?::[-?]([^}]*))?\}", lambda match: values.get(match[1], match[2]), text)


@pytest.fixture
def production(tmp_path):
    """The environment of the web service, with the servers of this machine and files that may be written."""
    given = {name: filled_in(str(value)) for name, value in SERVICES["web"]["environment"].items()}
    given |= {
        "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
        "AUDIT_SEAL_FILE": str(tmp_path / "seals.jsonl"),
        "DJANGO_SETTINGS_MODULE": "emerald.settings",
        "WEB_CONCURRENCY": "1",
    }
    return given


def signed_in_as(role, owner):
    """The address of the same database for a role that owns nothing."""
    with psycopg.connect(owner, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(f'CREATE ROLE "{role}" LOGIN')
    return owner.replace("//postgres", f"//{role}", 1)


def test_the_web_service_answers_its_health_check(production, set_name, free_port):
    command = json.loads(re.search(r"^CMD (\[.*?\])", DOCKERFILE, re.MULTILINE | re.DOTALL)[1].replace("\\\n", ""))
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{free_port}") for word in command]
    check = [word.replace(":8000", f":{free_port}") for word in SERVICES["web"]["healthcheck"]["test"]]
    with servers(set_name) as given:
        own = {**production, "DATABASE_URL": signed_in_as("emerald_web", given.environment["DATABASE_URL"])}
        with ChildProcesses("setup-production", "setup-production", own, given.locks) as children:
            children.start("web", *command)
            log = log_of("web", "setup-production")
            wait_until(lambda: listens(free_port), "starting gunicorn", log=log, alive=children.check)
            assert subprocess.run([sys.executable, *check[2:]], check=False).returncode == 0


def listens(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def test_the_build_can_collect_the_static_files(production, tmp_path):
    """With hashes in their names, as in production: a style sheet that names a missing file stops this."""
    program = (
        "import sys, django\nfrom django.conf import settings\nfrom django.core.management import call_command\n"
        "settings.STATIC_ROOT = sys.argv[1]\ndjango.setup()\ncall_command('collectstatic', interactive=False)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "static")],
        cwd=ROOT,
        env=production,
        check=True,
        capture_output=True,
    )
    assert list((tmp_path / "static").glob("emerald.*.css"))


def test_djangos_own_checks_for_deployment_find_nothing(production, set_name):
    """With the database too, as the role that web, worker and beat connect as: nobody holds a right on every case. A
    warning counts as much as an error."""
    with servers(set_name) as given:
        owner = given.environment["DATABASE_URL"]
        mine = signed_in_as("emerald_web", owner)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("REVOKE CREATE ON SCHEMA public FROM public")
        done = subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy", "--database", "default", "--fail-level", "WARNING"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**production, "SECRET_KEY": token_urlsafe(50), "DATABASE_URL": mine},
        )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["gunicorn", "--check-config", "emerald.wsgi:application"],
        ["celery", "-A", "emerald.celery", "worker", "--concurrency", "1"],
        ["python", "manage.py", "rebuild_access", "--check"],
    ],
    ids=["web", "worker", "command"],
)
def test_nothing_but_the_owners_commands_works_as_the_owner_of_the_tables(production, set_name, command):
    with servers(set_name) as given:
        own = {**production, "SECRET_KEY": token_urlsafe(50), "DATABASE_URL": given.environment["DATABASE_URL"]}
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=own, timeout=300)
    assert done.returncode != 0
    assert "The database role postgres owns Emerald’s tables or is above their rules" in done.stderr


# --- The demonstration stays out ----------------------------------------------------------------------------------
@pytest.mark.parametrize("command", ["load_demo", "demo_signins"])
def test_production_does_not_have_the_commands_of_the_demonstration(production, command):
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**production, "SECRET_KEY": token_urlsafe(50)},
    )
    assert (done.returncode, f"Unknown command: '{command}'" in done.stderr) == (1, True), done.stderr


def test_production_starts_without_the_demonstrations_folder_and_its_package(production):
    """Neither is in the image: each import of one of them fails, and so would the start."""
    program = (
        "import sys\nsys.modules['emerald.demo'] = sys.modules['time_machine'] = None\n"
        "import django\ndjango.setup()\nimport emerald.wsgi, emerald.asgi, emerald.celery, emerald.urls\n"
    )
    subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, env={**production, "SECRET_KEY": token_urlsafe(50)}
    )


# --- The embedded servers stay out --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("production", "embedded", "refused"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_the_embedded_servers_are_refused_in_production_only(monkeypatch, production, embedded, refused):
    monkeypatch.setattr(
        "emerald.embedded_check.settings", SimpleNamespace(PRODUCTION=production, EMBEDDED_SERVERS=embedded)
    )
    assert [error.id for error in refuse_embedded_in_production(None)] == ["emerald.E001"] * refused
