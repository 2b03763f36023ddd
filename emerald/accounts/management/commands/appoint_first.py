"""manage.py appoint_first: the two people without whom nobody could appoint anybody.

Every role takes one person who asks and another who approves, so an empty Emerald needs its first administrator and
its first service manager from outside the pages. The command refuses as soon as there is somebody who can do it.

For somebody it made whose link was lost or ran out before they chose a password, the same line prints a new link. Where
the only one there is cannot sign in any more, `--second` makes one other person, because nobody could approve anything
for the first. Whose second step cannot be read any more, because its key is lost, can do nothing either and does not
count. Each link it shows is written to the access log.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emerald.accounts.invitation import link
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES, SERVICE_MANAGER, SYSTEM_ADMINISTRATOR
from emerald.accounts.second_steps import has_unreadable
from emerald.audit.actor import acting_as
from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act

COMMAND, LINK = "appoint_first", "password link"
FIRST = {SYSTEM_ADMINISTRATOR.key: SiteRight.MANAGE_PEOPLE, SERVICE_MANAGER.key: SiteRight.APPROVE_PEOPLE}


class Command(BaseCommand):
    help = "Make the first system administrator or the first service manager of an empty Emerald."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=FIRST)
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--second",
            action="store_true",
            help="There is one, and they cannot sign in any more: make one other person.",
        )

    @transaction.atomic
    def handle(self, *, role: str, email: str, name: str, second: bool = False, **options: Any) -> None:
        there = [
            one
            for one in User.objects.with_site_right(FIRST[role]).select_for_update(no_key=True)
            if not has_unreadable(one)
        ]
        waits = [one for one in there if one.email == email.strip().lower() and not one.has_usable_password()]
        anew = waits and (len(there) == 1 or _was_made_here(waits[0]))
        user = waits[0] if anew else _made(role, email, name, there, second)
        record_act(COMMAND, "opened", subject=LINK, subject_id=user.pk, detail="shown again" if anew else "shown")
        self.stdout.write(f"{user.name} chooses a password here, once and within three days: {link(user)}")


def _was_made_here(user: User) -> bool:
    return AccessEntry.objects.readers_of(LINK, user.pk).filter(actor_label=COMMAND).exists()


def _made(role: str, email: str, name: str, there: list[User], second: bool) -> User:
    if len(there) > 1 or (there and not second):
        raise CommandError(f"Somebody can {FIRST[role].label} already. Appoint others on the People pages.")
    if User.objects.has_account(email):
        raise CommandError(f"There is an account with the address {email} already.")
    which = "second" if there else "first"
    with acting_as(COMMAND, reason=f"The {which} {role.replace('_', ' ')}, from outside the pages."):
        user = User.objects.invite(email=email, name=name)
        user.take_up(ROLES[role], teams=[])
    return user
