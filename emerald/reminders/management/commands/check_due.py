"""Is what is kept of what is due as the sources say?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from emerald.reminders.keeping import keep_all


class Command(BaseCommand):
    help = "Compares what is kept of what is due, and of who is told, with every source; names none of the records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="make it so")

    def handle(self, *, mend: bool, **_: Any) -> None:
        found = keep_all(mend=mend)
        for sentence in found.sentences():
            self.stdout.write(sentence)
        if found.left or (found and not mend):
            raise CommandError(f"Rows that differ: {found.number}. Mend them with check_due --mend.", returncode=1)
        self.stdout.write(f"Mended: {found.number} rows." if found else "All is kept as it is.")
