"""Which cases a person may see, at the same small cost whoever asks.

Measured (RELIABILITY.md section 1.2): any plain EXISTS or IN serves someone who sees many cases quickly and takes
seconds for someone who sees ten, because the filter cannot drive the walk through the ordered index. So a probe first
counts the visible cases in the permission rows' own index, up to PROBE + 1. Few: their ids, gathered by the database
into one array, drive the search. Many: the walk through the ordered index meets one of theirs soon, and correlated
scalar subqueries, which PostgreSQL never turns into a hash of every visible id, let it stop after one page. The
numbers are in emerald/decisions/0005-who-may-see-a-case.md.
"""

from functools import cached_property

from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_migrate

from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from emerald.accounts.permissions import Right

PROBE = 5_000

_permission_ids = {}


def permission_ids():
    """Codename -> id of every permission on Case; read once per process, again after a migration."""
    if not _permission_ids:
        _permission_ids.update(
            Permission.objects.filter(content_type__app_label="cases", content_type__model="case")
            .values_list("codename", "pk"))
    return _permission_ids


def forget_permission_ids(**_):
    _permission_ids.clear()


post_migrate.connect(forget_permission_ids)


def visible(queryset, user, right=Right.SEE_CASE):
    """The cases of `queryset` on which `user` holds `right`. Anonymous and ended accounts see nothing.

    Superusers see nothing either unless a connection gave them a row. Costs three queries: the user's groups, the
    probe, and the caller's own, which asks the rows again and so never shows what was taken away after the probe.
    """
    return Seen(user, right).among(queryset)


class Seen:
    """The cases on which `user` holds `right`, probed once and then found among cases or among what hangs on them."""

    def __init__(self, user, right):
        self.nothing = not user.is_authenticated or not user.may_enter()
        if self.nothing:
            return
        permission = permission_ids()[right]
        groups = list(user.groups.values_list("pk", flat=True))
        self.mine = CaseUserObjectPermission.objects.filter(user=user, permission=permission)
        self.ours = CaseGroupObjectPermission.objects.filter(group__in=groups, permission=permission)

    @property
    def rows(self):
        return self.mine.values_list("content_object").union(self.ours.values_list("content_object"), all=True)

    @cached_property
    def few(self):
        """Whether the cases are so few that their ids drive whatever is asked."""
        if self.nothing:
            return True
        sql, values = self._rows
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT {PROBE + 1}) probe", values)
            return cursor.fetchone()[0] <= PROBE

    @cached_property
    def _rows(self):
        """`rows` as SQL with its values, made once for all that is asked of these cases: making it costs more than the
        database's answer."""
        return self.rows.query.sql_with_params()

    def among(self, queryset, case="pk"):
        """The rows of `queryset` that belong to those cases; `case` names the column that holds the case."""
        if self.nothing:
            return queryset.none()
        if self.few:
            return queryset.filter(IsAmong(F(case), RawSQL(*self._rows)))
        here = {"content_object": OuterRef(case)}
        return queryset.alias(
            _mine=Subquery(self.mine.filter(**here).order_by().values("pk")[:1]),
            _ours=Subquery(self.ours.filter(**here).order_by().values("pk")[:1]),
        ).filter(Q(_mine__isnull=False) | Q(_ours__isnull=False))


class IsAmong(Func):
    """PostgreSQL's ANY over an array made by a subquery: evaluated once, and then looked up by key."""

    arg_joiner, template, output_field = " = ANY(ARRAY", "%(expressions)s)", BooleanField()


def rights_on(case, user):
    """The codenames `user` holds on `case`, in one query; empty for an ended account."""
    if not user.is_authenticated or not user.may_enter():
        return frozenset()
    names = {pk: codename for codename, pk in permission_ids().items()}
    mine = CaseUserObjectPermission.objects.filter(user=user, content_object=case).values_list("permission")
    ours = CaseGroupObjectPermission.objects.filter(group__user=user, content_object=case).values_list("permission")
    return frozenset(names[pk] for (pk,) in mine.union(ours))
