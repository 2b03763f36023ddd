"""manage.py appoint_first: the two people without whom nobody could appoint anybody.

Every role takes one person who asks and another who approves, so an empty Emerald needs its first administrator and
its first service manager from outside the pages. The command refuses as soon as there is somebody who can do it.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emerald.accounts.invitation import path
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES, SERVICE_MANAGER, SYSTEM_ADMINISTRATOR
from emerald.audit.actor import acting_as

FIRST = {SYSTEM_ADMINISTRATOR.key: SiteRight.MANAGE_PEOPLE, SERVICE_MANAGER.key: SiteRight.APPROVE_PEOPLE}


class Command(BaseCommand):
    help = "Make the first system administrator or the first service manager of an empty Emerald."

    def add_arguments(self, parser):
        parser.add_argument("role", choices=FIRST)
        parser.add_argument("email")
        parser.add_argument("name")

    @transaction.atomic
    def handle(self, *, role, email, name, **options):
        if User.objects.with_site_right(FIRST[role]).exists():
            raise CommandError(f"Somebody can {FIRST[role].label} already. Appoint others on the People pages.")
        if User.objects.has_account(email):
            raise CommandError(f"There is an account with the address {email} already.")
        with acting_as("appoint_first", reason=f"The first {role.replace('_', ' ')} of an empty Emerald."):
            user = User.objects.invite(email=email, name=name)
            user.take_up(ROLES[role], teams=[])
        self.stdout.write(f"{name} chooses a password here, once and within three days: {path(user)}")
