"""What is due, joined to the cases a person may see: for the pages and the calendar."""

from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.reminders.due_list import PAGE, DueList, Whose
from emerald.reminders.models import Absence, Notice

MOST_IN_A_CALENDAR = 1000  # the earliest first; nobody has so many


def due_list_of(person, whose, *, among=None, **narrowed):
    """The Agenda of `person`. `among` narrows the cases: it starts from those this person may see."""
    cases = Case.objects.visible_to(person) if among is None else among
    covers = tuple(Absence.covered_today_by(person).values_list("person", flat=True)) if whose == Whose.MINE else ()
    return DueList(person, cases.order_by().values_list("pk", "reference"), whose, covers=covers, **narrowed)


def page_of_due(agenda, asked):
    """(this page's rows ready to be shown, the key of its last row or "" on the last page) from GET data."""
    found = agenda.rows(after=asked.get("after", ""), limit=PAGE + 1)
    rows = ready(agenda.person, found[:PAGE])
    return rows, rows[-1].key if len(found) > PAGE else ""


def ready(person, rows):
    """Each row with `case`, with people, where the person may read the child's details, else None; `put_off`, until
    when its reminder is; and `covering_for`, in whose place. A constant number of queries."""
    cases = {
        case.pk: case
        for case in Case.objects.visible_to(person, Right.READ_CHILD)
        .with_keys({row.case_id for row in rows if row.case_id})
        .with_people()
    }
    put_off = Notice.active_for(person).put_off_until()
    covered = User.objects.in_bulk({row.covering for row in rows if row.covering})
    for row in rows:
        row.case = cases.get(row.case_id)
        row.put_off = put_off.get((row.source, row.subject, row.due_on))
        row.covering_for = covered.get(row.covering)
    return rows


def calendar_of(person):
    """What this person does themselves, without what is in the list only: that is no date to keep."""
    return due_list_of(person, Whose.OWN, wanted=lambda source: bool(source.escalation)).rows(limit=MOST_IN_A_CALENDAR)
