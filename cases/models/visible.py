"""The probe: which cases a person may see, at the same small cost whoever asks.

Measured (RELIABILITY.md section 1.2): any plain EXISTS or IN serves someone who sees many cases quickly and takes
seconds for someone who sees ten, because the filter cannot drive the walk through the ordered index. So the probe
first reads up to PROBE + 1 visible ids from the permission rows' own index. If that is all of them they become the
filter; otherwise most of the index is visible and correlated scalar subqueries, which PostgreSQL never turns into a
hash of every visible id, let the walk stop after one page.
"""

from django.contrib.auth.models import Permission
from django.db.models import OuterRef, Q, Subquery
from django.db.models.signals import post_migrate

from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from emerald.accounts.permissions import Right

PROBE = 2_000

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
    probe, and the caller's own. Both halves must run in one transaction (a request is one).
    """
    if not user.is_authenticated or not user.may_enter():
        return queryset.none()
    permission = permission_ids()[right]
    groups = list(user.groups.values_list("pk", flat=True))
    mine = CaseUserObjectPermission.objects.filter(user=user, permission=permission)
    ours = CaseGroupObjectPermission.objects.filter(group__in=groups, permission=permission)
    ids = list(mine.values_list("content_object").union(ours.values_list("content_object"), all=True)[: PROBE + 1])
    if len(ids) <= PROBE:
        return queryset.filter(pk__in={pk for (pk,) in ids})
    here = {"content_object": OuterRef("pk")}
    return queryset.alias(
        _mine=Subquery(mine.filter(**here).order_by().values("pk")[:1]),
        _ours=Subquery(ours.filter(**here).order_by().values("pk")[:1]),
    ).filter(Q(_mine__isnull=False) | Q(_ours__isnull=False))


def rights_on(case, user):
    """The codenames `user` holds on `case`, in one query; empty for an ended account."""
    if not user.is_authenticated or not user.may_enter():
        return frozenset()
    names = {pk: codename for codename, pk in permission_ids().items()}
    mine = CaseUserObjectPermission.objects.filter(user=user, content_object=case).values_list("permission")
    ours = CaseGroupObjectPermission.objects.filter(group__user=user, content_object=case).values_list("permission")
    return frozenset(names[pk] for (pk,) in mine.union(ours))
