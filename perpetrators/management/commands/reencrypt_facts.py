from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emerald.audit.actor import acting_as
from perpetrators.comparing.reencrypting import addresses_not_newest, mark_anew, reencrypt_addresses


class Command(BaseCommand):
    help = "Encrypt the most dangerous facts anew under the newest of EMERALD_FACTS_KEYS; or only tell what is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when something lies open or under an older key"
        )

    def handle(self, *, check: bool = False, **options: Any) -> None:
        if check:
            if number := len(addresses_not_newest()):
                raise CommandError(f"{number} addresses lie open or under an older key. Run reencrypt_facts.")
            self.stdout.write("Every address lies under the newest key.")
            return
        with acting_as("reencrypt_facts", reason="Facts encrypted anew after a change of keys."), transaction.atomic():
            (encrypted, unreadable), marked = reencrypt_addresses(), mark_anew()
        self.stdout.write(f"{encrypted} addresses encrypted and {marked} marks made anew.")
        if unreadable:
            raise CommandError(
                f"{unreadable} addresses cannot be read with any of EMERALD_FACTS_KEYS, and stay as they are. Put the "
                "key they were encrypted with back, behind the newest one, and run this again."
            )
