"""What other contacts ask before a case closes. Source: DOMAIN.md section 2.1: open actions = 0."""

from cases.models import Case
from interventions.notes.next_steps import unfinished


def steps_after_contacts_are_finished(case: Case) -> list[str]:
    return unfinished(case.contacts.with_next_step_open(), "other contacts")
