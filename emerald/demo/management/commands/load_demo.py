from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from emerald.demo.load import is_loaded, load, loading_alone, why_not_load


class Command(BaseCommand):
    help = "Load a fictional team and its caseload, once; refused in a database of others."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        loading_alone()
        if obstacles := why_not_load():
            raise CommandError(" ".join(obstacles), returncode=1)
        if is_loaded():
            self.stdout.write("The demonstration is here already. Nothing was changed.")
            return
        load(today=timezone.localdate())
        self.stdout.write("The demonstration is loaded. Its sign-ins: manage.py demo_signins")
