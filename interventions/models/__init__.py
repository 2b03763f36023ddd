from interventions.models.addendum import Addendum
from interventions.models.session import Session

__all__ = ["Addendum", "Session"]
