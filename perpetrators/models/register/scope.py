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
from cases.models.access.visible import VisibleCases, permission_ids
from cases.models.children.identity_match import ChildQuerySet
from cases.models.queries import CaseQuerySet
from emerald.accounts.permissions import Right, SiteRight
from emerald.database.gathered import Gathered

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

    def children(self, right: Right = Right.READ_SUSPECTS) -> ChildQuerySet:
        """The children of whom `user` may know that a person or a measure concerns them."""
        return Child.objects.filter(self._among("pk", self._cases(right).values("child"), right))

    def cases(self, right: Right = Right.READ_SUSPECTS) -> CaseQuerySet:
        """The cases through which that is so."""
        return self._cases(right)

    def persons(self, queryset: Rows, right: Right = Right.HEAR_OF_SUSPECTS) -> Rows:
        """Those persons of concern on whom `user` holds `right`."""
        if self.keeps:
            return queryset
        if self._are_few(right):
            theirs = _links().filter(self._among("child", self._cases(right).values("child"), right))
            return queryset.filter(self._among("pk", theirs.values("person"), right))
        links = _links().filter(person=OuterRef("pk"), child__cases__in=self._keys(right))
        return queryset.filter(Exists(links))

    def places(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those places that belong to a person of concern on whom `user` holds `right`."""
        if self.keeps:
            return queryset
        theirs = _links().filter(self._among("person", self._people(right), right), place__isnull=False)
        return queryset.filter(self._among("pk", theirs.values("place"), right))

    def links(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those links of which `user` may see both ends."""
        person_ok = Q() if self.keeps else Q(self._among("person", self._people(right), right))
        other_ok = Q() if self.keeps else Q(self._among("other", self._people(right), right))
        return queryset.filter(person_ok).filter(
            Q(self._among("child", self._cases(right).values("child"), right))
            | self._place_ok(right)
            | (Q(other__isnull=False) & other_ok)
        )

    def _place_ok(self, right: Right) -> Q:
        """A link that stands shows its place to whoever sees its person; one that was taken back shows no place that
        is not theirs to see otherwise."""
        if self.keeps:
            return Q(place__isnull=False)
        places = self.places(_model("Place").objects.order_by(), right)
        return Q(place__isnull=False, ended_at=None) | Q(self._among("place", places.values("pk"), right))

    def measures(self, queryset: Rows, right: Right = Right.READ_SUSPECTS) -> Rows:
        """Those measures `user` may see: of a person or a place in scope, and, where children are named in it, with at
        least one of them in scope, who is enough by themselves; for those who keep the register, all."""
        if self.keeps:
            return queryset
        protected = _model("ProtectedChild").objects
        named = protected.filter(measure=OuterRef("pk"))
        their_child = self._among("child", self._cases(right).values("child"), right)
        theirs = named.filter(their_child)
        places = self.places(_model("Place").objects.order_by(), right).values("pk")
        through_a_child = (
            Q(self._among("pk", protected.filter(their_child).values("measure"), right))
            if self._are_few(right)
            else Q(Exists(theirs))
        )
        return queryset.filter(
            Q(self._among("person", self._people(right), right))
            | Q(self._among("place", places, right))
            | through_a_child
        ).filter(Q(~Exists(named)) | Q(Exists(theirs)))

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
    def _visible(self) -> dict[str, VisibleCases]:
        return {}

    def _seen(self, right: Right) -> VisibleCases:
        """Probed once per right."""
        if right not in self._visible:
            self._visible[right] = VisibleCases(self.user, right)
        return self._visible[right]

    def _are_few(self, right: Right) -> bool:
        return self._seen(right).are_few

    def _cases(self, right: Right) -> CaseQuerySet:
        """The cases on which `user` holds it."""
        cases: CaseQuerySet = self._seen(right).among(Case.objects.order_by())
        return cases

    def _keys(self, right: Right) -> QuerySet[Any]:
        return self._cases(right).values("pk")

    def _among(self, column: str, keys: QuerySet[Any], right: Right) -> Any:
        """Whether the key in `column` is among `keys`, which are as few or as many as the cases: few are gathered and
        drive whatever is asked (`cases.models.access.visible`)."""
        return Gathered(column, keys) if self._are_few(right) else Q(**{f"{column}__in": keys})

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
