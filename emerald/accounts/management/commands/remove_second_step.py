"""manage.py remove_second_step: for the day on which the only administrator has lost their telephone.

Nobody is left who could ask on the pages, so whoever runs the server asks here. It still takes two: a service manager
decides on the pages, with their own second step. Nothing has changed before that.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from emerald.accounts import notifications
from emerald.accounts.models import AccountChange, User
from emerald.addresses import full_address
from emerald.audit.actor import acting_as
from emerald.guards import NotYet
from emerald.mail.providers import mail_is_set_up


class Command(BaseCommand):
    help = "Ask that somebody's second step of sign-in is removed. A service manager decides about it on the pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--because", required=True, help="why, in a sentence; the service managers read it")

    def handle(self, *, email: str, because: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError("There is no account with this address.") from None
        with acting_as("remove_second_step", reason="Asked for from outside the pages."), transaction.atomic():
            try:
                asked = AccountChange.ask_from_the_server(user, because=because)
            except NotYet as why:
                raise CommandError(" ".join(why.sentences)) from None
            notifications.asked_for_from_the_server(asked)
        self.stdout.write(
            "It waits for a service manager to decide about it, and nothing has changed yet: "
            f"{full_address(reverse('roles_waiting'))}"
        )
        self.stdout.write(
            "The person and the service managers are told by mail."
            if mail_is_set_up()
            else "No mail can be sent from here: tell a service manager."
        )
