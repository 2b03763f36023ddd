"""One thing that is to be done at a place: what, who, by when, and what came of it."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from emerald.audit.history import keep_history
from emerald.clock import now
from emerald.guards import ChangedMeanwhile, NotYet
from perpetrators.models.place import Place
from perpetrators.models.place_rules import why_action_does_not_fit


class Outcome(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"


class PlaceActionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Outcome.OPEN)

    def by_due(self):
        return self.select_related("owner", "settled_by").order_by("due_on", "pk")

    def latest_settled(self):
        return self.exclude(outcome=Outcome.OPEN).select_related("owner", "settled_by").order_by("-settled_on", "-pk")

    def of_key(self, pk):
        return self.select_related("owner").filter(pk=pk).first()


@keep_history()
class PlaceAction(models.Model):
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
                              related_name="+")
    owner_elsewhere = models.CharField(max_length=160, blank=True)
    due_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
                                   related_name="+")
    what_was_done = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaceActionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["place", "due_on"], name="place_action_of_place"),
                   models.Index(fields=["due_on", "id"], condition=Q(outcome="open"), name="place_action_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) ^ Q(owner_elsewhere=""), name="place_action_has_one_owner"),
            models.CheckConstraint(
                condition=Q(outcome="open", settled_on=None, settled_by=None)
                | Q(outcome__in=["done", "dropped"], settled_on__isnull=False, settled_by__isnull=False)
                & ~Q(what_was_done=""), name="place_action_settled_says_what_when_who"),
            models.CheckConstraint(condition=~Q(text=""), name="place_action_says_what"),
        ]

    def __str__(self):
        return f"action by {self.due_on}"

    @property
    def is_late(self):
        return self.outcome == Outcome.OPEN and self.due_on < timezone.localdate()

    @property
    def whose(self):
        return self.owner.name if self.owner else self.owner_elsewhere

    @transaction.atomic
    def change(self, *, by, version=None, **facts):
        """Put the words, the owner or the day right. Raises NotYours, NotYet, ChangedMeanwhile."""
        self._take_up(by, version)
        if obstacles := why_action_does_not_fit(self.place, **facts):
            raise NotYet(*obstacles)
        for name, value in facts.items():
            setattr(self, name, value)
        self.version += 1
        self.save()
        return self

    @transaction.atomic
    def settle(self, *, by, outcome, what_was_done, on=None, version=None):
        """It was done, or is no longer needed; `on` (a date) defaults to today. Raises NotYours, NotYet,
        ChangedMeanwhile."""
        self._take_up(by, version)
        on = on or timezone.localdate()
        if obstacles := why_not_settled(self, outcome, what_was_done, on):
            raise NotYet(*obstacles)
        self.outcome, self.what_was_done, self.settled_on, self.settled_by = outcome, what_was_done, on, by
        self.version += 1
        self.save()
        return self

    def _take_up(self, by, version):
        self.place.take_hold(by=by)
        self.refresh_from_db()
        if version is not None and version != self.version:
            raise ChangedMeanwhile("While your page was open, somebody changed this action. Nothing was saved; what "
                                   "you typed is still here.", now=self)
        if self.outcome != Outcome.OPEN:
            raise NotYet(f"This action is settled already: {self.get_outcome_display().lower()}.")


def why_not_settled(action, outcome, what_was_done, on):
    sentences = []
    if outcome not in (Outcome.DONE, Outcome.DROPPED):
        sentences.append("Say whether it was done or is no longer needed.")
    if not what_was_done.strip():
        sentences.append("Say what was done, or why it is no longer needed.")
    if on > timezone.localdate():
        sentences.append("The day it was done cannot be in the future.")
    if on < timezone.localdate(action.place.recorded_at):
        sentences.append("The day it was done is before the place was recorded.")
    return sentences
