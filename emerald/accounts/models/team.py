"""Teams, and the groups through which a team's managers and support staff are joined to its cases."""

import itertools
from collections.abc import Iterable
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify

from emerald.accounts.roles import ROLE_CHOICES
from emerald.audit.history import track_history
from emerald.text.compared import in_order

# Where somebody works, or is about to: kept from changing while it is asked, so that a team does not end meanwhile.
STILL_THERE = """
    PERFORM 1 FROM accounts_team WHERE id = NEW.{columns.team} AND ended_on IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a team that has ended is given nothing any more' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class TeamQuerySet(models.QuerySet["Team"]):
    def in_use(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def with_those_joined_into(self) -> Self:
        """These, and those that were joined into one of these."""
        mine = self.order_by().values("pk")
        return Team.objects.filter(Q(pk__in=mine) | Q(joined_into__in=mine))  # type: ignore[return-value]  # ours

    def is_named(self, name: str, *, besides: "Team | None" = None) -> bool:
        others = self.exclude(pk=besides.pk) if besides else self
        return others.filter(name__in_order=in_order(name)).exists()

    def with_numbers(self) -> Self:
        """Each team with how many people belong to it (`people`)."""
        return self.annotate(people=models.Count("memberships")).order_by("name__in_order")

    def found(self, name: str) -> "Team":
        """A new team. Its slug is made from the name once and stays when the team is renamed."""
        stem = slugify(name)[:36] or "team"
        taken = set(self.filter(slug__startswith=stem).values_list("slug", flat=True))
        slugs = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
        return self.create(name=name, slug=next(slug for slug in slugs if slug not in taken))


@track_history()
class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    # The last thing that happens to a team: nobody works there any more, and it has no case (`models.ending`).
    ended_on = models.DateField(null=True, blank=True, editable=False)
    # The team that has taken over whatever was its own; never one that has itself been joined into another.
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, db_index=False, related_name="joined"
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name__in_order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_into=None) | (Q(ended_on__isnull=False) & ~Q(joined_into=F("pk"))),
                name="joined_team_has_ended",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_works_in_an_ended_team",
                operation=pgtrigger.UpdateOf("ended_on"),
                when=pgtrigger.Before,
                func=pgtrigger.Func("""
                    IF NEW.{columns.ended_on} IS NOT NULL
                       AND EXISTS (SELECT FROM accounts_membership WHERE team_id = NEW.{columns.id}) THEN
                        RAISE EXCEPTION 'somebody works in this team' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    def rename(self, name: str) -> None:
        self.name = name
        self.save(update_fields=["name"])

    def group_for(self, role: str) -> Group:
        """The group of this team's people in `role`; made on first asking. Rights on cases are granted to it."""
        return self.groups_for([role])[role]

    def groups_for(self, roles: Iterable[str]) -> dict[str, Group]:
        """Role -> the group of this team's people in it; those that are missing are made, all in one go."""
        groups = self._groups_made(roles)
        if missing := [role for role in roles if role not in groups]:
            self._make_groups(missing)
            groups = self._groups_made(roles)
        return groups

    @transaction.atomic(savepoint=False)
    def _make_groups(self, roles: Iterable[str]) -> None:
        """Another who makes the same at the same moment is waited for, and theirs stand."""
        named = {f"{self.slug}: {role}": role for role in roles}
        Group.objects.bulk_create([Group(name=name) for name in named], ignore_conflicts=True)
        groups = Group.objects.filter(name__in=named)
        TeamGroup.objects.bulk_create(
            [TeamGroup(team=self, role=named[group.name], group=group) for group in groups], ignore_conflicts=True
        )

    def _groups_made(self, roles: Iterable[str]) -> dict[str, Group]:
        found = TeamGroup.objects.select_related("group").filter(team=self, role__in=roles)
        return {each.role: each.group for each in found}


@track_history()
class TeamGroup(models.Model):
    """Which auth group stands for which role in which team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="team_group")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "role"], name="one_group_per_team_and_role")]

    def __str__(self) -> str:
        return f"{self.team}: {self.get_role_display()}"


@track_history()
class Membership(models.Model):
    """A person belongs to a team. Kept by `User.take_up`, which also keeps the groups in step."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="one_membership_per_team")]
        triggers = [
            pgtrigger.Trigger(
                name="team_is_still_there",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("team_id"),
                when=pgtrigger.Before,
                func=pgtrigger.Func(STILL_THERE),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"
