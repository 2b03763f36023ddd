"""The trait of a case that its record can be restricted to named people."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Protocol

from django.db import models
from django.utils import timezone

from cases.models.access import rights as access
from cases.models.access.locks import changes_rights
from cases.models.access.restriction import Restriction, RestrictionName
from cases.models.base.host import CaseHost
from cases.models.chronology.entries import Kind
from cases.timescales import RESTRICTION_REVIEW_DAYS
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import NotYet


class RestrictableHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    objects: ClassVar[Any]
    child_id: int

    @property
    def restriction(self) -> Restriction | None: ...
    def _name(self, restriction: Restriction, people: Iterable[User]) -> None: ...
    def _sync_rights_of_every_episode(self) -> None: ...


class Restrictable(models.Model):
    class Meta:
        abstract = True

    @property
    def restriction(self: RestrictableHost) -> Restriction | None:
        """The restriction in force, or None."""
        return self.child.restrictions.in_force().with_people().first()

    @property
    def is_restricted(self: RestrictableHost) -> bool:
        """Told with a case asked for by `with_people`; otherwise asked now."""
        told = self.__dict__.get("restricted_now")
        return self.child.restrictions.in_force().exists() if told is None else told

    @changes_rights
    def restrict(
        self: RestrictableHost,
        *,
        by: User,
        category: str,
        because: str,
        named: Iterable[User],
        version: int | None = None,
    ) -> Restriction:
        """Take away every right on every episode of this child except those of `named` people.

        The one who restricts stays on the list. Each named person keeps what their role gives on a case. A review
        falls due after RESTRICTION_REVIEW_DAYS.
        Raises NotYours, NotYet.
        """
        self.begin_change(by=by, right=Right.RESTRICT, version=version)
        if self.restriction:
            raise NotYet("This record is restricted already. Change its list of names instead.")
        made = self.child.restrictions.create(
            category=category,
            because=because,
            made_by=by,
            review_on=timezone.localdate() + timedelta(days=RESTRICTION_REVIEW_DAYS),
        )
        self._name(made, {by, *named})
        self.chronicle(
            Kind.ACCESS,
            "Record restricted to named people.",
            by=by,
            needs=Right.RESTRICT,
            page="case_restriction",
            reference=self.reference,
        )
        self._sync_rights_of_every_episode()
        return made

    @changes_rights
    def change_names(self: RestrictableHost, *, by: User, named: Iterable[User], version: int | None = None) -> None:
        """Replace the list of the restriction in force; counts as its review."""
        self.begin_change(by=by, right=Right.RESTRICT, version=version)
        current = self.restriction
        if current is None:
            raise NotYet("This record is not restricted.")
        current.names.all().delete()
        self._name(current, {by, *named})
        current.review_on = timezone.localdate() + timedelta(days=RESTRICTION_REVIEW_DAYS)
        current.save(update_fields=["review_on"])
        self.chronicle(
            Kind.ACCESS,
            "List of the restricted record changed.",
            by=by,
            needs=Right.RESTRICT,
            page="case_restriction",
            reference=self.reference,
        )
        self._sync_rights_of_every_episode()

    @changes_rights
    def lift_restriction(self: RestrictableHost, *, by: User, because: str, version: int | None = None) -> None:
        self.begin_change(by=by, right=Right.RESTRICT, version=version)
        current = self.restriction
        if current is None:
            raise NotYet("This record is not restricted.")
        current.lifted_by, current.lifted_at = by, timezone.now()
        current.save(update_fields=["lifted_by", "lifted_at"])
        self.chronicle(
            Kind.ACCESS,
            f"Restriction lifted: {because}"[:600],
            by=by,
            needs=Right.RESTRICT,
            page="case_restriction",
            reference=self.reference,
        )
        self._sync_rights_of_every_episode()

    def begin_restricted(self: RestrictableHost, *, by: User, lead: User | None = None) -> None:
        """Part of opening a later episode of a restricted child: those named for the earlier one who are not of a team
        come off the list, but for its lead worker. Anybody who keeps the list names whom the new episode needs."""
        if not (current := self.child.restrictions.in_force().first()):
            return
        ended, _ = current.names.exclude(user__role__in=access.TEAM_ROLES).exclude(user=lead).delete()
        if ended:
            self.chronicle(
                Kind.ACCESS,
                "People named for the earlier episode came off the list of the restricted "
                "record. Name those whom this episode needs.",
                by=by,
                needs=Right.RESTRICT,
                page="case_restriction",
                reference=self.reference,
            )

    def _name(self, restriction: Restriction, people: Iterable[User]) -> None:
        RestrictionName.objects.bulk_create(
            [RestrictionName(restriction=restriction, user=user) for user in people], ignore_conflicts=True
        )

    def _sync_rights_of_every_episode(self: RestrictableHost) -> None:
        access.sync_rights_of_children([self.child_id])
