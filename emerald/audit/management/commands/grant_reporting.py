import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from emerald.audit.management.commands.grant_application import GIVEN_IN
from emerald.audit.reporting_role import COLUMNS, grant_reading


class Command(BaseCommand):
    help = (
        "Give a database role what a report by SQL needs: numbers, days and states of cases, and nothing by which "
        "anybody is known. Run it as the owner of the tables, after migrate."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "role", help=f"its name in PostgreSQL; made if there is none, with the password in {GIVEN_IN}"
        )

    def handle(self, *, role: str, **options: Any) -> None:
        grant_reading(role, password=os.environ.get(GIVEN_IN, "").strip())
        self.stdout.write(f"{role} may read some columns of {', '.join(COLUMNS)}, and write nothing.")
