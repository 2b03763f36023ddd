"""The environment variables of everything the launcher starts."""

import os

from emerald.environment_setup import SECRET_KEY, VAR, VENV
from emerald.launcher.embedded import Servers
from emerald.launcher.postgres import APPLICATION, SUPERUSER

# Where Python keeps what it compiled. Nothing is compiled while the packages are installed, and where a machine asks
# Python to leave nothing beside its files (PYTHONDONTWRITEBYTECODE), each of the many programs started here would
# compile all of Django again, for three seconds. Here it stands beside nobody's files.
BYTECODE = VAR / "bytecode"


def child_environment(mode: str, servers: Servers) -> dict[str, str]:
    """The person's own variables, and beside them what the launcher knows."""
    chosen = {
        "SECRET_KEY": SECRET_KEY.read_text().strip(),
        "DJANGO_SETTINGS_MODULE": "emerald.settings",
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
        **{name: value for name, value in os.environ.items() if value and name != "PYTHONDONTWRITEBYTECODE"},
        "EMERALD_MODE": mode,
        **servers.environment,
    }
    # First on the path: the environment's own python, celery, gunicorn and node.
    chosen["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return chosen


def at_work(environment: dict[str, str], servers: Servers) -> dict[str, str]:
    """The same for web, worker and beat: in the database that Emerald starts for itself they sign in as the role that
    owns nothing, as in production. `prepare` makes it."""
    url = servers.environment.get("DATABASE_URL")
    return environment | ({"DATABASE_URL": url.replace(f"//{SUPERUSER}@", f"//{APPLICATION}@")} if url else {})
