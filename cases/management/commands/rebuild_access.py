from django.core.management.base import BaseCommand, CommandError

from cases.models import Case
from cases.models.access import rights as access
from emerald.audit.actor import acting_as


class Command(BaseCommand):
    help = "Make the rights on every case what allocations, links, teams and restrictions say; or only compare them."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when rights and connections differ"
        )

    def handle(self, *, check=False, **options):
        if check:
            self.compare()
        else:
            self.rebuild()

    def rebuild(self):
        """One transaction per chunk, so that nobody who allocates waits for all of it."""
        with acting_as("rebuild_access", reason="Rights on cases rebuilt from their connections."):
            for keys in access.in_chunks(Case.objects.all()):
                access.sync_rights(Case.objects.filter(pk__in=keys))
        self.stdout.write(f"{access.count()} rows, all as their connections say.")

    def compare(self):
        missing, too_many, concerned = 0, 0, set()
        for absent, extra in access.differences(Case.objects.all()):
            missing, too_many = missing + len(absent), too_many + len(extra)
            concerned |= absent.cases | extra.cases
        if concerned:
            raise CommandError(
                f"Rows missing: {missing}. Rows too many: {too_many}. "
                f"Cases concerned: {len(concerned)} ({access.references(concerned)}).",
                returncode=1,
            )
        self.stdout.write(f"{access.count()} rows, all as their connections say.")
