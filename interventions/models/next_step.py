"""The next step that a session led to, and what came of it. It stays open to change when the text is locked."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.utils import timezone

from cases.models.chronology import Kind
from emerald.accounts.permissions import Right
from emerald.guards import NotYet

# The day of a session in London, for the database's own rules (a TruncDate cannot be written into a migration).
HELD_ON = Func(F("held_at"), template="((%(expressions)s) AT TIME ZONE 'Europe/London')::date",
               output_field=models.DateField())


class WithNextStep(models.Model):
    next_step = models.CharField(max_length=400, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_done_on = models.DateField(null=True, blank=True)
    next_step_done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
                                          related_name="+")
    next_step_outcome = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def next_step_is_open(self):
        return bool(self.next_step) and self.next_step_done_on is None

    @property
    def next_step_is_overdue(self):
        return self.next_step_is_open and self.next_step_on is not None and self.next_step_on < timezone.localdate()

    def why_not_finish(self):
        """The sentences that stand in the way of finishing the next step, on whatever day."""
        if not self.next_step:
            return ["This session led to no next step."]
        if self.is_in_error:
            return ["This session was marked as recorded in error, and its next step is not waited for."]
        return [] if self.next_step_is_open else ["This next step has been finished already."]

    @transaction.atomic
    def finish_next_step(self, *, by, on, outcome):
        """Write down what came of the next step. Raises NotYours, NotYet."""
        self.case.take_hold(by=by, right=Right.RECORD_SESSION)
        self.refresh_from_db(fields=["next_step", "next_step_done_on", "held_at"])
        obstacles = self.why_not_finish()
        if not obstacles and not self.held_on <= on <= timezone.localdate():
            obstacles = ["The day it was done must lie between the session and today."]
        if obstacles:
            raise NotYet(*obstacles)
        self.next_step_done_on, self.next_step_done_by, self.next_step_outcome = on, by, outcome
        self.save(update_fields=["next_step_done_on", "next_step_done_by", "next_step_outcome"])
        self.case.chronicle(Kind.DIRECT_WORK, "Next step after a session was finished.", by=by, on=on,
                            needs=Right.HEAR_OF_SESSIONS, page="session", reference=self.case.reference,
                            session=self.pk)
        return self


NEXT_STEP_CONSTRAINTS = [
    models.CheckConstraint(condition=~Q(next_step="") | Q(next_step_on__isnull=True),
                           name="session_date_belongs_to_a_next_step"),
    models.CheckConstraint(
        condition=Q(next_step_done_on__isnull=True, next_step_done_by__isnull=True)
        | Q(next_step_done_on__isnull=False, next_step_done_by__isnull=False),
        name="session_next_step_done_has_who_and_when"),
    models.CheckConstraint(condition=Q(next_step_on__isnull=True) | Q(next_step_on__gte=HELD_ON),
                           name="session_next_step_is_not_before_it"),
    models.CheckConstraint(condition=Q(next_step_done_on__isnull=True) | Q(next_step_done_on__gte=HELD_ON),
                           name="session_next_step_is_done_after_it"),
]
