"""PgBouncer in transaction mode with one session to the database, which all its clients share."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from emerald.launcher import paths
from emerald.launcher.patience import wait_until

# The program stands where only root's PATH leads.
PROGRAM = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
WHERE_TO_GET_IT = "Install the package pgbouncer (Debian) for the tests of the pooler."
SETTINGS = """
[databases]
* = host={host} port={database_port} dbname={name} user={role}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 1
min_pool_size = 0
server_reset_query_always = 0
logfile = {folder}/log
pidfile =
"""


@contextmanager
def pooler(role):
    """The port of one, for the test's own database; whoever comes is `role` there. RuntimeError where there is none."""
    if not PROGRAM:
        raise RuntimeError(WHERE_TO_GET_IT)
    at = connection.settings_dict
    folder = Path(tempfile.mkdtemp())
    user = paths.postgresql_user() if paths.as_root() else pwd.getpwuid(os.geteuid())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "ini").write_text(
        SETTINGS.format(
            host=at["HOST"], database_port=at["PORT"] or 5432, name=at["NAME"], role=role, port=port, folder=folder
        )
    )
    for path in (folder, folder / "ini"):
        os.chown(path, user.pw_uid, user.pw_gid)
    program = subprocess.Popen(
        [PROGRAM, "--quiet", folder / "ini"], user=user.pw_uid, group=user.pw_gid, extra_groups=[]
    )
    try:
        wait_until(lambda: answers(port), "starting PgBouncer", log=folder / "log")
        yield port
    finally:
        program.terminate()
        program.wait()
        shutil.rmtree(folder)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
