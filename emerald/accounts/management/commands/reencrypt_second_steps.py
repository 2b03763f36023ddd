from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emerald.accounts.second_steps import encrypt_anew, not_newest, people_with_unreadable
from emerald.audit.actor import acting_as


class Command(BaseCommand):
    help = "Encrypt second steps anew under the newest of EMERALD_SECOND_STEP_KEYS; or only tell what is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when a secret lies under an older key or none"
        )

    def handle(self, *, check: bool = False, **options: Any) -> None:
        if check:
            if number := len(not_newest()):
                raise CommandError(
                    f"{number} second steps lie under an older key. Run reencrypt_second_steps. Those of "
                    f"{people_with_unreadable()} people cannot be read: put the key they were encrypted with back into "
                    "EMERALD_SECOND_STEP_KEYS, or remove them one by one."
                )
            self.stdout.write("Every second step lies under the newest key.")
            return
        with (
            acting_as("reencrypt_second_steps", reason="Second steps encrypted anew after a change of keys."),
            transaction.atomic(),
        ):
            done, unreadable = encrypt_anew()
        self.stdout.write(f"{done} second steps encrypted anew, {unreadable} that cannot be read left as they are.")
