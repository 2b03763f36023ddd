import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from emerald.audit.database_role import grant, what_is_wrong

GIVEN_IN = "EMERALD_DATABASE_PASSWORD"  # in the environment: on the command line every process could read it


class Command(BaseCommand):
    help = (
        "Give a database role what web, worker and beat need and no more: it adds to evidence and changes none, and of "
        "children it sees what whoever asks may see. Run it as the owner of the tables, after every migrate."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "role", help=f"its name in PostgreSQL; made if there is none. {GIVEN_IN} gives it a password"
        )

    def handle(self, *, role: str, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            if cursor.fetchone() == (role,):
                raise CommandError(f"{role} is the role this command runs as, the owner. Name another one.")
        grant(role, password=os.environ.get(GIVEN_IN, "").strip())
        if wrong := list(what_is_wrong(role)):
            raise CommandError("\n".join(wrong), returncode=1)
        self.stdout.write(f"{role} may use every table, change no evidence and own nothing.")
