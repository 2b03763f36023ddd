"""Seals: each vouches for all rows of evidence written since the one before it."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from emerald.audit.append_only import AppendOnly

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def fingerprint(value: Any) -> str:
    """SHA-256, in hex, of a value's one possible JSON spelling."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


class Shape(models.Model):
    """The columns a table had when rows of it were sealed: what later migrations add is no part of those seals."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    table = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.table} with {len(self.columns)} columns"


class SealQuerySet(models.QuerySet["Seal"]):
    def in_order(self) -> "SealQuerySet":
        return self.order_by("number")

    def latest_first(self) -> "SealQuerySet":
        return self.order_by("-number")

    def last_one(self) -> "Seal | None":
        return self.latest_first().first()


class Seal(models.Model):
    """All rows with `since <= xid < upto`, in every table of evidence; `tables` has rows, digest and shape of each."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    since = models.BigIntegerField()
    upto = models.BigIntegerField()
    rows = models.BigIntegerField()
    tables = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = SealQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Seal {self.number} ({timezone.localtime(self.at):%-d %B %Y, %H:%M})"

    def compute_hash(self) -> str:
        """What `hash` must be; it covers the seal before this one, and so every seal before that."""
        return fingerprint(
            [
                self.number,
                (self.at - _EPOCH) // timedelta(microseconds=1),
                self.since,
                self.upto,
                self.rows,
                self.tables,
                self.previous,
            ]
        )
