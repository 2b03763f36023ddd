"""Secrets leave a keyed trace: whoever swaps one by SQL cannot make the trace that belongs to it.

A password, a second step and an address that links are sent to are no matter for a history anybody may read. Each
change made through Emerald leaves a `SecretTrace` instead: a number worked out from the secret, from the trace before
and from a key that is not in the database. `verify_audit` works it out again (emerald/decisions/0032-evidence-whole).
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save

from emerald.audit.models.secret_trace import SecretTrace


@dataclass(frozen=True)
class Secret:
    """What is traced: the rows of `model`; `value` is all of a row that decides who gets in."""

    kind: str
    model: type[models.Model]
    value: Callable[[Any], list[Any] | None]
    columns: frozenset[str]

    def rows(self) -> QuerySet[Any]:
        """Every row, with no more than is traced: an older database may have fewer columns than the code."""
        return self.model._base_manager.only(*self.columns)


SECRETS = {}


def trace(kind: str, model: type[Model], columns: Iterable[str], value: Callable[[Any], list[Any] | None]) -> None:
    """From now on every row of `model` leaves a trace when it is made, removed, or when one of `columns` changes.

    Only what is saved row by row is seen: `QuerySet.update` of such a column is taken for tampering.
    """
    secret = SECRETS[kind] = Secret(kind, model, value, frozenset(columns))
    name = f"trace of {kind}"
    pre_save.connect(
        lambda instance, update_fields, **_: _look(secret, instance, update_fields),
        sender=model,
        weak=False,
        dispatch_uid=name,
    )
    post_save.connect(
        lambda instance, created, **_: _keep_saved(secret, instance, created),
        sender=model,
        weak=False,
        dispatch_uid=name,
    )
    post_delete.connect(
        lambda instance, **_: record_trace(secret, instance.pk, replaced=value(instance), chosen=None),
        sender=model,
        weak=False,
        dispatch_uid=name,
    )


def trace_what_stands() -> None:
    """Begin the trace of whatever has none. For a migration: verification would tell of it from then on."""
    for secret in SECRETS.values():
        traced = set(SecretTrace.objects.filter(kind=secret.kind).values_list("subject_id", flat=True))
        for row in secret.rows().exclude(pk__in=traced).order_by("pk"):
            record_trace(secret, row.pk, replaced=None, chosen=secret.value(row))


@transaction.atomic
def renew_traces() -> int:
    """Trace every secret anew under the present key if an older one vouches for it. Returns how many."""
    renewed = 0
    for secret in SECRETS.values():
        for row in secret.rows():
            before, last = last_two(SecretTrace.objects.of(secret.kind, row.pk))
            value = secret.value(row)
            if vouches(last, before, value) and not vouches(last, before, value, _keys()[:1]):
                record_trace(secret, row.pk, replaced=value, chosen=value)
                renewed += 1
    return renewed


def last_two(traces: Iterable[SecretTrace]) -> tuple[SecretTrace | None, SecretTrace | None]:
    """(the trace before the last, the last); None where there is none."""
    *_, before, last = None, None, *traces
    return before, last


def record_trace(
    secret: "Secret", subject_id: int, *, replaced: list[Any] | None, chosen: list[Any] | None
) -> SecretTrace:
    """Leave a trace. `replaced` is what stood in the database until now (None: nothing did), `chosen` what does now."""
    before, last = last_two(SecretTrace.objects.of(secret.kind, subject_id))
    followed = vouches(last, before, replaced)
    made = SecretTrace(
        kind=secret.kind, subject_id=subject_id, number=last.number + 1 if last else 1, followed=followed
    )
    made.mark = mark(made, last.mark if last else "", chosen, _keys()[0]) if chosen is not None else ""
    made.save(force_insert=True)
    return made


def vouches(
    last: SecretTrace | None, before: SecretTrace | None, value: list[Any] | None, keys: Iterable[bytes] | None = None
) -> bool:
    """Whether the trace `last`, after the trace `before`, is that of this value. None: there is no row, or no trace."""
    if last is None or not last.mark:
        return value is None
    earlier = before.mark if before else ""
    return value is not None and any(
        hmac.compare_digest(last.mark, mark(last, earlier, value, key)) for key in keys or _keys()
    )


def mark(trace: SecretTrace, before: str, value: list[Any], key: bytes) -> str:
    """What cannot be made without the key, nor be used again for another account, another time or another secret."""
    said = json.dumps([trace.kind, trace.subject_id, trace.number, trace.followed, before, value])
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _keys() -> list[bytes]:
    return [
        hashlib.sha256(b"emerald secret traces " + secret.encode()).digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def _look(secret: "Secret", instance: Any, update_fields: Iterable[str] | None) -> None:
    """What stands in the database, not what this copy was read with: that is what is about to be replaced."""
    instance.replaced_secret = None
    if instance._state.adding or (update_fields is not None and not secret.columns & set(update_fields)):
        return
    rows = secret.rows().filter(pk=instance.pk)
    stands = (rows.select_for_update(no_key=True) if connection.in_atomic_block else rows).first()
    if stands is not None and secret.value(stands) != secret.value(instance):
        instance.replaced_secret = secret.value(stands)


def _keep_saved(secret: "Secret", instance: Any, created: bool) -> None:
    if created or instance.replaced_secret is not None:
        record_trace(
            secret, instance.pk, replaced=None if created else instance.replaced_secret, chosen=secret.value(instance)
        )
