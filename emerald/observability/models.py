"""How far the access log was written out for the council's SIEM."""

from django.db import models


class WrittenOut(models.Model):
    """One row: every entry under a seal up to this number was written as a line at least once."""

    THE_ONE = 1

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE)
    seal = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="observability_one_place")]

    def __str__(self) -> str:
        return f"Up to seal {self.seal}"
