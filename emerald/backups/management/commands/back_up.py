from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from emerald.backups.actor import named
from emerald.backups.making import back_up
from emerald.guards import Refused

INCOMPLETE = 3  # 2 is what a misspelt option ends with


class Command(BaseCommand):
    help = (
        "Write everything of this moment into one file in DIR: the database, attached files and seals, encrypted for "
        "whoever EMERALD_BACKUP_RECIPIENTS names. Ends with 1 when there is none, and with 3 when there is one but "
        "attached files are missing from it, because they are missing from FILES_ROOT."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--by", metavar="E-MAIL", help="who asks for it, by the address of their account")

    def handle(self, *, folder: Path, by: str | None = None, **options: Any) -> None:
        try:
            made = back_up(folder, by=named(by, otherwise="back_up"))
        except Refused as refusal:
            raise CommandError("\n".join(refusal.sentences), returncode=1) from None
        self.stdout.write(f"{made.path}: {made.rows} rows and {made.files} attached files, {made.size} bytes.")
        self.stdout.write(f"SHA-256 {made.sha256}")
        if made.missing:
            raise CommandError(
                f"The backup is there, but {len(made.missing)} attached files are not in it: they are not in "
                f"FILES_ROOT, or not as they were stored. Bring them back from an earlier backup. "
                f"{', '.join(made.missing[:5])}",
                returncode=INCOMPLETE,
            )
