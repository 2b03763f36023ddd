"""The lists of the first page of the day, which has up to four of them: which cases in one statement, and what of them
in another. To ask is dearer there than what is found.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from cases.models.access.staffing import leavers_leading
from cases.models.children.snapshot import as_known_to
from cases.models.queries import CaseQuerySet, with_proposals, with_workers
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.gathered import keys_at_once

DUE, LEAVERS = "due", "leavers"


@dataclass(frozen=True)
class FirstPage:
    """Cases ready to be shown, each with its child as the reader may know them."""

    lists: dict[str, list[Any]]
    due: dict[int, Any]  # by their keys, where the reader reads the child's details
    leavers: list[User]
    beside: dict[str, list[int]]  # keys of what else was asked for


def first_page(
    user: User,
    lists: Mapping[str, CaseQuerySet],
    *,
    most: int,
    due: Collection[int],
    among: CaseQuerySet | None,
    beside: Mapping[str, QuerySet[Any]],
) -> FirstPage:
    """The first `most` of each of the `lists`, the cases with the keys `due`, who has left and still leads a case
    `among` these, and the keys of whatever stands `beside` them."""
    asked: dict[str, QuerySet[Any]] = {name: cases[:most] for name, cases in lists.items()}
    asked[DUE] = Case.objects.with_keys(due).visible_to(user, Right.READ_CHILD, short=True)
    leavers = User.objects.none() if among is None else leavers_leading(among)
    keys = keys_at_once(**asked, **{LEAVERS: leavers}, **beside)
    found = _ready(user, {key for name in asked for key in keys[name]})
    shown = {name: [found[key] for key in keys[name] if key in found] for name in asked}
    with_proposals(shown.get("closing", []))
    gone = User.objects.filter(pk__in=keys[LEAVERS]) if keys[LEAVERS] else ()
    of_due = {case.pk: case for case in shown.pop(DUE)}
    return FirstPage(shown, of_due, list(gone), {name: keys[name] for name in beside})


def _ready(user: User, keys: Collection[int]) -> dict[int, Any]:
    """The cases with these keys, ready to be shown."""
    found = list(Case.objects.with_keys(keys).with_child())
    with_workers(found)
    return {case.pk: case for case in as_known_to(user, found)}
