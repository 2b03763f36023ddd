"""The readable number of a record of the register: PC for a person, PL for a place, DM for a measure."""

from django.db import models


class RegisterNumber(models.Model):
    """The last number given in a year. The row is locked while a record is made, so that no number is given twice."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_register_number_a_year")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"

    @classmethod
    def next_reference(cls, prefix: str, year: int) -> str:
        """The next reference of this kind. Needs a transaction."""
        RegisterNumber.objects.bulk_create([RegisterNumber(prefix=prefix, year=year)], ignore_conflicts=True)
        row = cls.objects.select_for_update().get(prefix=prefix, year=year)
        row.last += 1
        row.save(update_fields=["last"])
        return f"{prefix}-{year}-{row.last:04d}"
