from typing import Any

from django.core.management.base import BaseCommand

from emerald.demo.cast import sign_in_table


class Command(BaseCommand):
    help = "Print who can sign in to the demonstration, and with which password."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        for line in sign_in_table():
            self.stdout.write(line)
