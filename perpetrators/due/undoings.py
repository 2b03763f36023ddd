"""Merges that somebody asked to have undone and a second person has not decided, told to the register of reminders.

Whoever may merge the records and did not ask themselves decides: any police liaison officer, and the managers of the
children linked to the record that stayed.
"""

from typing import Any

from django.db.models import F, QuerySet

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from perpetrators.due.mistakes import keepers_of, managers_of, with_due_day
from perpetrators.models import PersonOfConcern, Undoing
from perpetrators.models.register.scope import Scope


def waiting() -> QuerySet[Any, Any]:
    return with_due_day(Undoing.objects.waiting()).values_list("pk", F("pk"), "merge__kept__reference", "due_on")


def people() -> QuerySet[Any, Any]:
    """(undoing, person, audience); never who asked."""
    linked = managers_of("suspect_links__person__merges__undoings", Right.KEEP_MEASURES, suspect_links__ended_at=None)
    return keepers_of(Undoing.objects.waiting()).union(linked, all=True)


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference of the record that stayed) of those this person may decide."""
    persons = Scope(person).persons(PersonOfConcern.objects.order_by(), Right.KEEP_MEASURES)
    mine = Undoing.objects.filter(merge__kept__in=persons.values("pk")).exclude(said_by=person)
    return mine.values_list("pk", "merge__kept__reference")
