"""What of the register a person may see. The one place where that is decided.

The register is shared: police liaison keep all of it. Everybody else sees a person of concern through a child: whoever
holds a right on a case of a child the person is linked to holds it on the person (DOMAIN.md section 7). Which children
a person of concern is linked to is never seen through the person: each child is asked for by itself, also by police
liaison, and the rest is counted (rule 8: a shared suspect must not reveal one child to another child's worker). A link
that was taken back opens nothing any more.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission, Child
from cases.models.access.allocation import Part
from cases.models.access.visible import permission_ids
from cases.models.queries import CaseQuerySet
from emerald.accounts.permissions import Right, SiteRight

# What can be held on a record of the register, from least to most.
REGISTER_RIGHTS = frozenset(
    {Right.HEAR_OF_MEASURES, Right.HEAR_OF_SUSPECTS, Right.READ_SUSPECTS, Right.RECORD_SUSPECTS, Right.KEEP_MEASURES}
)


Rows = TypeVar("Rows", bound=QuerySet[Any])


class Scope:
    """The register as `user` may see it. Asks the database only for what is asked of it."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.keeps = user.is_authenticated and user.has_site_right(SiteRight.KEEP_REGISTER)

    def children(self, right: Right = Right.READ_SUSPECTS) -> QuerySet[Child]:
        """The children of whom `user` may know that a person or a measure concerns them."""
        return Child.objects.filter(pk__in=self._cases(right).order_by().values("child"))

    def cases(self, right: Right = Right.READ_SUSPECTS) -> CaseQuerySet:
        """The cases through which that is so."""
        return self._cases(right)

    def persons(self, queryset: Rows, right: Right = Right.HEAR_OF_SUSPECTS) -> Rows:
        """Those persons of concern on whom `user` holds `right`."""
        if self.keeps:
            return queryset
        links = _links().filter(person=OuterRef("pk"), child__cases__in=self._keys(right))
        return queryset.filter(Exists(links))

    def places(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those places that belong to a person of concern on whom `user` holds `right`."""
        if self.keeps:
            return queryset
        people = self.persons(_model("PersonOfConcern").objects.all(), right)
        return queryset.filter(pk__in=_links().filter(person__in=people).values("place"))

    def links(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those links of which `user` may see both ends."""
        person_ok = {} if self.keeps else {"person__in": self._people(right)}
        other_ok = Q() if self.keeps else Q(other__in=self._people(right))
        return queryset.filter(**person_ok).filter(
            Q(child__in=self.children(right)) | self._place_ok(right) | (Q(other__isnull=False) & other_ok)
        )

    def _place_ok(self, right: Right) -> Q:
        """A link that stands shows its place to whoever sees its person; one that was taken back shows no place that
        is not theirs to see otherwise."""
        if self.keeps:
            return Q(place__isnull=False)
        places = self.places(_model("Place").objects.order_by(), right)
        return Q(place__isnull=False, ended_at=None) | Q(place__in=places.values("pk"))

    def measures(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those measures `user` may see: of a person or a place in scope, and, where children are named in it, with at
        least one of them in scope, who is enough by themselves; for those who keep the register, all."""
        if self.keeps:
            return queryset
        named = _model("ProtectedChild").objects.filter(measure=OuterRef("pk"))
        theirs = named.filter(child__in=self.children(right))
        places = self.places(_model("Place").objects.all(), right)
        return queryset.filter(Q(person__in=self._people(right)) | Q(place__in=places) | Q(Exists(theirs))).filter(
            Q(~Exists(named)) | Q(Exists(theirs))
        )

    def rights_on(self, person: Any) -> frozenset[str]:
        """The codenames of REGISTER_RIGHTS `user` holds on `person`: through any child linked to them, or all."""
        return self._rights_through(_links().filter(person=person))

    def rights_on_place(self, place: Any) -> frozenset[str]:
        """The same of a place: through the children of any person of concern linked to it, or all."""
        people = _links().filter(place=place).values("person")
        return self._rights_through(_links().filter(person__in=people))

    def rights_on_measure(self, measure: Any) -> frozenset[str]:
        """The same of a measure: through the children named in it; where none is, through its person or its place."""
        named = _model("ProtectedChild").objects.filter(measure=measure)
        if not self.keeps and not named.exists():
            return self.rights_on(measure.person) if measure.person_id else self.rights_on_place(measure.place)
        return self._rights_through(named)

    def _rights_through(self, links: QuerySet[Any]) -> frozenset[str]:
        """Through the children of these rows, which are links or name the children of a measure."""
        if self.keeps:
            return REGISTER_RIGHTS
        if not self.user.is_authenticated or not self.user.may_enter():
            return frozenset()
        cases = Case.objects.filter(child__in=links.filter(child__isnull=False).values("child"))
        names = {pk: codename for codename, pk in permission_ids().items() if codename in REGISTER_RIGHTS}
        on_them = {"content_object__in": cases, "permission__in": names}
        mine = CaseUserObjectPermission.objects.filter(user=self.user, **on_them)
        ours = CaseGroupObjectPermission.objects.filter(group__user=self.user, **on_them)
        return frozenset(names[pk] for (pk,) in mine.values_list("permission").union(ours.values_list("permission")))

    @cached_property
    def _visible(self) -> dict[str, Any]:
        return {}

    def _cases(self, right: Right) -> CaseQuerySet:
        """Probed once per right: the cases on which `user` holds it."""
        if right not in self._visible:
            self._visible[right] = Case.objects.visible_to(self.user, right)
        return self._visible[right]

    def _keys(self, right: Right) -> QuerySet[Any]:
        return self._cases(right).order_by().values("pk")

    def _people(self, right: Right) -> QuerySet[Any]:
        return self.persons(_model("PersonOfConcern").objects.order_by(), right).values("pk")


def officers_of_cases(case_ids: Iterable[int]) -> QuerySet[Any]:
    """(case, officer, role, part) for the register of connections: the police liaison officer of a person of concern
    is joined to the cases of those linked children to whom they were admitted (DESIGN.md section 4, `Admission`)."""
    rows = _model("Admission").objects.in_force().filter(child__cases__in=list(case_ids))
    return (
        rows.annotate(part=Value(Part.LINKED.value))
        .values_list("child__cases", "officer", "officer__role", "part")
        .distinct()
    )


def _links() -> Any:
    return _model("Link").objects.current()


def _model(name: str) -> Any:
    return apps.get_model("perpetrators", name)
