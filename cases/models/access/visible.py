"""Which cases a person may see, at the same small cost whoever asks.

Measured (RELIABILITY.md section 1.2): any plain EXISTS or IN serves someone who sees many cases quickly and takes
seconds for someone who sees ten, because the filter cannot drive the walk through the ordered index. So a probe first
counts the visible cases in the permission rows' own index, up to PROBE + 1. Few: their ids, gathered by the database
into one array, drive the search. Many: the walk through the ordered index meets one of theirs soon, and correlated
scalar subqueries, which PostgreSQL never turns into a hash of every visible id, let it stop after one page. The
numbers are in emerald/decisions/0005-who-may-see-a-case.md.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.signals import post_migrate

from emerald.accounts.permissions import Right

PROBE = 5_000

# What somebody holds through themselves and through their groups: of one right the cases, of one case the rights. In
# SQL, because making these statements out of objects took longer than the database takes to answer them, and every
# list and every door asks them.
MINE = "SELECT {what} FROM cases_caseuserobjectpermission WHERE user_id = %s AND {of} = %s"
OURS = """SELECT {what} FROM cases_casegroupobjectpermission
    WHERE group_id = ANY(ARRAY(SELECT group_id FROM accounts_user_groups WHERE user_id = %s)) AND {of} = %s"""


def _both(what: str, of: str) -> str:
    return " UNION ALL ".join(rows.format(what=what, of=of) for rows in (MINE, OURS))


CASES = _both(what="content_object_id", of="permission_id")
RIGHTS = _both(what="permission_id", of="content_object_id")
AMONG_THOSE = "{case} = ANY(ARRAY(" + CASES + "))"
ON_THE_WALK = " OR ".join(
    "(" + rows.format(what="id", of="permission_id") + " AND content_object_id = {case} LIMIT 1) IS NOT NULL"
    for rows in (MINE, OURS)
)

_permission_ids: dict[str, int] = {}


def permission_ids() -> dict[str, int]:
    """Codename -> id of every permission on Case; read once per process, again after a migration."""
    if not _permission_ids:
        _permission_ids.update(
            Permission.objects.filter(content_type__app_label="cases", content_type__model="case").values_list(
                "codename", "pk"
            )
        )
    return _permission_ids


def forget_permission_ids(**_: Any) -> None:
    _permission_ids.clear()


post_migrate.connect(forget_permission_ids)


def visible(queryset: Any, user: Any, right: str = Right.SEE_CASE, *, short: bool = False) -> Any:
    """The cases of `queryset` on which `user` holds `right`. Anonymous and ended accounts see nothing.

    Superusers see nothing either unless a connection gave them a row. Costs two queries: the probe, once
    for this `user`, and the caller's own, which asks the rows again and so never shows what was taken away since.
    `short`: there are few cases in `queryset` whoever asks, and no probe is made for it.
    """
    return VisibleCases(user, right, short=short).among(queryset)


class VisibleCases:
    """The cases on which `user` holds `right`, probed once for this user and then found among cases or among what
    hangs on them."""

    def __init__(self, user: Any, right: str, *, short: bool = False) -> None:
        self._short = short
        self.nothing = not user.is_authenticated or not user.may_enter()
        if self.nothing:
            return
        self._user, self._right = user, right
        self._values = (user.pk, permission_ids()[right]) * 2

    @cached_property
    def are_few(self) -> bool:
        """Whether the cases are so few that their ids drive whatever is asked. Nobody holds more on cases than seeing
        them, so that who sees few is asked once for all rights; only the way to the same rows hangs on it. What is
        short itself is walked through, unless it is known already that they are."""
        if self.nothing or self._short:
            return self.nothing or self._known.get(Right.SEE_CASE, False)
        return self._has_few(Right.SEE_CASE) or self._has_few(self._right)

    @property
    def _known(self) -> dict[str, bool]:
        """{right: whether this user holds it on few cases}, of those that were probed."""
        known: dict[str, bool] = self._user.__dict__.setdefault("few_cases", {})
        return known

    def _has_few(self, right: str) -> bool:
        known = self._known
        if right not in known:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM ({CASES} LIMIT {PROBE + 1}) probe",  # noqa: S608  our own names; values are parameters
                    (self._user.pk, permission_ids()[right]) * 2,
                )
                known[right] = cursor.fetchone()[0] <= PROBE
        return known[right]

    def among(self, queryset: Any, case: str = "pk") -> Any:
        """The rows of `queryset` that belong to those cases; `case` names the column that holds the case."""
        if self.nothing:
            return queryset.none()
        return queryset.filter(HoldsRight(F(case), AMONG_THOSE if self.are_few else ON_THE_WALK, self._values))


class HoldsRight(Func):
    """Whether the case in a column is one of those; `sql` says how, `values` of whom and which right."""

    output_field = BooleanField()

    def __init__(self, case: F, sql: str, values: Sequence[int]) -> None:
        super().__init__(case)
        self.sql, self.values = sql, values

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:  # type: ignore[override]  # wants no more
        column, values = compiler.compile(self.source_expressions[0])
        return f"({self.sql.format(case=column)})", [*values, *self.values]


def rights_on(case: Any, user: Any) -> frozenset[str]:
    """The codenames `user` holds on `case`, in one query; empty for an ended account."""
    if not user.is_authenticated or not user.may_enter():
        return frozenset()
    names = {pk: codename for codename, pk in permission_ids().items()}
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS, [user.pk, case.pk] * 2)
        return frozenset(names[pk] for (pk,) in cursor)
