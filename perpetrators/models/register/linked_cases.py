"""A record of the register is locked, compared and asked before a verb changes it; the children it concerns hear."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from cases.models import Case
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.versioned import Versioned
from perpetrators.models.register.scope import Scope


class VersionedPerson(Versioned):
    """The trait of a person of concern that only one verb at a time changes it."""

    right_to_change = Right.RECORD_SUSPECTS

    if TYPE_CHECKING:  # what it needs of the person
        merged_into: Any
        merged_into_id: Any
        entries: Any
        links: Any

    class Meta:
        abstract = True

    def gives(self, right: Right, *, to: User) -> bool:
        return right in Scope(to).rights_on(self)

    def why_not_any_more(self) -> list[str]:
        if self.merged_into_id:
            return [f"This record was merged into {self.merged_into.reference}. Record it there."]
        return []

    def add_entry(self, sentence: str, *, by: User) -> Any:
        """Add a sentence to the timeline of this record. Everybody who may read the person reads it: no child's name,
        and nothing by which one is known."""
        return self.entries.create(sentence=sentence, by=by)

    @acting_as_emerald("change the register")
    def children_now(self) -> list[int]:
        """The keys of the children this person is linked to today, also of those whom the writer does not see."""
        return list(self.links.current().filter(child__isnull=False).values_list("child", flat=True))


def latest_cases_of(children: Iterable[int]) -> QuerySet[Case]:
    """The latest case of each of `children` (keys): the open one where there is one."""
    return (
        Case.objects.filter(child__in=list(children))
        .order_by("child", "-episode")
        .distinct("child")
        .select_related("child")
    )


@acting_as_emerald("tell the chronology")
def chronicle_on_cases_of(
    children: Iterable[int],
    sentence: str,
    *,
    by: User,
    needs: Right = Right.READ_SUSPECTS,
    on: date | None = None,
    page: str = "case_disruption",
) -> list[Case]:
    """One sentence in the chronology of each open case of these children (keys); of a child without one, in that of the
    latest. It names no child, and a person of concern by reference alone. Returns the cases."""
    cases = Case.objects.filter(child__in=list(children)).order_by("opened_on", "pk")
    latest = {case.child_id: case for case in cases}
    told = [case for case in cases if case.is_open or (latest[case.child_id] == case)]
    for case in told:
        case.chronicle(Kind.DISRUPTION, sentence, by=by, on=on, needs=needs, page=page, reference=case.reference)
    return told
