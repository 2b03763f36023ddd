from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from emerald.audit.archive import SCHEMA, bring_back
from emerald.audit.management.commands.archive_year import BUSY
from emerald.guards import Refused


class Command(BaseCommand):
    help = (
        f"Put the evidence of YEAR that lies in the database's schema {SCHEMA} back into its tables, once it is proved "
        "to be as it was sealed. Run it as the owner of the tables."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *, year: int, **options: Any) -> None:
        try:
            moves = bring_back(year)
        except Refused as refusal:
            raise CommandError("\n".join(["Nothing was moved.", *refusal.sentences]), returncode=1) from None
        except OperationalError:
            raise CommandError(BUSY, returncode=1) from None
        for move in moves:
            self.stdout.write(f"{move.partition}: {move.rows} rows, as they were sealed")
