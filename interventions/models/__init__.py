from interventions.models.addendum import Addendum, ConsultationAddendum, ContactAddendum
from interventions.models.consultation import Consultation
from interventions.models.contact import Contact
from interventions.models.moved import Move
from interventions.models.session import Session

__all__ = ["Addendum", "Consultation", "ConsultationAddendum", "Contact", "ContactAddendum", "Move", "Session"]
