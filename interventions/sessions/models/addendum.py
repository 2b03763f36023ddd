"""What was added to the record of a session later, shown below its text. Never changed."""

from django.db import models
from django.db.models import Q

from emerald.audit.append_only import AppendOnly
from interventions.notes.models.addendum import Added
from interventions.sessions.models.session import Session


class Addendum(Added):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something")]
        triggers = [AppendOnly()]
