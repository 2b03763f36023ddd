from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emerald.audit.actor import acting_as
from perpetrators.comparing.resealing import addresses_not_newest, mark_anew, seal_anew


class Command(BaseCommand):
    help = "Seal the most dangerous facts anew under the newest of EMERALD_FACTS_KEYS; or only tell what is not."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when something lies open or under an older key"
        )

    def handle(self, *, check=False, **options):
        if check:
            if number := len(addresses_not_newest()):
                raise CommandError(f"{number} addresses lie open or under an older key. Run reseal_facts.")
            self.stdout.write("Every address lies under the newest key.")
            return
        with acting_as("reseal_facts", reason="Facts sealed anew after a change of keys."), transaction.atomic():
            sealed, marked = seal_anew(), mark_anew()
        self.stdout.write(f"{sealed} addresses sealed and {marked} marks made anew.")
