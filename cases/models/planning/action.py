"""One thing that is to be done: what, by whom, by when, and what came of it. Of a case's plan, and of a place's."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import BaseConstraint, Q
from django.utils import timezone

from emerald.accounts.models import User
from emerald.clock import now
from emerald.day_rules import why_before, why_in_future
from emerald.guards import NotYet
from emerald.versioned import Versioned


class ActionStatus(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"


class ActionQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(status=ActionStatus.OPEN)

    def resolved(self) -> Self:
        return self.exclude(status=ActionStatus.OPEN)

    def by_due(self) -> Self:
        return self.select_related("owner", "resolved_by").order_by("due_on", "pk")

    def latest_resolved(self) -> Self:
        return self.resolved().select_related("owner", "resolved_by").order_by("-resolved_on", "-pk")

    def of_key(self, pk: int) -> Any:
        return self.select_related("owner").filter(pk=pk).first()


class Action(Versioned):
    """The owner is somebody here, or a professional elsewhere by name.

    A kind of action says what it is `part_of`, and what it knows of that record: `why_not_so(**facts)`;
    `began` (the day since which something can be done about it, and that in words); and `chronicle_resolution(by)`.
    """

    called_here, save_again = "this action", ""

    text = models.CharField(max_length=400)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_elsewhere = models.CharField(max_length=160, blank=True)
    due_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)
    status = models.CharField(max_length=10, choices=ActionStatus, default=ActionStatus.OPEN)
    resolved_on = models.DateField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what_was_done = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    if TYPE_CHECKING:  # what each kind of action says for itself

        @property
        def began(self) -> tuple[date, str]: ...
        def why_not_so(self, **facts: Any) -> list[str]: ...

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.status == ActionStatus.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.due_on < timezone.localdate()

    @property
    def whose(self) -> str:
        return self.owner.name if self.owner else self.owner_elsewhere

    def chronicle_resolution(self, by: User) -> None:
        """Tell whoever keeps the story of the record; nobody unless a kind of action says so."""

    @transaction.atomic
    def change(self, *, by: User, version: int | None = None, **facts: Any) -> Self:
        """Put the words, the owner or the day right. Raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        if obstacles := self.why_not_so(**facts):
            raise NotYet(*obstacles)
        for name, value in facts.items():
            setattr(self, name, value)
        self.save_next_version()
        return self

    @transaction.atomic
    def resolve(
        self, *, by: User, status: str, what_was_done: str, on: date | None = None, version: int | None = None
    ) -> Self:
        """It was done, or is no longer needed; `on` (a date) defaults to today. Raises NotYours, NotYet,
        ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        on = on or timezone.localdate()
        if obstacles := why_not_resolved(self, status, what_was_done, on):
            raise NotYet(*obstacles)
        self.status, self.what_was_done, self.resolved_on, self.resolved_by = status, what_was_done, on, by
        self.save_next_version()
        self.chronicle_resolution(by)
        return self

    def why_not_any_more(self) -> list[str]:
        return [] if self.is_waiting else [f"This action is marked “{self.get_status_display()}” already."]


def action_constraints(called: str) -> list[BaseConstraint]:
    """The same rules in the database; `called` begins their names."""
    return [
        models.CheckConstraint(condition=Q(owner=None) ^ Q(owner_elsewhere=""), name=f"{called}_has_one_owner"),
        models.CheckConstraint(
            condition=Q(status="open", resolved_on=None, resolved_by=None)
            | Q(status__in=["done", "dropped"], resolved_on__isnull=False, resolved_by__isnull=False)
            & ~Q(what_was_done=""),
            name=f"{called}_resolved_says_what_when_who",
        ),
        models.CheckConstraint(condition=~Q(text=""), name=f"{called}_says_what"),
    ]


def why_not_resolved(action: "Action", status: str, what_was_done: str, on: date) -> list[str]:
    sentences, (began, in_words) = [], action.began
    if status not in (ActionStatus.DONE, ActionStatus.DROPPED):
        sentences.append("Say whether it was done or is no longer needed.")
    if not what_was_done.strip():
        sentences.append("Say what was done, or why it is no longer needed.")
    sentences += why_in_future(on, "The day it was done")
    return sentences + why_before(on, began, in_words, "The day it was done")


def why_not_to_do(*, text: str, owner: User | None, owner_elsewhere: str, due_on: date | None) -> list[str]:
    """What cannot be of any action, as sentences."""
    sentences = []
    if not text.strip():
        sentences.append("Say what is to be done.")
    if bool(owner) == bool(owner_elsewhere.strip()):
        sentences.append("Say who does it: somebody here, or somebody elsewhere by name, and not both.")
    if due_on is None:
        sentences.append("Say by when.")
    return sentences
