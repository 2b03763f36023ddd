"""What a session is for, planned or held."""

from django.db import models


class Work(models.TextChoices):
    """What a session was for. Wording is the team's own (REC)."""

    RELATIONSHIP = "relationship", "Building a relationship"
    SAFETY = "safety", "Safety planning"
    HEALTHY_RELATIONSHIPS = "healthy_relationships", "Healthy relationships and consent"
    ONLINE = "online", "Staying safe online"
    EMOTIONAL = "emotional", "Emotional support"
    EDUCATION = "education", "School, training or work"
    FAMILY = "family", "Work with family or carers"
    REVIEW = "review", "Looking back and planning ahead"
    OTHER = "other", "Something else"
