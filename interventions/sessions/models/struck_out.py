"""A session recorded by mistake no longer says that the child was seen."""

from datetime import date

from django.db import models
from django.db.models import Q

from cases.models import Case
from emerald.audit.append_only import AppendOnly
from interventions.notes.models.struck_out import RecordedInError
from interventions.sessions.models.session import Session


class StruckOut(RecordedInError):
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="struck_out")

    class Meta:
        verbose_name_plural = "struck out"
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="struck_out_says_why")]
        triggers = [AppendOnly()]


def seen_in_sessions(case: Case) -> date | None:
    """The last day on which a session says that the child was seen, or None."""
    return case.sessions.held().latest_day()
