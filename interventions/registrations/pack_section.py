"""Direct work and other contacts in full, for a pack of the chronology."""

from emerald.govuk.words import moment
from interventions.sessions.models.shared_part import WORDS


def sessions_in_words(case):
    """Every session of the case, oldest first, with what it shares with other children and what was added later."""
    told = []
    for session in case.sessions.whole():
        heading = f"{moment(session.held_at)}: {session.get_work_display()}"
        told.append(
            (heading, f"{session.get_attendance_display()}. {session.place}. Recorded by {session.recorded_by.name}.")
        )
        if session.is_in_error:
            told.append((f"{heading}. Recorded in error", session.struck_out.because))
        told += _shared_words(session, heading) + _words(session, heading)
    return told


def contacts_in_words(case):
    """Every other contact of the case likewise."""
    told = []
    for contact in case.contacts.whole():
        heading = f"{moment(contact.happened_at)}: {contact.get_kind_display()}"
        facts = [contact.get_with_whom_display(), contact.with_name, contact.agency, contact.present]
        told.append((heading, ". ".join([*filter(None, facts), f"Recorded by {contact.recorded_by.name}."])))
        told += _words(contact, heading)
    return told


def _shared_words(session, heading):
    """Of a session with several children what is written for all of them, as its page shows it."""
    if session.group_id is None:
        return []
    shown = WORDS if session.is_held else {"aims": WORDS["aims"]}
    return _written(session.group, shown, heading)


def _words(note, heading):
    return _written(note, note.words, heading) + [
        (f"{heading}. Added on {moment(one.written_at)} by {one.written_by.name}", one.text)
        for one in note.addenda.all()
    ]


def _written(of, words, heading):
    return [(f"{heading}. {called}", text) for field, called in words.items() if (text := getattr(of, field))]
