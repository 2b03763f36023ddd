"""Direct work in full, for a pack of the chronology."""

from cases.models import Case
from emerald.words import moment
from interventions.notes.in_words import words_of, written
from interventions.sessions.models.session import Session
from interventions.sessions.models.shared_part import WORDS


def sessions_in_words(case: Case) -> list[tuple[str, str]]:
    """Every session of the case, oldest first, with what it shares with other children and what was added later."""
    told = []
    for session in case.sessions.whole():
        heading = f"{moment(session.held_at)}: {session.get_work_display()}"
        by = session.recorded_by.name_at(session.recorded_at)
        told.append((heading, f"{session.get_attendance_display()}. {session.place}. Recorded by {by}."))
        if session.is_in_error:
            told.append((f"{heading}. Recorded in error", session.struck_out.because))
        told += _shared_words(session, heading) + words_of(session, heading)
    return told


def _shared_words(session: Session, heading: str) -> list[tuple[str, str]]:
    """Of a session with several children what is written for all of them, as its page shows it."""
    if session.group_id is None:
        return []
    shown = WORDS if session.is_held else {"aims": WORDS["aims"]}
    return written(session.group, shown, heading)
