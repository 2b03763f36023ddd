"""The environment variables of everything the launcher starts."""

import os

from emerald.environment_setup import SECRET_KEY, VENV


def child_environment(mode, servers):
    """The person's own variables, and beside them what the launcher knows."""
    chosen = {
        "SECRET_KEY": SECRET_KEY.read_text().strip(),
        "DJANGO_SETTINGS_MODULE": "emerald.settings",
        **{name: value for name, value in os.environ.items() if value},
        "EMERALD_MODE": mode,
        **servers.environment,
    }
    # First on the path: the environment's own python, celery, gunicorn and node.
    chosen["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return chosen
