from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from emerald.audit.seal_file import SealFile
from emerald.audit.verify import verify_and_record

# What the command ends with; 2 is what a misspelt option ends with.
BROKEN, NO_SEAL_FILE, FIRST = 1, 3, 4
NOT_LET_IN = (
    "The record cannot be proved yet.\nThe database does not let this process in. Is it up, and does DATABASE_URL name "
    "a role and a database that are there? After a restore the role of web, worker and beat is made by `manage.py "
    "grant_application ROLE`, run as the owner."
)


class Command(BaseCommand):
    help = (
        "Prove the record: that no row of the access log or of the kept history was changed, removed, moved or put "
        "in, that whatever keeps it still stands, and that every live row is the one its history ends with. Ends with "
        "0 when it is unbroken, 1 when it is broken, 3 when all is well but the seal file is not here, 4 when "
        "something must be done before it can be proved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="another copy of the seal file, for example the witness's own")

    def handle(self, *, file: Path | None = None, **options: Any) -> None:
        try:
            found = verify_and_record(SealFile(file))
        except OperationalError as error:
            raise CommandError(f"{NOT_LET_IN} PostgreSQL says: {last_line(error)}", returncode=FIRST) from None
        for sentence in found.archived:
            self.stdout.write(sentence)
        if found.broken:
            raise CommandError("\n".join(["The record is broken.", *found.sentences]), returncode=BROKEN)
        if found.first:
            raise CommandError("\n".join(["The record cannot be proved yet.", *found.first]), returncode=FIRST)
        if found.not_here:
            whole = f"{found.rows} rows under {found.seals} seals, unbroken as far as the database alone can tell."
            raise CommandError("\n".join([whole, *found.not_here]), returncode=NO_SEAL_FILE)
        self.stdout.write(
            f"{found.rows} rows under {found.seals} seals, unbroken; {found.newer} rows newer than the last seal."
        )


def last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[-1]
