from interventions.models.session import Session

__all__ = ["Session"]
