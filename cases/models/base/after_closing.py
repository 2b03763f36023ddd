"""What was written down after a case closed is not for those who only worked it until then.

Whoever reads the child's details today (READ_CHILD) reads everything their other rights open. Whoever does not, and yet
sees a case, sees one that has closed: they read what was on it when it closed, and the child as it was called then. So
no later line, document or name tells them what became of the child, nor that a later episode follows.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from cases.models.base.states import State
from emerald.accounts.permissions import Right

Rows = TypeVar("Rows", bound=QuerySet[Any])


def reads_on(rights: Collection[str]) -> bool:
    """Whether somebody with `rights` on a case reads what came after it closed, too."""
    return Right.READ_CHILD in rights


def with_rights(rights: Collection[str]) -> set[str]:
    """`rights` as what was told at the time asks for them: who knows the child reads what needed READ_CHILD then."""
    return {*rights, Right.READ_CHILD} if Right.KNOW_CHILD in rights else {*rights}


def by_closing(rows: Rows, at: str, *, case: str = "case") -> Rows:
    """Those of `rows` that were written (the moment in the column `at`) before their case closed."""
    changes = apps.get_model("cases", "StateChange").objects
    closed = changes.filter(case=OuterRef(case), to_state=State.CLOSED, at__lt=OuterRef(at))
    return rows.filter(~Exists(closed))


def readable(rows: Rows, rights: Collection[str], at: str, *, needs: str = "needs", case: str = "case") -> Rows:
    """Those of `rows` that somebody with `rights` reads: by the right in the column `needs`, and by when they came."""
    if reads_on(rights):
        return rows.filter(**{f"{needs}__in": list(rights)})
    return by_closing(rows.filter(**{f"{needs}__in": list(with_rights(rights))}), at, case=case)
