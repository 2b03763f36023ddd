"""What would let somebody else in through a colleague's account: asked for by one person, approved by another.

An account that opens no content, and never did, is in one administrator's hands: there `ask` does it at once. Why:
emerald/decisions/0027-two-people-for-an-account.md.
"""

from datetime import date
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from emerald.accounts.models.two_people import Outcome, TwoPeople
from emerald.accounts.models.user import User
from emerald.accounts.offboarding import notes_for
from emerald.accounts.permissions import SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet, NotYours
from emerald.parts import Part
from emerald.text.compared import as_compared

NOBODY_ELSE = (
    "Nobody else can decide about this: appoint a second service manager first. If the only one cannot "
    "sign in, whoever runs the server makes another with manage.py appoint_first."
)


class Kind(models.TextChoices):
    ADDRESS = "address", "A new e-mail address"
    LINK = "link", "A link to choose a password"
    SECOND_STEP = "second_step", "Removal of the second step of sign-in"
    RETURN = "return", "Access given back"
    LATER_END = "later_end", "A later last day"


@track_history()
class AccountChange(TwoPeople):
    about_what = "a change to somebody’s account"

    kind = models.CharField(max_length=12, choices=Kind)
    email = models.EmailField(max_length=254, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Nobody, where it was asked for from outside the pages, by whoever runs the server.
    asked_by = models.ForeignKey(  # type: ignore[assignment]  # here it may be nobody
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="accountchanges_asked"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(TwoPeople.Meta):
        constraints = [
            *TwoPeople.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(outcome="waiting"), name="one_change_of_a_kind_waits"
            ),
            models.CheckConstraint(condition=Q(kind="address") ^ Q(email=""), name="only_a_new_address_has_one"),
            models.CheckConstraint(condition=Q(kind="later_end") | Q(ends_on=None), name="only_a_later_end_has_a_day"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | Q(kind="second_step"),
                name="only_a_second_step_is_asked_for_by_nobody",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(outcome="approved"), name="done_was_approved"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.user}"

    @classmethod
    @transaction.atomic
    def ask(
        cls, user: User, kind: str, *, by: User, because: str = "", email: str = "", ends_on: date | None = None
    ) -> "AccountChange | None":
        """Ask for a change, or do it at once where the account opens no content. Returns what waits, or None.

        Raises NotYours, NotYet.
        """
        if not by.has_site_right(SiteRight.MANAGE_PEOPLE):
            raise NotYours("Only a system administrator can ask for a change to somebody’s account.")
        if user.pk == by.pk:
            raise NotYours("Nobody can change their own account in this way: another system administrator must.")
        held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        asked = cls(user=held, kind=kind, email=email.strip().lower(), ends_on=ends_on, because=because, asked_by=by)
        obstacles = asked.why_not_approve() or (asked.why_not_ask() if held.takes_two else [])
        if obstacles:
            raise NotYet(*obstacles)
        if held.takes_two:
            asked.save()
            return asked
        asked.carry_out(by=by)
        return None

    @classmethod
    @transaction.atomic
    def ask_from_the_server(cls, user: User, *, because: str) -> "AccountChange":
        """Whoever runs the server asks that a second step is removed, because no administrator can. Returns what waits:
        a service manager decides, also where the account opens no content. Raises NotYet."""
        held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        asked = cls(user=held, kind=Kind.SECOND_STEP, because=because)
        obstacles = asked.why_not_ask()
        if not is_mfa_enabled(held):
            obstacles.insert(0, f"{held.name} has no second step: a password is enough to set one up.")
        if obstacles:
            raise NotYet(*obstacles)
        asked.save()
        return asked

    @classmethod
    @transaction.atomic
    def correct(
        cls, user: User, *, name: str, phone: str, email: str, by: User, because: str = "", **ends: Any
    ) -> list["AccountChange"]:
        """Put somebody's particulars right; returns what waits for a second person. `access_ends_on` may be left out.

        The name, the telephone and an earlier last day hold at once. Raises NotYours, NotYet.
        """
        day = ends.get("access_ends_on", user.access_ends_on)
        was = type(user).objects.values_list("name", flat=True).get(pk=user.pk)
        user.name, user.phone = name, phone
        user.save(update_fields=["name", "phone"])
        if as_compared(was) != as_compared(name):
            for people in Part.joined("people"):
                for tell in people.renamed:
                    tell(user, was=was, by=by)
        waits = []
        if email.strip().lower() != user.email:
            waits.append(cls.ask(user, Kind.ADDRESS, by=by, because=because, email=email))
        if user.has_later_end(day):
            waits.append(cls.ask(user, Kind.LATER_END, by=by, because=because, ends_on=day))
        elif day != user.access_ends_on:
            user.leave(on=day)
        user.refresh_from_db()
        return [one for one in waits if one]

    @property
    def gives_a_link(self) -> bool:
        """Whether the person needs a link to choose a password when this is done."""
        return self.kind in {Kind.LINK, Kind.RETURN}

    def why_not_ask(self) -> list[str]:
        sentences = []
        if not self.because.strip():
            sentences.append("Say why: somebody else decides about it.")
        if type(self).objects.filter(user=self.user, kind=self.kind, outcome=Outcome.WAITING).exists():
            sentences.append(f"{self.get_kind_display()} for {self.user.name} is already waiting for approval.")
        deciders = User.objects.with_site_right(SiteRight.APPROVE_PEOPLE)
        if not deciders.exclude(pk__in=[self.user_id, self.asked_by_id]).exists():
            sentences.append(NOBODY_ELSE)
        return sentences

    def why_not_approve(self) -> list[str]:
        user, name = self.user, self.user.name
        if self.kind == Kind.RETURN:
            if not user.has_ended:
                return [f"The access of {name} has not ended."]
            return [
                f"{note['text']}: a manager hands over first what is still theirs."
                for note in notes_for(user, read_by=user)
            ]
        if self.kind == Kind.ADDRESS and User.objects.has_account(self.email, besides=user):
            return ["Somebody has an account with this e-mail address already."]
        if self.kind in {Kind.LINK, Kind.LATER_END} and user.has_ended:
            return [f"The access of {name} has ended. Give it back first."]
        if self.kind == Kind.LATER_END and not user.has_later_end(self.ends_on):
            return ["That is no later than the last day set now. Change the details instead."]
        return []

    def carry_out(self, *, by: User) -> None:
        {
            Kind.ADDRESS: lambda: self.user.change_address(self.email, by=by),
            Kind.LINK: self.user.end_sessions,
            Kind.SECOND_STEP: self.user.remove_second_step,
            Kind.RETURN: lambda: self.user.return_to_work(by=by),
            Kind.LATER_END: lambda: self.user.end_on(self.ends_on, by=by),
        }[Kind(self.kind)]()
        if self.pk:
            self.done_at = now()
            self.save(update_fields=["done_at"])
