"""The level of risk a manager has signed off for a case, apart from its status (DOMAIN.md section 2.3).

The words are LOCAL in practice (some councils say emerging, moderate, significant); the keys stay.
"""

from django.db import models


class RiskLevel(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class AtALevel(models.Model):
    """The trait of a case that it has a level: of its current assessment, empty until one was signed off."""

    risk_level = models.CharField("level of risk", max_length=10, choices=RiskLevel, blank=True, editable=False)

    class Meta:
        abstract = True
