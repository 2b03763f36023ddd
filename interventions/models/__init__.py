from interventions.models.addendum import Addendum
from interventions.models.document import SessionDocument
from interventions.models.planned import PlannedSession, PutOff
from interventions.models.session import Session
from interventions.models.shared_part import SharedPart
from interventions.models.struck_out import StruckOut

__all__ = ["Addendum", "PlannedSession", "PutOff", "Session", "SessionDocument", "SharedPart", "StruckOut"]
