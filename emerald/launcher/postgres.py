"""PostgreSQL from the wheel's programs, on a unix socket, for the demonstration and the tests."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg

from emerald.launcher import paths, patience
from emerald.launcher.shared_server import SharedServer

DATABASE = "emerald"
SUPERUSER = "postgres"
APPLICATION = "emerald_application"
ANSWER_SECONDS = 20  # a server that is only busy must not be taken for one that hangs, which is ended
END_SECONDS = 30
# Of a server whose data may be lost. The last: in small tables joins may be made in the order in which they are
# written; to look for a better one takes longer than the joins.
NOT_DURABLE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
join_collapse_limit = 1
"""


class Postgres(SharedServer):
    """One cluster, named by the set of servers it belongs to. Not `durable`: quicker, may be lost in a power cut."""

    def __init__(self, name: str, *, durable: bool = True) -> None:
        super().__init__(paths.servers_folder(name) / "postgresql")
        self.home = paths.postgresql_home(name)
        self.data = self.home / f"postgresql-{paths.POSTGRESQL}"
        self.log = self.home / "postgresql.log"
        self.durable = durable

    @property
    def sockets(self) -> Path:
        return paths.socket_folder(self.home)

    @property
    def url(self) -> str:
        return f"postgres://{SUPERUSER}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def launch(self) -> None:
        self._make_cluster()
        self._write_settings()
        self._clear_leftovers()
        self._control("start", "-w", "-l", str(self.log))
        self._make_database()

    def halt(self) -> None:
        self._control("stop", "-w", "-m", "fast")

    def pid(self) -> int | None:
        """The server's process id, or None when no file names one."""
        try:
            return int(self._pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    # --- Making ---------------------------------------------------------------------------------------------------
    def _make_cluster(self) -> None:
        """In a folder beside it, moved when whole: a killed initdb leaves nothing that looks like a cluster."""
        self._make_home()
        if self.data.is_dir():
            return
        making = self.data.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        self._run(
            "initdb",
            "-D",
            str(making),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=builtin",
            "--no-sync",
        )
        with open(making / "postgresql.conf", "a") as settings:
            settings.write("\ninclude 'emerald.conf'\n")
        making.rename(self.data)

    def _make_home(self) -> None:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if paths.as_root():
            paths.give_to_postgresql(self.home)

    def _write_settings(self) -> None:
        """Nobody but this user, or root, reaches the server: no network address, and a private socket."""
        fast = "" if self.durable else NOT_DURABLE
        folder = str(self.sockets).replace("'", "''")
        (self.data / "emerald.conf").write_text(
            f"listen_addresses = ''\nunix_socket_directories = '{folder}'\nunix_socket_permissions = 0700\n"
            f"timezone = 'UTC'\n{fast}"
        )
        (self.data / "emerald.conf").chmod(0o644)

    def _make_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    # --- After a killed run ---------------------------------------------------------------------------------------
    def _clear_leftovers(self) -> None:
        """Called when nothing answers: end a server of ours that hangs, forget process ids that are nobody's.

        PostgreSQL itself refuses to start while its old process id belongs to any process of the same user."""
        for process in self._our_processes():
            process.kill()
        psutil.wait_procs(self._our_processes(), timeout=END_SECONDS)
        self._pid_file.unlink(missing_ok=True)
        (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _our_processes(self) -> list[psutil.Process]:
        """The postmaster of this cluster, and the backends a killed one leaves for a moment."""
        ours = []
        for process in psutil.process_iter(["name"]):
            try:
                if process.info["name"] == "postgres" and process.cwd() == str(self.data):
                    ours.append(process)
            except psutil.Error:
                continue
        return ours

    @property
    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    # --- Talking to it --------------------------------------------------------------------------------------------
    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets),
            port=5432,
            user=SUPERUSER,
            dbname="postgres",
            connect_timeout=ANSWER_SECONDS,
            autocommit=True,
        )

    def _control(self, verb: str, *arguments: str) -> None:
        self._run("pg_ctl", verb, "-D", str(self.data), *arguments)

    def _run(self, name: str, *arguments: str) -> None:
        command = str(paths.postgresql_programs() / name)
        user = paths.postgresql_user() if paths.as_root() else None
        identity: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        # To a file and not a pipe: the server inherits it and would hold a pipe open for ever.
        output = Path(self.folder / "last-command.log")
        with open(output, "w") as file:
            program = subprocess.Popen(
                [command, *arguments],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, "LC_ALL": "C", "PGCONNECT_TIMEOUT": "5", "PGCTLTIMEOUT": str(patience.LONGEST)},
                **identity,
            )
        if patience.exit_code(program, f"PostgreSQL's {name}", log=self.log):
            raise RuntimeError(
                f"PostgreSQL's {name} failed. Its words are in {output} and {self.log}. Free some disk "
                "space or memory and start again, or set DATABASE_URL to a server of your own."
            )
