"""The next step that a note led to, and what came of it. It stays open to change when the text is locked."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.utils import timezone

from emerald.accounts.models import User
from emerald.guards import NotYet


class WithNextStep(models.Model):
    if TYPE_CHECKING:  # what it needs of the note
        case: Any
        called: str
        listed_on: str
        begin_change: Any
        add_to_chronology: Any

        @property
        def moment(self) -> datetime: ...
        @property
        def is_in_error(self) -> bool: ...

    next_step = models.CharField(max_length=400, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_done_on = models.DateField(null=True, blank=True)
    next_step_done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_step_outcome = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def next_step_is_open(self) -> bool:
        return bool(self.next_step) and self.next_step_done_on is None

    @property
    def next_step_is_overdue(self) -> bool:
        return self.next_step_is_open and self.next_step_on is not None and self.next_step_on < timezone.localdate()

    def why_not_finish(self) -> list[str]:
        """The sentences that stand in the way of finishing the next step, on whatever day."""
        if not self.next_step:
            return [f"This {self.called} led to no next step."]
        if self.is_in_error:
            return [f"This {self.called} was marked as recorded in error, and its next step is not waited for."]
        return [] if self.next_step_is_open else ["This next step has been finished already."]

    @transaction.atomic
    def finish_next_step(self, *, by: User, on: date, outcome: str) -> "WithNextStep":
        """Write down what came of the next step. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        obstacles = self.why_not_finish()
        if not obstacles and not timezone.localdate(self.moment) <= on <= timezone.localdate():
            obstacles = [f"The day it was done must lie between the {self.called} and today."]
        if obstacles:
            raise NotYet(*obstacles)
        self.next_step_done_on, self.next_step_done_by, self.next_step_outcome = on, by, outcome
        self.save(update_fields=["next_step_done_on", "next_step_done_by", "next_step_outcome"])
        self.add_to_chronology(f"Next step after a {self.called} was finished.", by=by, on=on)
        return self


def next_step_constraints(called: str, moment: str) -> list[models.BaseConstraint]:
    """The rules of a next step in a table of notes; `moment` is the column that says when what led to it was."""
    # The day in London, for the database's own rules (a TruncDate cannot be written into a migration).
    day = Func(
        F(moment), template="((%(expressions)s) AT TIME ZONE 'Europe/London')::date", output_field=models.DateField()
    )
    return [
        models.CheckConstraint(
            condition=~Q(next_step="") | Q(next_step_on__isnull=True), name=f"{called}_date_belongs_to_a_next_step"
        ),
        models.CheckConstraint(
            condition=Q(next_step_done_on__isnull=True, next_step_done_by__isnull=True)
            | Q(next_step_done_on__isnull=False, next_step_done_by__isnull=False),
            name=f"{called}_next_step_done_has_who_and_when",
        ),
        models.CheckConstraint(
            condition=Q(next_step_on__isnull=True) | Q(next_step_on__gte=day),
            name=f"{called}_next_step_is_not_before_it",
        ),
        models.CheckConstraint(
            condition=Q(next_step_done_on__isnull=True) | Q(next_step_done_on__gte=day),
            name=f"{called}_next_step_is_done_after_it",
        ),
    ]
