"""A breach of a measure, and what came of it. Source: DOMAIN.md section 3.1."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from emerald.audit.history import keep_history
from emerald.clock import now
from perpetrators.models.measure import Condition, Measure


class Proceeding(models.TextChoices):
    """What a breach is dealt with as; which of them a kind allows stands in its row of `kinds`."""

    NONE = "none", "None so far"
    OFFENCE = "offence", "A criminal offence"
    CONTEMPT = "contempt", "Contempt of court"
    NEW_BAIL = "new_bail", "A new decision about bail"
    EVIDENCE = "evidence", "Evidence for an arrest or another order"


@keep_history()
class Breach(models.Model):
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="breaches")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches")
    happened_on = models.DateField()
    what_happened = models.TextField()
    reported_by = models.CharField(max_length=160)
    reported_to_police_on = models.DateField(null=True, blank=True)
    crime_ref = models.CharField(max_length=80, blank=True)
    arrested = models.BooleanField(default=False)
    arrested_on = models.DateField(null=True, blank=True)
    proceeding = models.CharField(max_length=10, choices=Proceeding, default=Proceeding.NONE)
    outcome = models.CharField(max_length=300, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    sentence_days = models.PositiveIntegerField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["measure", "-happened_on"], name="breach_of_measure")]
        constraints = [models.CheckConstraint(condition=~Q(what_happened=""), name="breach_says_what_happened")]

    def __str__(self):
        return f"breach on {self.happened_on}"
