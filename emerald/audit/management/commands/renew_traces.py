from typing import Any

from django.core.management.base import BaseCommand

from emerald.audit.traces import renew_traces


class Command(BaseCommand):
    help = (
        "After a change of SECRET_KEY, with the old one in SECRET_KEY_FALLBACKS: leave a trace under the new key "
        "beside every secret whose trace is whole. The old key can go then. What was swapped stays swapped."
    )

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{renew_traces()} traces renewed.")
