"""The trait of a case that people are allocated to it. Each verb syncs the rights in the same transaction."""

from datetime import date
from typing import Any, ClassVar, Protocol

from django.db import models
from django.utils import timezone

from cases.models.access import rights as access
from cases.models.access.allocation import ROLES_FOR, Allocation, AllocationQuerySet, EndReason, Part
from cases.models.access.locks import changes_rights
from cases.models.base.host import CaseHost
from cases.models.base.states import State
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.clock import now
from emerald.guards import NotYet


class AllocatedHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    objects: ClassVar[Any]
    allocations: Any
    child_id: int

    @property
    def current_allocations(self) -> list[Allocation]: ...
    def why_not_allocate(self, worker: User, *, part: str, on: date) -> list[str]: ...
    def why_not_end(self, allocation: Allocation, *, on: date) -> list[str]: ...
    def current_for(self, worker: User) -> AllocationQuerySet: ...
    def sync_rights(self) -> None: ...


class Allocated(models.Model):
    class Meta:
        abstract = True

    @property
    def current_allocations(self: AllocatedHost) -> list[Allocation]:
        """Told with a case asked for by `with_people`; otherwise asked now."""
        told = self.__dict__.get("working")
        return list(self.allocations.current().select_related("user")) if told is None else told

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        self.__dict__.pop("working", None)
        super().refresh_from_db(*args, **options)

    @property
    def lead(self: AllocatedHost) -> User | None:
        """The current lead worker, or None."""
        return next((one.user for one in self.current_allocations if one.is_lead), None)

    @changes_rights
    def allocate(
        self: AllocatedHost,
        worker: User,
        *,
        part: str,
        by: User,
        because: str = "",
        hand_over_note: str = "",
        on: date | None = None,
        version: int | None = None,
    ) -> Allocation:
        """Give `worker` a part in this case from `on` (a date, default today).

        A new lead takes over from the current one, whose allocation ends the same day. Raises NotYours, NotYet (an
        unfit role, an ended account, a closed case, somebody already on the case), ChangedMeanwhile.
        """
        self.begin_change(by=by, right=Right.ALLOCATE, version=version)
        on = on or timezone.localdate()
        obstacles = self.why_not_allocate(worker, part=part, on=on)
        if obstacles:
            raise NotYet(*obstacles)
        self.current_for(worker).update(**ending(by, on, EndReason.HANDED_OVER))
        if part == Part.LEAD:
            self.allocations.current().leads().update(**ending(by, on, EndReason.HANDED_OVER), end_note=hand_over_note)
        made = self.allocations.create(
            user=worker, part=part, because=because, hand_over_note=hand_over_note, started_on=on, made_by=by
        )
        self.chronicle(
            Kind.ALLOCATION,
            f"{worker.name} became {made.get_part_display().lower()}.",
            by=by,
            on=on,
            significant=part == Part.LEAD,
            page="case_allocation",
            reference=self.reference,
        )
        self.sync_rights()
        return made

    @changes_rights
    def end_allocation(
        self: AllocatedHost,
        allocation: Allocation,
        *,
        by: User,
        reason: str,
        note: str = "",
        on: date | None = None,
        version: int | None = None,
    ) -> None:
        """End one person's part. A victim's lead cannot end without a successor: allocate the next lead instead."""
        self.begin_change(by=by, right=Right.ALLOCATE, version=version)
        on = on or timezone.localdate()
        allocation = self.allocations.get(pk=allocation.pk)
        obstacles = self.why_not_end(allocation, on=on)
        if obstacles:
            raise NotYet(*obstacles)
        self.allocations.filter(pk=allocation.pk).update(**ending(by, on, reason), end_note=note)
        self.chronicle(
            Kind.ALLOCATION,
            f"{allocation.user.name} is no longer {allocation.get_part_display().lower()}.",
            by=by,
            on=on,
            page="case_allocation",
            reference=self.reference,
        )
        self.sync_rights()

    def end_all_allocations(self: AllocatedHost, *, by: User, on: date, reason: str) -> None:
        """Part of closing: everybody's part ends. What was recorded until then they still read (`accounts.reach`)."""
        for one in self.allocations.current():
            one.ended_on, one.ended_at, one.ended_by, one.end_reason = max(on, one.started_on), now(), by, reason
            one.save(update_fields=["ended_on", "ended_at", "ended_by", "end_reason"])
        self.sync_rights()

    def why_not_allocate(self: AllocatedHost, worker: User, *, part: str, on: date) -> list[str]:
        """The sentences that stand in the way of this allocation."""
        sentences = []
        if not self.is_open:
            sentences.append("This case is closed. Reopen it before you allocate somebody.")
        if worker.role not in ROLES_FOR[part]:
            sentences.append(f"{worker.name} is {worker.role_title.lower()} and cannot be {Part(part).label.lower()}.")
        if not worker.may_enter():
            sentences.append(f"{worker.name}'s access has ended.")
        if on > timezone.localdate() or on < self.opened_on:
            sentences.append("The start must lie between the day the case opened and today.")
        current = next((one for one in self.current_allocations if one.user_id == worker.pk), None)
        if current and current.part == part:
            sentences.append(f"{worker.name} is {current.get_part_display().lower()} already.")
        if current and current.is_lead and part != Part.LEAD and self.state == State.VICTIM:
            sentences.append("A victim always has a lead worker. Allocate the next lead first.")
        if any(
            on < one.started_on
            for one in self.current_allocations
            if one.user_id == worker.pk or (one.is_lead and part == Part.LEAD)
        ):
            sentences.append("The start cannot be before the part it replaces began.")
        return sentences

    def why_not_end(self: AllocatedHost, allocation: Allocation, *, on: date) -> list[str]:
        sentences = []
        if not allocation.is_current:
            sentences.append("This has ended already.")
        if on > timezone.localdate() or on < allocation.started_on:
            sentences.append("The end must lie between the start and today.")
        if allocation.is_lead and self.state == State.VICTIM:
            sentences.append("A victim always has a lead worker. Allocate the next lead instead.")
        return sentences

    def current_for(self: AllocatedHost, worker: User) -> AllocationQuerySet:
        return self.allocations.current().filter(user=worker)

    def sync_rights(self: AllocatedHost) -> None:
        """Bring the rights on this case in step with its connections, and forget what was read before."""
        self.__dict__.pop("working", None)
        access.sync_rights_of_children([self.child_id])


def ending(by: User, on: date, reason: str) -> dict[str, Any]:
    return {"ended_on": on, "ended_at": now(), "ended_by": by, "end_reason": reason}
