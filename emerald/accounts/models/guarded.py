"""The trait of an account that nobody alone can make it somebody else's."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models, transaction
from django.utils import timezone

from emerald.accounts.models.team import Team
from emerald.accounts.roles import CONTENT_ROLES, Role
from emerald.audit.record import record_act
from emerald.parts import Part

if TYPE_CHECKING:
    from emerald.accounts.models.user import User

TAKES_TWO = pgtrigger.Trigger(
    name="account_takes_two_people",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__opened_content=True),
    func=pgtrigger.Func("""
        IF NOT NEW.{columns.opened_content} THEN
            RAISE EXCEPTION 'that an account opened content is never forgotten' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.{columns.email} <> OLD.{columns.email} AND NOT EXISTS (
            SELECT 1 FROM accounts_accountchange WHERE user_id = OLD.id AND kind = 'address'
                AND email = NEW.{columns.email} AND outcome = 'approved' AND done_at IS NULL) THEN
            RAISE EXCEPTION 'a new address takes two people' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.{columns.is_active} AND NOT OLD.{columns.is_active} AND NOT EXISTS (
            SELECT 1 FROM accounts_accountchange WHERE user_id = OLD.id AND kind = 'return'
                AND outcome = 'approved' AND done_at IS NULL) THEN
            RAISE EXCEPTION 'access given back takes two people' USING ERRCODE = 'check_violation';
        END IF;
        IF (NEW.{columns.access_ends_on} IS NULL AND OLD.{columns.access_ends_on} IS NOT NULL
                OR NEW.{columns.access_ends_on} > OLD.{columns.access_ends_on}) AND NOT EXISTS (
            SELECT 1 FROM accounts_accountchange WHERE user_id = OLD.id AND outcome = 'approved' AND done_at IS NULL
                AND (kind = 'return' OR kind = 'later_end'
                     AND ends_on IS NOT DISTINCT FROM NEW.{columns.access_ends_on})) THEN
            RAISE EXCEPTION 'a later last day takes two people' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """),
)


class Guarded(models.Model):
    """What is done to an account opens its content to whoever asked for it, so `AccountChange` asks a second person."""

    # Whether it ever was in a role that opens content. Never taken back: what is done to an account while its role is
    # another would hold when the old role returns.
    opened_content = models.BooleanField(default=False, editable=False)
    # Whether a link to choose its password was shown to one administrator, where no mail can be sent.
    link_was_shown = models.BooleanField(default=False, editable=False)

    if TYPE_CHECKING:  # what it needs of the account
        role: Any
        email: Any
        access_ends_on: Any
        is_active: Any
        appointments: Any
        emailaddress_set: Any

        def set_unusable_password(self) -> None: ...
        def may_enter(self, today: date | None = None) -> bool: ...
        def take_up(self, role: Role | None, *, teams: Iterable[Team]) -> None: ...

    class Meta:
        abstract = True

    @property
    def takes_two(self) -> bool:
        """Whether this account opens content, did before, or will as soon as a role is approved."""
        return (
            self.opened_content
            or self.role in CONTENT_ROLES
            or self.appointments.waiting().filter(role__in=CONTENT_ROLES).exists()
        )

    @property
    def sign_in_was_handed_over(self) -> bool:
        """Whether somebody else may know its password, because they alone were shown a link to choose it."""
        return self.link_was_shown and not self.opened_content

    def note_link_shown(self) -> None:
        """One administrator was shown the link: the password starts anew with the first role that opens content."""
        self.link_was_shown = True
        self.save(update_fields=["link_was_shown"])

    def end_sessions(self) -> None:
        for session in UserSession.objects.filter(user=self):
            session.end()

    @transaction.atomic
    def remove_second_step(self) -> None:
        """The telephone is lost: they set up a new one at the next sign-in. Their sessions end."""
        for authenticator in Authenticator.objects.filter(user=self):
            authenticator.delete()
        self.end_sessions()

    @transaction.atomic
    def start_sign_in_anew(self) -> None:
        """No password, no second step, no session, no link that still works: they begin with a new link."""
        self.set_unusable_password()
        self.link_was_shown = False
        self.save(update_fields=["password", "link_was_shown"])
        self.emailaddress_set.all().delete()
        self.remove_second_step()

    @transaction.atomic
    def change_address(self, email: str, *, by: "User") -> None:
        """The old address signs nobody in afterwards, and every session ends.

        Where one person changed it alone, the password and the second step go too: whoever knew them before would
        know them still when the account comes to open content.
        """
        alone = not self.takes_two
        self.email = email.strip().lower()
        self.save(update_fields=["email"])
        self.emailaddress_set.all().delete()
        record_act(by, "address changed", subject="account", subject_id=self.pk)
        if alone:
            self.start_sign_in_anew()
        else:
            self.end_sessions()

    @transaction.atomic
    def end_on(self, day: date | None, *, by: "User") -> None:
        """The last day on which they may enter; None for no last day. Their sessions end when it was moved later."""
        self.access_ends_on = day
        self.save(update_fields=["access_ends_on"])
        self.end_sessions()

    @transaction.atomic
    def return_to_work(self, *, by: "User") -> None:
        """Access is in force again, with nothing of what they had: no role, no teams, no password, no second step, and
        nothing that would join them to a case."""
        self.take_up(None, teams=[])
        for people in Part.joined("people"):
            for end in people.returned:
                end(self, by=by)
        self.is_active, self.access_ends_on = True, None
        self.save(update_fields=["is_active", "access_ends_on"])
        self.start_sign_in_anew()

    def has_later_end(self, day: date | None) -> bool:
        """Whether `day` (None: no last day) lies after the last day set now."""
        return self.access_ends_on is not None and (day is None or day > self.access_ends_on)

    @property
    def has_ended(self) -> bool:
        return not self.may_enter(timezone.localdate())
