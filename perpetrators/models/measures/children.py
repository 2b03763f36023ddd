"""The children a measure protects by name, and how the chronology of each hears of it.

A measure belongs to its subject; each child's case is told in sentences that name nobody (DOMAIN.md section 3.1).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case, Child, ChronologyEntry
from cases.models.access.rights import sync_rights_of_children
from cases.models.children.named import why_not_named
from cases.models.chronology.entries import Kind, moment_of
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, PENDING
from perpetrators.models.persons.links.link import Link
from perpetrators.models.register.linked_cases import latest_cases_of
from perpetrators.models.register.scope import Scope

if TYPE_CHECKING:
    pass

ONE_NOTICE = "one_active_notice_for_each_basis"


@acting_as_emerald("tell the chronology")
def chronicle_on_cases(told: Iterable[tuple[Any, str, Any, date]], *, significant: bool | None = None) -> None:
    """Write the chronology lines of `told`, [(measure, sentence, by, on)], on the latest case of each child protected.

    Two questions and one insert, however many there are.
    """
    by_measure = {measure.pk: (measure, sentence, by, on) for measure, sentence, by, on in told}
    rows = apps.get_model("perpetrators", "ProtectedChild").objects.filter(measure__in=list(by_measure))
    protected = list(rows.values_list("measure", "child"))
    cases = {case.child_id: case for case in latest_cases_of({child for _, child in protected})}
    ChronologyEntry.objects.bulk_create(
        [_entry(cases[child], *by_measure[key], significant) for key, child in protected if child in cases]
    )


def _entry(
    case: Case, measure: OfMeasure, sentence: str, by: User, on: date, significant: bool | None
) -> ChronologyEntry:
    return ChronologyEntry(
        case=case,
        kind=Kind.DISRUPTION,
        sentence=f"{measure.title} {measure.reference}, {measure.against}: {sentence}"[:600],
        recorded_by=by,
        needs=Right.READ_SUSPECTS,
        page="measure",
        page_args={"measure": measure.reference},
        significant=bool(significant),
        **moment_of(on),
    )


class Protecting(OfMeasure):
    """The trait of a measure that it protects children."""

    class Meta:
        abstract = True

    @property
    def against(self) -> str:
        """Whom or what it is against, by reference alone: “against PC-2026-0007 at PL-2026-0003”."""
        words = [f"against {self.person.reference}"] if self.person_id else []
        return " ".join(words + ([f"at {self.place.reference}"] if self.place_id else []))

    @property
    def children(self) -> list[Child]:
        """The children it protects; `may_be_named` on each says whether whoever holds the measure may see them, so that
        no refusal names a child to somebody who may not. For a page ask `Scope.children`."""
        rows = self.protected.select_related("child").prefetch_related("child__looked_after_periods").order_by("pk")
        found = [row.child for row in rows]
        if found and self.changing_user is not None:
            seen = set(
                self.changing_user.children(Right.READ_SUSPECTS)
                .filter(pk__in=[one.pk for one in found])
                .values_list("pk", flat=True)
            )
            for child in found:
                child.may_be_named = child.pk in seen
        return found

    def why_not_chronicled(self, *texts: str, children: Iterable[Child] | None = None) -> list[str]:
        """Why `texts` cannot stand where every reader of the measure, and of each child it protects, reads them: one
        names such a child. `children`: of a measure that is new, or those alone who must not be named."""
        if not any(texts):
            return []
        if children is None:
            children = [child for child in self.children if getattr(child, "may_be_named", True)]
        person = self.person
        return why_not_named(
            children,
            texts,
            told="Whoever opens this measure, or the case of any child it protects, reads it.",
            besides=(person.given_names, person.family_name, person.called) if person else (),
        )

    def chronicle_on_cases(
        self, sentence: str, *, by: User, on: date | None = None, significant: bool | None = None
    ) -> None:
        """Tell the latest case of each protected child."""
        chronicle_on_cases([(self, sentence, by, on or timezone.localdate())], significant=significant)

    def take_in(self, children: Sequence[Child], *, by: User, facts: dict[str, Any] | None = None) -> None:
        """Protect `children` besides: rows and, where the person of concern is not linked to them yet, links, which
        join the person's officer to their cases. A notice in force says so on the row, by which the database keeps one
        active notice per child, suspect and basis. Raises NotYet. Called by the verbs, which hold the person and asked
        whose children."""
        notice_to = self.person if self.row.one_child_each and self.is_live else None
        self._end_notices_over()
        try:
            with transaction.atomic():
                self.protected.bulk_create(
                    [
                        self.protected.model(measure=self, child=child, notice_to=notice_to, facts=facts or {})
                        for child in children
                    ]
                )
        except IntegrityError as clash:
            raise _told_of(clash, self, children) from None
        self._link(children, by)

    def _link(self, children: Sequence[Child], by: User) -> None:
        if self.person is None or not children:
            return
        linked = Link.objects.current().filter(person=self.person, child__in=children)
        known = set(linked.values_list("child", flat=True))
        new = [child for child in children if child.pk not in known]
        if new:
            Link.objects.bulk_create(
                [
                    Link(
                        person=self.person,
                        child=child,
                        nature=f"Named in {self.reference}",
                        source=self.reference,
                        recorded_by=by,
                    )
                    for child in new
                ]
            )
            self.person.admit_to_linked([child.pk for child in new], by=by)
            sync_rights_of_children([child.pk for child in new])

    def _end_notices_over(self) -> None:
        """A notice whose last day is over stands in nobody's way, also before the night has ended it."""
        if self.row.one_child_each:
            type(self).objects.filter(kind=self.kind, person=self.person).run_out().exclude(pk=self.pk).expire_ended()

    def activate_notice(self) -> None:
        """As soon as a notice is in force, its child has one on this basis from this suspect, and no second. Raises
        NotYet."""
        if not self.row.one_child_each:
            return
        self._end_notices_over()
        standing = {"notice_to": self.person if self.state in (*PENDING, *LIVE) else None}
        try:
            with transaction.atomic():
                self.protected.update(**standing, facts={"basis": self.facts["basis"]})
        except IntegrityError as clash:
            raise _told_of(clash, self, self.children) from None


def _told_of(clash: IntegrityError, measure: OfMeasure, children: Sequence[Child]) -> NotYet:
    """The sentence for what the database refused."""
    if ONE_NOTICE not in str(clash):
        return NotYet("One of these children is protected by this measure already.")
    names = " or ".join(child.name if getattr(child, "may_be_named", True) else "this child" for child in children)
    return NotYet(
        f"{measure.person.reference} has an active child abduction warning notice on this basis for {names} already. "
        "End that one first, or record a breach of it."
    )


def why_not_theirs(by: User, children: Iterable[Child], right: Right) -> None:
    """Refuse children whom `by` may not see. Raises NotYours."""
    keys = {child.pk for child in children}
    if len(keys) != Scope(by).children(right).filter(pk__in=keys).count():
        raise NotYours("One of these children is not yours to see. Ask the practice manager of the child’s team.")
