"""What is due, and who is told of it, as rows: what the sources say, kept (`emerald.reminders.keeping`).

Nothing here is anybody's own: every row can be asked of its source again, and `check_due` does. Rows hold references
and keys, never names or text, and no foreign keys: what they point to may be gone until they are kept again.
"""

from django.db import models
from django.db.models.functions import Now


class DueThing(models.Model):
    """One thing due, as its source says; also the one that is due in a year."""

    source = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    case_key = models.BigIntegerField()
    reference = models.CharField(max_length=40)
    on_case = models.BigIntegerField(null=True)  # the case it is due on, which decides who sees the row; else null
    due_on = models.DateField()
    over_at = models.DateTimeField(null=True)  # from then on it is not due any more, without anybody doing anything
    told_by = models.CharField(max_length=40, blank=True)  # whose rows of `Told`; empty where rights on the case decide

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "subject"], name="due_thing_is_there_once")]
        indexes = [
            models.Index(fields=["due_on", "source", "subject"], name="due_thing_by_day"),
            models.Index(fields=["reference"], name="due_thing_of_record"),
            models.Index(fields=["on_case"], name="due_thing_on_case"),
            models.Index(fields=["source", "due_on"], name="due_thing_of_source"),
            models.Index(fields=["told_by", "case_key"], name="due_thing_to_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reference} {self.due_on}"


class Told(models.Model):
    """Somebody who may be told of what is due on this record, where more than a right on the case decides it."""

    told_by = models.CharField(max_length=40)
    case_key = models.BigIntegerField()
    on_case = models.BigIntegerField(null=True)  # as of what is due there
    person = models.BigIntegerField()
    audience = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["told_by", "case_key", "person", "audience"], name="told_is_there_once")
        ]
        indexes = [models.Index(fields=["person", "told_by", "case_key"], name="told_of_person")]

    def __str__(self) -> str:
        return f"{self.told_by} {self.case_key}"


class Touched(models.Model):
    """A row that something due may depend on was written: in which table, which columns, and the keys by which the
    records concerned are found ({table: key}). Written by triggers, read and taken away by `keeping`."""

    at = models.DateTimeField(db_default=Now())
    table = models.CharField(max_length=63)
    columns = models.JSONField()  # names; null when the row is new or gone
    keys = models.JSONField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.table
