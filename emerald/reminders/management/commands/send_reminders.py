"""Sweep and send now, without Celery; or only show what would go to whom."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from emerald.reminders.gathering import gather_and_send
from emerald.reminders.models import Notice
from emerald.reminders.sync import sync_notices
from emerald.words import day_in_words


class Command(BaseCommand):
    help = "Brings the reminders up to date and sends what is due. Shows references and staff names, never a child's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="DATE",
            help="with --dry-run: as if it were this day, for example 2026-12-24",
        )
        parser.add_argument("--dry-run", action="store_true", help="change nothing and send nothing")

    def handle(self, *, on: date | None, dry_run: bool, **_: Any) -> None:
        if on and not dry_run:
            raise CommandError("--on is for looking ahead: add --dry-run. What is sent is always what is due now.")
        if dry_run:
            return self.show(on or timezone.localdate())
        made, ended = sync_notices()
        self.stdout.write(f"{made} reminders made, {ended} ended, {gather_and_send()} e-mails taken in hand.")
        return None

    def show(self, day: date) -> None:
        """What would be new on that day, made inside a transaction that is taken back."""
        with transaction.atomic():
            last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            sync_notices(day)
            new = Notice.objects.active().filter(pk__gt=last).select_related("recipient", "covering_for")
            for notice in new.order_by("recipient__name__in_order", "recipient", "due_on", "pk"):
                instead = f", in place of {notice.covering_for.name}" if notice.covering_for else ""
                self.stdout.write(
                    f"{notice.recipient.name}: {notice.reference}, {notice.words.lower()}, "
                    f"due on {day_in_words(notice.due_on)} ({notice.get_stage_display().lower()}){instead}"
                )
            self.stdout.write(f"{len(new)} new reminders on {day_in_words(day)}. Nothing was changed or sent.")
            transaction.set_rollback(True)
