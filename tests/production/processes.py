"""Emerald's web process as in production, and Debian's nginx in front of it, on this machine's loopback alone."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection

from emerald.environment_setup import ROOT, VENV
from emerald.launcher.patience import wait_until
from emerald.launcher.shifted_clock import AHEAD
from tests.production.proxy import NGINX, WHERE_TO_GET_IT

HOST = "emerald.council.example"
RAN = set()  # the names of the commands that were run
COMMAND = re.search(r"^CMD (\[.*?\])", (ROOT / "Dockerfile").read_text(), re.MULTILINE | re.DOTALL)[1]
CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{web};
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""


def environment(folder, *, secret_key, second_step_keys, facts_keys, **more):
    """What a process of production is given; the database is the test's own, as the role that owns nothing. Nothing of
    this run's own settings."""
    at = connection.settings_dict
    port = f":{at['PORT']}" if at["PORT"] else ""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "LD_PRELOAD", AHEAD) if name in os.environ}
    return {
        **kept,
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "tests.production.settings",
        "EMERALD_MODE": "production",
        "DATABASE_URL": f"postgres://{settings.DATABASE_ROLE}@{at['HOST'].replace('/', '%2F')}{port}/{at['NAME']}",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": secret_key,
        "EMERALD_SECOND_STEP_KEYS": ",".join(second_step_keys),
        "EMERALD_FACTS_KEYS": ",".join(facts_keys),
        "ALLOWED_HOSTS": HOST,
        "FILES_ROOT": str(folder / "files"),
        "AUDIT_SEAL_FILE": str(folder / "seals.jsonl"),
        "WEB_CONCURRENCY": "1",
        "PYTHONPATH": str(ROOT),
        **more,
    }


@contextmanager
def web(folder, port, given):
    """The web process of the image at this port, until the block is left."""
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in json.loads(COMMAND.replace("\\\n", ""))]
    with running(folder, "web", command, given) as alive:
        wait_until(lambda: _answers(port), "starting the web process", log=folder / "web.log", alive=alive)
        yield port


@contextmanager
def nginx(folder, port, *, before):
    """nginx at `port`, in front of what listens at the port `before`."""
    assert NGINX, WHERE_TO_GET_IT
    config = folder / "nginx.conf"
    config.write_text(CONFIGURATION.format(folder=folder, port=port, web=before))
    with running(folder, "nginx", [NGINX, "-e", "stderr", "-c", str(config)], os.environ) as alive:
        wait_until(lambda: _answers(port), "starting nginx", log=folder / "nginx.log", alive=alive)
        yield port


def command(given, *arguments):
    """What a command of production said. Fails when it fails."""
    RAN.add(arguments[0])
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(folder, name, command, given):
    with open(folder / f"{name}.log", "a") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=given, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )

    def alive():
        assert process.poll() is None, (folder / f"{name}.log").read_text()[-3000:]

    try:
        yield alive
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port):
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/health/", headers={"Host": HOST})
    try:
        urllib.request.urlopen(asked, timeout=10).close()
    except (urllib.error.URLError, OSError):
        return False
    return True
