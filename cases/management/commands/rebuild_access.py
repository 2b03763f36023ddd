from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from cases.models import Case
from cases.models.access import rights as access
from emerald.audit.actor import acting_as

DIFFERENT, STOPPED = 1, 3  # what the command exits with


class Command(BaseCommand):
    help = "Make the rights on every case what allocations, links, teams and restrictions say; or only compare them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when rights and connections differ"
        )
        parser.add_argument(
            "--after", type=int, default=0, metavar="NUMBER", help="go on where an earlier run said that it stopped"
        )

    def handle(self, *, check: bool = False, after: int = 0, **options: Any) -> None:
        """Children in chunks, each done with in a short transaction of its own: nobody who allocates waits for all of
        it, and what was done stays done when somebody stops it."""
        self.missing, self.too_many = 0, 0
        self.concerned: set[Any] = set()
        try:
            with acting_as("rebuild_access", reason="Rights on cases rebuilt from their connections."):
                for children in access.children_in_chunks(Case.objects.all(), after):
                    (self.compare if check else access.sync_rights_of_children)(children)
                    after = children[-1]
        except (KeyboardInterrupt, OperationalError) as stopped:
            raise CommandError(
                f"Stopped early. {self.found}To go on where it stopped: --after {after}.", returncode=STOPPED
            ) from stopped
        if self.concerned:
            raise CommandError(self.found.strip(), returncode=DIFFERENT)
        self.stdout.write(f"{access.count()} rows, all as their connections say.")

    def compare(self, children: list[int]) -> None:
        absent, extra = access.differences_of(children)
        self.missing, self.too_many = self.missing + len(absent), self.too_many + len(extra)
        self.concerned |= absent.cases | extra.cases

    @property
    def found(self) -> str:
        """What differs so far, in sentences; empty where nothing does."""
        if not self.concerned:
            return ""
        return (
            f"Rows missing: {self.missing}. Rows too many: {self.too_many}. "
            f"Cases concerned: {len(self.concerned)} ({access.references(self.concerned)}). "
        )
