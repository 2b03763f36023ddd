from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from emerald.audit.archive import SCHEMA, archive
from emerald.guards import Refused

BUSY = "Somebody keeps a table. What has gone is written down; the same once more goes on from there."


class Command(BaseCommand):
    help = (
        "Take the access log and the histories of YEAR and before out of their tables, into the database's schema "
        f"{SCHEMA}, once they are proved to be as they were sealed. Nothing is deleted: dump the schema, then drop it. "
        "Run it as the owner of the tables."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *, year: int, **options: Any) -> None:
        try:
            moves = archive(year)
        except Refused as refusal:
            raise CommandError("\n".join(["Nothing was moved.", *refusal.sentences]), returncode=1) from None
        except OperationalError:
            raise CommandError(BUSY, returncode=1) from None
        for move in moves:
            self.stdout.write(f"{SCHEMA}.{move.partition}: {move.rows} rows")
        self.stdout.write(
            f"{len(moves)} partitions lie in the schema {SCHEMA}." if moves else "Nothing was left of it."
        )
