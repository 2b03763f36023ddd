"""One process for all that needs Django before the web starts, because loading Django is what takes the time.

What the commands say goes to standard error; standard output carries the demonstration's sign-ins and nothing else.
"""

import sys

import django
from django.conf import settings
from django.core.management import call_command

from emerald import env


def main(*roles: str) -> None:
    """`roles`: those that web, worker and beat will sign in to the database as."""
    django.setup()
    call_command("migrate", interactive=False, stdout=sys.stderr)
    call_command("createcachetable", stdout=sys.stderr)
    for role in roles:
        call_command("grant_application", role, stdout=sys.stderr)
    if settings.MODE == env.Mode.DEMONSTRATION:
        call_command("load_demo", stdout=sys.stderr)
        call_command("demo_signins", stdout=sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
