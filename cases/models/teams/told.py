"""Who is told that cases were moved: the managers of the team that had them and of the one that has them now."""

from collections.abc import Mapping
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.access.visible import permission_ids
from cases.models.teams.change import TeamMove
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import PRACTICE_MANAGER, SERVICE_MANAGER
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYours

Seen = Mapping[int, int]  # key of a manager -> how many of the cases they see


class MoveToldQuerySet(models.QuerySet["MoveTold"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


@track_history()
class MoveTold(models.Model):
    """That one manager is told of one move, until they say that they read it."""

    move = models.ForeignKey(TeamMove, on_delete=models.PROTECT, related_name="told", db_index=False)
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # How many of its cases they saw before or see now: no number tells of a record that was never theirs to see.
    cases = models.PositiveIntegerField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MoveToldQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["move", "manager"], name="told_once_of_a_move"),
            models.CheckConstraint(condition=Q(cases__gt=0), name="told_of_some_cases"),
        ]

    def __str__(self) -> str:
        return f"{self.move} told to {self.manager_id}"

    def read(self, *, by: User) -> None:
        """They have read it, and are not reminded of it any more. Raises NotYours."""
        if by.pk != self.manager_id:
            raise NotYours("Only who was told can say that they read it.")
        type(self).objects.filter(pk=self.pk).unread().update(read_at=now())


def told_of(key: int, *, to: User) -> MoveTold | None:
    """The one with this key, where it was told to `to`; None otherwise."""
    with_people = MoveTold.objects.select_related("move__from_team", "move__to_team", "move__moved_by")
    return with_people.filter(pk=key, manager=to).first()


def managers_who_see(cases: Any) -> Seen:
    """The managers who see any of `cases` (keys) at this moment, by their team or by name; asked as Emerald."""
    permission, managers = permission_ids()[Right.SEE_CASE], (PRACTICE_MANAGER.key, SERVICE_MANAGER.key)
    seen: dict[int, set[int]] = {}
    for model, who in (("CaseUserObjectPermission", "user"), ("CaseGroupObjectPermission", "group__user")):
        rows = apps.get_model("cases", model).objects.filter(
            permission=permission, content_object__in=cases, **{f"{who}__role__in": managers}
        )
        for manager, case in rows.values_list(who, "content_object"):
            seen.setdefault(manager, set()).add(case)
    return {manager: len(theirs) for manager, theirs in seen.items()}


def tell(move: TeamMove, *, before: Seen, after: Seen) -> None:
    """Tell whoever of both saw some of the cases, except who moved them and who may not enter any more."""
    numbers = {who: max(before.get(who, 0), after.get(who, 0)) for who in {*before, *after} - {move.moved_by_id}}
    people = User.objects.may_enter().filter(pk__in=numbers).values_list("pk", flat=True)
    MoveTold.objects.bulk_create([MoveTold(move=move, manager_id=who, cases=numbers[who]) for who in people])
