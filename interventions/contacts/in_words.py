"""Other contacts in full, for a pack of the chronology."""

from cases.models import Case
from emerald.words import moment
from interventions.notes.in_words import words_of


def contacts_in_words(case: Case) -> list[tuple[str, str]]:
    """Every other contact of the case in full, oldest first, with what was added later."""
    told = []
    for contact in case.contacts.whole():
        heading = f"{moment(contact.happened_at)}: {contact.get_kind_display()}"
        facts = [contact.get_with_whom_display(), contact.with_name, contact.agency, contact.present]
        told.append(
            (
                heading,
                ". ".join([*filter(None, facts), f"Recorded by {contact.recorded_by.name_at(contact.recorded_at)}."]),
            )
        )
        if contact.is_in_error:
            told.append((f"{heading}. Recorded in error", contact.struck_out.because))
        told += words_of(contact, heading)
    return told
