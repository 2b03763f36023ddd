"""A record of the register is locked, compared and asked before a verb changes it; the children it concerns hear."""

from cases.models import Case
from cases.models.access.rights import settle
from cases.models.chronology.entries import Kind
from emerald.accounts.permissions import Right
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models.register.scope import Scope


class HeldPerson:
    """The trait of a person of concern that only one verb at a time changes it."""

    def take_hold(self, *, by, right=Right.RECORD_SUSPECTS, version=None):
        """Lock this row, bring `self` up to date, refuse whom or what must be refused. Returns the Scope of `by`.

        Raises NotYours when `by` lacks `right` on the person, NotYet when the record was merged into another,
        ChangedMeanwhile when `version` is not the row's. Must run inside a transaction.
        """
        type(self).objects.filter(pk=self.pk).select_for_update(of=("self",), no_key=True).values_list("pk").first()
        self.refresh_from_db()
        scope = Scope(by)
        if right not in scope.rights_on(self):
            raise NotYours(f"You cannot {right.label} here. {self.whom_to_ask()}")
        if self.merged_into_id:
            raise NotYet(f"This record was merged into {self.merged_into.reference}. Record it there.")
        if version is not None and version != self.version:
            raise ChangedMeanwhile(
                "Somebody changed this record while your page was open. Nothing was saved; what you "
                "typed is still here. Save again to replace what they wrote.",
                now=self,
            )
        return scope

    def keep(self, *fields):
        """Save these fields (all when none is named) as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"] if fields else None)

    def tell(self, sentence, *, by):
        """Add a sentence to the timeline of this record. Everybody who may read the person reads it: no child's name,
        and nothing by which one is known."""
        return self.entries.create(sentence=sentence, by=by)

    def children_now(self):
        """The keys of the children this person is linked to today."""
        return list(self.links.current().filter(child__isnull=False).values_list("child", flat=True))


def settle_cases_of(children):
    """The officers who were admitted to these children (keys) are joined to their cases, and nobody else."""
    settle(Case.objects.filter(child__in=list(children)))


def latest_cases_of(children):
    """The latest case of each of `children` (keys): the open one where there is one."""
    return (
        Case.objects.filter(child__in=list(children))
        .order_by("child", "-episode")
        .distinct("child")
        .select_related("child")
    )


def tell_cases_of(children, sentence, *, by, needs=Right.READ_SUSPECTS, on=None, page="case_disruption"):
    """One sentence in the chronology of each open case of these children (keys); of a child without one, in that of the
    latest. It names no child, and a person of concern by reference alone. Returns the cases."""
    cases = Case.objects.filter(child__in=list(children)).order_by("opened_on", "pk")
    latest = {case.child_id: case for case in cases}
    told = [case for case in cases if case.is_open or (latest[case.child_id] == case)]
    for case in told:
        case.chronicle(Kind.DISRUPTION, sentence, by=by, on=on, needs=needs, page=page, reference=case.reference)
    return told
