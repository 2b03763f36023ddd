"""Every model of the app, as Django finds them; each is written in the room of its kind of work.

By name stand those that other rooms ask for here. A kind of work that nobody else asks for needs no line: it is found.
"""

from importlib import import_module

from emerald.parts import rooms_with
from interventions.consultations.models import Consultation, ConsultationAddendum
from interventions.contacts.models.addendum import ContactAddendum
from interventions.contacts.models.contact import Contact
from interventions.contacts.models.struck_out import ContactStruckOut
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
    "ContactStruckOut",
    "Move",
    "NoteDocument",
    "PlannedSession",
    "PutOff",
    "Session",
    "SharedPart",
    "StruckOut",
]

for _models in rooms_with("interventions", "models"):
    import_module(_models)
