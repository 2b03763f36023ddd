"""Every model of the app, as Django finds them; each is written in the slice of its kind of work."""

from interventions.consultations.models import Consultation, ConsultationAddendum
from interventions.contacts.models.addendum import ContactAddendum
from interventions.contacts.models.contact import Contact
from interventions.notes.models.document import NoteDocument
from interventions.notes.models.moved import Move
from interventions.planned.models import PlannedSession, PutOff
from interventions.sessions.models.addendum import Addendum
from interventions.sessions.models.session import Session
from interventions.sessions.models.shared_part import SharedPart
from interventions.sessions.models.struck_out import StruckOut

__all__ = [
    "Addendum",
    "Consultation",
    "ConsultationAddendum",
    "Contact",
    "ContactAddendum",
    "Move",
    "NoteDocument",
    "PlannedSession",
    "PutOff",
    "Session",
    "SharedPart",
    "StruckOut",
]
