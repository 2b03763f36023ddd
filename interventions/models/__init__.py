from interventions.models.addendum import Addendum, ConsultationAddendum, ContactAddendum
from interventions.models.consultation import Consultation
from interventions.models.contact import Contact
from interventions.models.document import NoteDocument
from interventions.models.moved import Move
from interventions.models.planned import PlannedSession, PutOff
from interventions.models.session import Session
from interventions.models.shared_part import SharedPart
from interventions.models.struck_out import StruckOut

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
