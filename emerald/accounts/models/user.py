"""A member of staff. One role at a time; teams through memberships."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from emerald.accounts.models.called import KEEPS_NAMES, Called
from emerald.accounts.models.guarded import TAKES_TWO, Guarded
from emerald.accounts.models.team import Membership, Team, TeamQuerySet
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import CONTENT_ROLES, ROLE_CHOICES, ROLES, Connection, Role
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.parts import Part
from emerald.text.compared import as_compared, in_order
from emerald.text.finding import name_contains
from emerald.words import day_in_words


def nobody_else_can(rights: Iterable[SiteRight]) -> list[str]:
    return [f"Nobody else can {right.label}: give somebody else that role first." for right in rights]


class UserQuerySet(models.QuerySet["UserManager"]):
    def may_enter(self, today: date | None = None) -> Self:
        """People whose access is in force on `today` (a date in Europe/London; default today)."""
        today = today or timezone.localdate()
        return self.filter(is_active=True).exclude(access_ends_on__lt=today)

    def in_role(self, *roles: Any) -> Self:
        return self.filter(role__in=[role.key for role in roles])

    def in_team(self, *teams: Any) -> Self:
        return self.filter(memberships__team__in=teams).distinct()

    def with_site_right(self, right: SiteRight) -> Self:
        """People in force whose role holds the SiteRight."""
        return self.may_enter().in_role(*(role for role in ROLES.values() if right in role.site))

    def without_access(self, today: date | None = None) -> Self:
        return self.exclude(pk__in=self.may_enter(today).values("pk"))

    def named_like(self, text: str) -> Self:
        """By the name they have, or had."""
        return self.filter(name_contains(text) | Q(former_names__icontains=text.strip()))

    def with_teams(self) -> Self:
        return self.prefetch_related("memberships__team")

    def who_left_as(self, name: str) -> list["User"]:
        """Those whose access has ended and who are, or were, called so."""
        wanted = as_compared(name)
        return [
            one
            for one in self.without_access().order_by("pk")
            if wanted in {as_compared(name) for name in (one.name, *(name for name, _ in one.names_before))}
        ]

    def has_account(self, email: str, *, besides: "User | None" = None) -> bool:
        return self.filter(email__iexact=email).exclude(pk=besides.pk if besides else None).exists()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who can sign in but has no role yet; `Appointment` or `take_up` gives one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Django's own command asks for this. A superuser of Emerald sees no child either."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def invite(self, *, email: str, name: str, phone: str = "", access_ends_on: date | None = None) -> "User":
        """A person without a password: they choose one through a link that works once (`accounts.invitation`)."""
        return self.create_user(email, name=name, phone=phone, access_ends_on=access_ends_on)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


@track_history(exclude=["password", "last_login", "former_names"])  # names are kept with the rest
class User(Guarded, Called, AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("full name", max_length=120)
    role = models.CharField(max_length=40, choices=ROLE_CHOICES, blank=True)
    phone = models.CharField("work telephone", max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    # A secondee's or an auditor's access ends by itself: the last day on which they may enter, Europe/London.
    access_ends_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(default=now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name__in_order"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]
        triggers = [TAKES_TWO, KEEPS_NAMES]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def role_title(self) -> str:
        return self.get_role_display() or "No role yet"

    @property
    def rights_on_a_case(self) -> frozenset[str]:
        """What this person may do on a case they are connected to."""
        return ROLES[self.role].on_a_case if self.role else frozenset()

    @property
    def connected_by(self) -> Connection | None:
        return ROLES[self.role].connected_by if self.role else None

    def may_enter(self, today: date | None = None) -> bool:
        """Whether access is in force on `today` (Europe/London)."""
        today = today or timezone.localdate()
        return self.is_active and (self.access_ends_on is None or self.access_ends_on >= today)

    @property
    def ends_in_words(self) -> str:
        """today, or the last day as a date; for a sentence that says when access ends."""
        return f"after {day_in_words(self.access_ends_on)}" if self.is_active and self.access_ends_on else "now"

    def has_site_right(self, right: SiteRight) -> bool:
        return self.may_enter() and bool(self.role) and right in ROLES[self.role].site

    @property
    def teams(self) -> TeamQuerySet:
        return Team.objects.filter(memberships__user=self)

    @property
    def team_names(self) -> str:
        """In words, from what was fetched already."""
        return (
            ", ".join(sorted((membership.team.name for membership in self.memberships.all()), key=in_order))
            or "No team"
        )

    @transaction.atomic
    def take_up(self, role: Role | None, *, teams: Iterable[Team]) -> None:
        """Give this person `role` in `teams`, and nothing else. Groups and the rights on cases follow at once."""
        for people in Part.joined("people"):
            for begin in people.beforehand:
                begin()
        self.role = role.key if role else ""
        self.opened_content = self.opened_content or self.role in CONTENT_ROLES
        self.save(update_fields=["role", "opened_content"])
        teams = list(teams)
        self.memberships.exclude(team__in=teams).delete()
        Membership.objects.bulk_create([Membership(user=self, team=team) for team in teams], ignore_conflicts=True)
        self._sync_groups(teams)
        for people in Part.joined("people"):
            for sync in people.role_changed:
                sync(self)

    def only_one_who_may(self) -> list[SiteRight]:
        """The SiteRights without which nobody could run Emerald, and that nobody but this person holds.

        Locks those who hold them, so that the last two cannot leave at the same moment. Needs a transaction.
        """
        holders = {
            right: type(self).objects.with_site_right(right).select_for_update(no_key=True).order_by("pk")
            for right in (SiteRight.MANAGE_PEOPLE, SiteRight.APPROVE_PEOPLE)
        }
        return [right for right, people in holders.items() if [one.pk for one in people] == [self.pk]]

    @transaction.atomic
    def leave(self, *, on: date | None = None) -> None:
        """End this person's access now, or after the last day `on`. What is allocated to them stays until handed over.

        Raises NotYet for the last person who can add people or approve roles, and for a day later than the one set.
        """
        if self.has_ended:
            raise NotYet(f"The access of {self.name} has ended already.")
        if on and self.has_later_end(on):
            raise NotYet(
                f"Their access ends {self.ends_in_words} already. Ask for a later last day where their "
                "details are changed."
            )
        if needed_for := self.only_one_who_may():
            raise NotYet(*nobody_else_can(needed_for))
        if on is None:
            self.is_active = False
        self.access_ends_on = on or timezone.localdate()
        self.save(update_fields=["is_active", "access_ends_on"])

    def _sync_groups(self, teams: Iterable[Team]) -> None:
        wanted = {team.group_for(self.role) for team in teams} if self.role else set()
        self.groups.remove(
            *Group.objects.filter(team_group__isnull=False, user=self).exclude(pk__in=[group.pk for group in wanted])
        )
        self.groups.add(*wanted)
