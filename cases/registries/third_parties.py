"""Who else a child's record knows: what a pack must not give away of them. The parts declare them (`third_parties`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.models import Case
from cases.parts import CasePart
from emerald.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class ThirdParty:
    """Somebody the record knows. `kind` is one of `cases.packs.findings.Found`; `why` tells who they are.

    Names are looked for whole and by each of their words, nicknames whole. Addresses come in lines."""

    kind: str
    why: str = ""
    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def known_to(case: Case, by: User) -> Iterator[Any]:
    """Every ThirdParty that `by` may know of through this record."""
    for of in CasePart.joined("third_parties"):
        yield from of(case, by)


def network_of(case: Case, by: User) -> Iterator[ThirdParty]:
    """The child's carers, and the professionals around them."""
    child = case.child.with_details()
    for one in child.carers.all():
        yield ThirdParty(kind="carer", why=one.relationship, names=(one.name,), **_reached_by(one))
    for worker in child.professionals.all():
        yield ThirdParty(kind="professional", why=worker.job, names=(worker.name,), **_reached_by(worker))


def placements_of(case: Case, by: User) -> Iterator[ThirdParty]:
    """Where the child was looked after: a home's name or the carers', but not "Foster care"."""
    for period in case.child.looked_after_periods.all():
        if re.search(r"\d", period.placement) or sum(word[0].isupper() for word in period.placement.split()) > 1:
            yield ThirdParty(kind="address", why="Where the child was looked after", addresses=(period.placement,))


def _reached_by(one: Any) -> dict[str, Any]:
    return {"phones": tuple(filter(None, (one.phone,))), "emails": tuple(filter(None, (one.email,)))}
