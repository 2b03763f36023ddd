"""Keeps what a release leaves behind, once for each release:

    var/venv/bin/python -m tests.upgrades.keep_release

makes the demonstration in a database of its own, backs it up into `releases/VERSION.tar.age` and writes the digests of
all migrations into `migrations.txt`. Commit both with the version. Takes a minute or two.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from emerald import __version__
from emerald.environment_setup import ROOT
from emerald.launcher.postgres import Postgres
from tests.setup.conftest import a_set_of_servers
from tests.upgrades.kept import RELEASES, TABLE, migrations
from tests.upgrades.keys import PUBLIC, RELEASE_KEYS

SEAL = "from emerald.audit.seal import seal_new_rows; seal_new_rows()"
STEPS = (
    ("migrate", "--no-input", "--verbosity", "0"),
    ("createcachetable",),
    ("load_demo",),
    ("shell", "--no-imports", "--command", SEAL),
    ("verify_audit",),
)


def keep():
    with a_set_of_servers() as name, Postgres(name, durable=False) as server, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        given = environment(server.url, folder)
        for step in STEPS:
            run(given, *step)
        run(given, "back_up", folder)
        [backup] = folder.glob("*.tar.age")
        RELEASES.mkdir(exist_ok=True)
        shutil.move(backup, RELEASES / f"{__version__}.tar.age")
    lines = [f"{digest}  {path}" for path, digest in migrations().items()]
    about = "# Migrations that were released: never changed again. Written by tests/upgrades/keep_release.py."
    TABLE.write_text("\n".join([about, *lines]) + "\n")


def environment(url, folder):
    return {
        **RELEASE_KEYS,
        "PATH": os.environ["PATH"],
        "EMERALD_MODE": "demonstration",
        "DATABASE_URL": url,
        "REDIS_URL": "redis://127.0.0.1:1/0",  # nothing here asks for it
        "FILES_ROOT": str(folder / "files"),
        "AUDIT_SEAL_FILE": str(folder / "seals.jsonl"),
        "EMERALD_BACKUP_RECIPIENTS": PUBLIC,
    }


def run(given, *words):
    subprocess.run([sys.executable, "manage.py", *map(str, words)], cwd=ROOT, env=given, check=True)


if __name__ == "__main__":
    keep()
