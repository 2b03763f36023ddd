"""What direct work makes due."""

from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cases.due.sources import people_of_cases
from cases.models import Case
from cases.models.access.grants import CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from cases.models.base.states import OPEN_STATES
from cases.models.planning.frequency import days_after
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import Audience
from interventions.sessions.models.session import Session
from interventions.timescales import LOCKED_AFTER


def people_of_direct_work() -> QuerySet[Any, Any]:
    return people_of_cases(Right.READ_SESSIONS)


def next_steps() -> QuerySet[Any]:
    """On the day the worker set; a next step without a day is on the case page and reminds nobody."""
    return (
        Session.objects.with_next_step_open()
        .filter(next_step_on__isnull=False, case__state__in=OPEN_STATES)
        .values_list("pk", "case_id", "case__reference", "next_step_on")
    )


def children_to_see() -> QuerySet[Any, Any]:
    """So many days after the child was last seen, or after the case opened, as `Frequency` asks for."""
    see_by = days_after(Coalesce("last_seen_on", "opened_on"), "seen_days", path="")
    return (
        Case.objects.open()
        .of_living_children()
        .annotate(see_by=see_by)
        .values_list("pk", F("pk"), "reference", "see_by")
    )


def notes_to_put_right() -> QuerySet[Any, Any]:
    """Until the day on which their text is locked. Keyed by the note itself: its people are those of
    `people_of_notes`."""
    locked_on = TruncDate(ExpressionWrapper(F("recorded_at") + LOCKED_AFTER, output_field=DateTimeField()))
    return (
        Session.objects.not_locked()
        .filter(case__state__in=OPEN_STATES)
        .annotate(locked_on=locked_on)
        .values_list("pk", F("pk"), "case__reference", "locked_on")
    )


def notes_until_locked() -> QuerySet[Any, Any]:
    """The same, with the moment at which it locks."""
    locks_at = ExpressionWrapper(F("recorded_at") + LOCKED_AFTER, output_field=DateTimeField())
    return (
        Session.objects.not_locked()
        .filter(case__state__in=OPEN_STATES)
        .annotate(locked_on=TruncDate(locks_at), locks_at=locks_at)
        .values_list("pk", F("pk"), "case__reference", "locked_on", "locks_at")
    )


def people_of_notes() -> QuerySet[CaseUserObjectPermission, Any]:
    """(note, person, audience): whoever wrote it, while they may record on its case. Nobody else can put it right."""
    note = "content_object__sessions"
    return CaseUserObjectPermission.objects.filter(
        **{
            "permission": permission_ids()[Right.RECORD_SESSION],
            f"{note}__recorded_by": F("user"),
            f"{note}__recorded_at__gt": timezone.now() - LOCKED_AFTER,
        }
    ).values_list(note, "user", Value(int(Audience.WORKER)))
