"""What is due, joined to the cases a person may see: for the pages and the calendar."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from cases.models import Case
from cases.models.queries import CaseQuerySet, with_workers
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.reminders.due_list import PAGE, Due, DueList
from emerald.reminders.reading import Whose

MOST_IN_A_CALENDAR = 1000  # the earliest first; nobody has so many


def due_list_of(person: User, whose: Whose, *, among: CaseQuerySet | None = None, **narrowed: Any) -> DueList:
    """The Agenda of `person`. `among` narrows the cases: it starts from those this person may see."""
    cases = None if among is None else among.order_by().values_list("pk", "reference")
    return DueList(person, cases, whose, **narrowed)


def page_of_due(agenda: DueList, asked: QueryDict) -> tuple[list[Due], str]:
    """(this page's rows ready to be shown, the key of its last row or "" on the last page) from GET data."""
    found = agenda.rows(after=asked.get("after", ""), limit=PAGE + 1)
    rows = ready(agenda, found[:PAGE])
    with_workers([row.case for row in rows if row.case])
    return rows, rows[-1].key if len(found) > PAGE else ""


def ready(agenda: DueList, rows: list[Due]) -> list[Due]:
    """Each row with `case`, with its child, where the person may read the child's details, else None; and
    `covering_for`, in whose place. One query, and one where they cover for somebody."""
    keys = keys_of(rows)
    read = Case.objects.visible_to(agenda.person, Right.READ_CHILD, short=True).with_keys(keys).with_child()
    return joined(agenda, rows, {case.pk: case for case in read} if keys else {})


def keys_of(rows: Iterable[Due]) -> set[int]:
    """The keys of the cases on which these are due."""
    return {row.case_id for row in rows if row.case_id}


def joined(agenda: DueList, rows: list[Due], cases: dict[int, Case]) -> list[Due]:
    """The rows as `ready` gives them, with the cases that the person reads, {key: case}."""
    covered = {absence.person_id: absence.person for absence in agenda.covered}
    for row in rows:
        row.case = cases.get(row.case_id) if row.case_id else None
        row.covering_for = covered.get(row.covering) if row.covering else None
    return rows


def calendar_of(person: User) -> list[Due]:
    """What this person does themselves, without what is in the list only: that is no date to keep."""
    return due_list_of(person, Whose.OWN, wanted=lambda source: bool(source.escalation)).rows(limit=MOST_IN_A_CALENDAR)
