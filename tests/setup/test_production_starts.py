"""The commands that compose and the image name, run without an engine, and what stays out of production."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from secrets import token_urlsafe

import psycopg
import pytest

from emerald.environment_setup import ROOT
from emerald.launcher.embedded import servers
from emerald.launcher.patience import wait_until
from emerald.launcher.processes import ChildProcesses, log_of
from tests.setup.test_compose import DOCKERFILE, SERVICES, production

__all__ = ["production"]


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
