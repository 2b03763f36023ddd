"""Pins: what people of the team want to stand on top of a chronology. The entries themselves stay as they were told."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from cases.models.base.after_closing import by_closing, readable, reads_on
from cases.models.base.host import CaseHost
from cases.models.chronology.entries import ChronologyEntry
from cases.models.chronology.shortening import shorten
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet


class PinQuerySet(models.QuerySet["ChronologyPin"]):
    def active(self) -> "PinQuerySet":
        return self.filter(unpinned_at=None)

    def on_case(self, case: Any, rights: Collection[str]) -> "PinQuerySet":
        """Those that stand on this case and whose entry somebody with `rights` may read, what happened last first."""
        pins = self.active().filter(entry__case=case, entry__removal=None)
        if not reads_on(rights):
            pins = by_closing(pins, "pinned_at", case="entry__case")
        return (
            readable(pins, rights, "entry__recorded_at", needs="entry__needs", case="entry__case")
            .select_related("entry__recorded_by", "entry__withdrawn_by__recorded_by", "pinned_by")
            .order_by("-entry__happened_at", "-entry")
        )


@track_history()
class ChronologyPin(models.Model):
    """One entry pinned by one person, until somebody takes the pin off."""

    entry = models.ForeignKey("cases.ChronologyEntry", on_delete=models.PROTECT, related_name="pins")
    note = models.CharField(max_length=200, blank=True)
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField(default=now)
    unpinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unpinned_at = models.DateTimeField(null=True, blank=True)

    objects = PinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(unpinned_at=None), name="one_pin_per_entry"),
            models.CheckConstraint(
                condition=Q(unpinned_at=None, unpinned_by=None)
                | Q(unpinned_at__isnull=False, unpinned_by__isnull=False),
                name="pin_taken_off_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Pin {self.pinned_at:%Y-%m-%d}"


class Pinning(models.Model):
    """The trait of a case that entries of its chronology can be pinned, also after it was closed."""

    class Meta:
        abstract = True

    @transaction.atomic
    def pin(self: CaseHost, entry: ChronologyEntry, *, by: User, note: str = "") -> ChronologyPin:
        """Returns the ChronologyPin. Raises NotYours, or NotYet when the entry is pinned already."""
        self.begin_change(by=by, right=Right.PIN_ENTRIES)
        if pin := entry.pins.active().select_related("pinned_by").first():
            raise NotYet(f"{pin.pinned_by.name} has pinned this already.")
        return entry.pins.create(pinned_by=by, note=note)

    @transaction.atomic
    def unpin(self: CaseHost, entry: ChronologyEntry, *, by: User) -> ChronologyPin:
        """Take the pin off; who had put it there stays in the kept history. Raises NotYours, NotYet."""
        self.begin_change(by=by, right=Right.PIN_ENTRIES)
        if not (pin := entry.pins.active().first()):
            raise NotYet("This is not pinned any more.")
        pin.unpinned_by, pin.unpinned_at = by, now()
        pin.save()
        return pin

    def pins_for(self: CaseHost, rights: Collection[str]) -> list[ChronologyPin]:
        """The pins somebody with `rights` may see."""
        pins = list(ChronologyPin.objects.on_case(self, rights))
        for pin in pins:
            shorten(pin.entry, rights)
        return pins
