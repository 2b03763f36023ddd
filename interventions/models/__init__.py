from interventions.models.addendum import Addendum
from interventions.models.document import SessionDocument
from interventions.models.session import Session

__all__ = ["Addendum", "Session", "SessionDocument"]
