"""Direct work in full, for a pack of the chronology."""

from cases.pack_sections import add_section
from emerald.accounts.permissions import Right
from emerald.govuk.words import moment


def sessions_in_words(case):
    """Every session of the case, oldest first, with what was added to it later."""
    told = []
    for session in case.sessions.whole():
        heading = f"{moment(session.held_at)}: {session.get_work_display()}"
        told.append((heading, f"{session.get_attendance_display()}. {session.place}. "
                              f"Recorded by {session.recorded_by.name}."))
        told += [(f"{heading}. {called}", text) for field, called in session.words.items()
                 if (text := getattr(session, field))]
        told += [(f"{heading}. Added on {moment(one.written_at)} by {one.written_by.name}", one.text)
                 for one in session.addenda.all()]
    return told


add_section("sessions", "Direct work in full", sessions_in_words, needs=Right.READ_SESSIONS,
            hint="The text of every session of this case, whatever the chronology is narrowed to")
