"""What is kept of each record for comparing, made anew for all that is there: after a change of what is the same.

Called by migrations, with the models as they are then. A chunk at a time and never all in memory but for the forms that
changed; can be broken off and begun again.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, transaction

from emerald.encrypted import unreadable
from emerald.text.keying import AT_A_TIME
from perpetrators.comparing.trace_signals import READ
from perpetrators.models.register.matching import match_of

Changed = dict[
    tuple[str, str], set[str]
]  # (kind, the form before) -> what it is now; several where it was no one thing
WHOLE_RECORD = ("person_id", "place_id", "child_id")


def compare_anew(model: Callable[[str], Any]) -> int:
    """`model`: by "app.Name". Returns how many forms changed. Of what cannot be read the form stays as it was."""
    changed: Changed = {}
    _particulars(model("perpetrators.Particular"), changed)
    for record, read in READ.items():
        _traces(model(record._meta.label), model("perpetrators.Trace"), read, changed)
    for name in ("ConnectionRequest", "ConnectionFound"):
        _follow(model(f"perpetrators.{name}"), changed)
    return len(changed)


def _chunks(rows: Any) -> Iterator[list[Any]]:
    last = 0
    while chunk := list(rows.order_by("pk").filter(pk__gt=last)[:AT_A_TIME]):
        yield chunk
        last = chunk[-1].pk


def _particulars(particular: Any, changed: Changed) -> None:
    for chunk in _chunks(particular.objects.all()):
        other = [one for one in chunk if match_of(one.kind, one.value) != one.match]
        for one in other:
            now = match_of(one.kind, one.value)
            changed.setdefault((one.kind, one.match), set()).add(now)
            one.match = now
        particular.objects.bulk_update(other, ["match"])


def _traces(record: Any, trace: Any, read: Callable[[Any], Any], changed: Changed) -> None:
    """A trace keeps its key, by which connections name it."""
    for chunk in _chunks(record.objects.all()):
        origins = {f"{record._meta.model_name} {one.pk}": one for one in chunk if not unreadable(one)}
        there = {(one.origin, one.kind): one for one in trace.objects.filter(origin__in=origins)}
        other, new, gone = [], [], []
        for origin, one in origins.items():
            found, whose = read(one)
            for words, kind, match in found:
                kept = there.get((origin, kind))
                if kept and match and kept.match != match:
                    changed.setdefault((kind, kept.match), set()).add(match)
                    kept.match = match
                    other.append(kept)
                elif kept and not match:
                    gone.append(kept.pk)
                elif match and not kept:
                    new.append(trace(origin=origin, words=words, kind=kind, match=match, **whose))
        trace.objects.bulk_update(other, ["match"])
        trace.objects.bulk_create(new)
        trace.objects.filter(pk__in=gone).delete()


def _follow(connections: Any, changed: Changed) -> None:
    """A request and what was found go along with what they are about, where it is one thing still. What was found twice
    that way keeps the form it had: a decision about it stands."""
    for chunk in _chunks(connections.objects.all()):
        for one in chunk:
            now = changed.get((one.kind, one.match), set())
            if len(now) == 1 and (form := next(iter(now))):
                try:
                    with transaction.atomic():
                        connections.objects.filter(pk=one.pk).update(match=form)
                except IntegrityError:
                    continue
