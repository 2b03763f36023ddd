"""What lies encrypted, encrypted anew under the newest key; and what is compared, marked anew by it."""

from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from cases.models import Address
from emerald.encrypted import is_newest, unreadable
from perpetrators.comparing.trace_signals import READ
from perpetrators.models import ConnectionRequest, Particular, Place, Trace
from perpetrators.models.connections.trace import origin_of
from perpetrators.models.register.matching import match_of

KIND = "address"
ENCRYPTED = ("lines", "postcode", "why_sensitive")


def addresses_not_newest() -> list[int]:
    """The keys of the addresses of which something lies open or under an older key."""
    lying = {f"lying_{name}": Cast(F(name), TextField()) for name in ENCRYPTED}
    rows = Address.objects.order_by("pk").annotate(**lying).values_list("pk", *lying)
    return [pk for pk, *texts in rows.iterator(chunk_size=2_000) if not all(map(is_newest, filter(None, texts)))]


def reencrypt_addresses() -> tuple[int, int]:
    """(how many addresses were encrypted anew, how many cannot be read and stay as they are)."""
    done = left = 0
    for one in Address.objects.filter(pk__in=addresses_not_newest()):
        if unreadable(one):
            left += 1
        else:
            Address.objects.filter(pk=one.pk).update(**{name: str(getattr(one, name)) for name in ENCRYPTED})
            done += 1
    return done, left


def mark_anew() -> int:
    """How many marks changed. A request about a connection goes along with what it was asked about."""
    changed = {}
    for particular in Particular.objects.filter(kind=KIND):
        if (mark := match_of(KIND, particular.value)) != particular.match:
            changed[particular.match] = mark
    read: tuple[Any, ...] = (Address, Place)
    for model in read:
        for record in (one for one in model.objects.all() if not unreadable(one)):
            found, _ = READ[model](record)
            marks = [mark for _, kind, mark in found if kind == KIND and mark]
            for mark in marks:
                for trace in Trace.objects.filter(origin=origin_of(record), kind=KIND).exclude(match=mark):
                    changed[trace.match] = mark
    marked: tuple[Any, ...] = (Particular, Trace, ConnectionRequest)
    for model in marked:
        for before, mark in changed.items():
            model.objects.filter(kind=KIND, match=before).update(match=mark)
    return len(changed)
