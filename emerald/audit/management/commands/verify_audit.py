from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emerald.audit.seal_file import SealFile
from emerald.audit.verify import verify_and_record


class Command(BaseCommand):
    help = (
        "Prove the record: that no row of the access log or of the kept history was changed, removed, moved or put "
        "in, that whatever keeps it still stands, and that every live row is the one its history ends with."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, help="another copy of the seal file, for example the witness's own")

    def handle(self, *, file=None, **options):
        found = verify_and_record(SealFile(file))
        if found.broken:
            raise CommandError("\n".join(["The record is broken.", *found.broken]), returncode=1)
        self.stdout.write(
            f"{found.rows} rows under {found.seals} seals, unbroken; {found.newer} rows newer than the last seal."
        )
