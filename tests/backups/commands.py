"""`manage.py`, started as an operator starts it: in production, with the keys of whatever wrote the database."""

import os
import resource
import subprocess
import sys
from functools import partial

from django.conf import settings
from django.db import connection

from emerald.environment_setup import ROOT


def database_url():
    """Of the database this test has."""
    at = connection.settings_dict
    port = f":{at['PORT']}" if at["PORT"] else ""
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgres://{at['USER']}{password}@{at['HOST'].replace('/', '%2F')}{port}/{at['NAME']}"


def production(**more):
    return {
        "PATH": os.environ["PATH"],
        "EMERALD_MODE": "production",
        "SECRET_KEY": settings.SECRET_KEY,
        "EMERALD_FACTS_KEYS": settings.FACTS_KEYS[0],
        "EMERALD_SECOND_STEP_KEYS": settings.SECOND_STEP_KEYS[0],
        "ALLOWED_HOSTS": "emerald.council.example",
        "REDIS_URL": "redis://127.0.0.1:1/0",  # neither a backup nor a restore asks for it
        **{name: str(value) for name, value in more.items()},
    }


def manage(*words, largest_file=None, given):
    """The finished command. `largest_file`, in bytes: what it may write, as on a disk that is nearly full."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=given,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest_file,) * 2) if largest_file else None,
    )
