"""Who looks after a person of concern is joined to the cases of the linked children, where somebody agreed to that.

Every verb that could join an officer to a child comes through here: recording, linking, naming in a measure, appointing
an officer, merging. What the act itself agrees to is joined at once; of the rest the managers of each child are asked.
"""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from cases.models import Case, Child
from cases.models.access.locks import changes_rights, hold_children, hold_everybody
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import Connection
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from perpetrators.models.register.linked_cases import chronicle_on_cases_of, latest_cases_of

# Whose business a child is by themselves: who allocates or works, not who was linked to the case by name.
OF_THE_CASE = {Connection.ALLOCATION, Connection.TEAM}


class AdmittingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    admissions: Any
    officer: Any
    reference: Any

    @property
    def officer_now(self) -> User | None: ...
    def add_entry(self, sentence: str, *, by: User) -> Any: ...
    def admit(
        self, children: Collection[int], *, by: User, why: str, agreed: Mapping[int, str] | None = ...
    ) -> None: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def children_not_asked_about(self, officer: User) -> list[int]: ...
    def children_now(self) -> list[int]: ...
    def refresh_from_db(self, *args: Any, **facts: Any) -> Any: ...
    def whom_to_ask(self) -> str: ...


class Admitting:
    """The trait of a person of concern that its officer is admitted to the children linked to it.

    Each verb syncs the rights.
    """

    def admit(
        self: AdmittingHost, children: Collection[int], *, by: User, why: str, agreed: Mapping[int, str] | None = None
    ) -> None:
        """Join the officer to the cases of `children` (keys, linked to this person now) as far as `agreed` says so
        ({key: Ground}), leave alone whom the officer sees anyway, and ask the managers about the others. Whoever calls
        it holds this person, so that nobody appoints another officer meanwhile."""
        hold_children(children)
        self.refresh_from_db(fields=["officer"])
        officer = self.officer_now
        if officer is None or not children:
            return
        agreed = {} if by == officer else agreed or {}
        asked = set(self.admissions.live().filter(officer=officer, child__in=children).values_list("child", flat=True))
        new = sorted(set(children) - asked)
        sees = children_open_to(officer, new)
        joined, waiting = (
            [key for key in new if key in agreed],
            [key for key in new if key not in agreed and key not in sees],
        )
        row = {"person": self, "officer": officer, "asked_by": by, "why": why[:300]}
        said = {"answer": "agreed", "decided_by": by, "decided_at": now()}
        self.admissions.model.objects.bulk_create(
            [self.admissions.model(child_id=key, ground=agreed[key], **row, **said) for key in joined]
            + [self.admissions.model(child_id=key, **row) for key in waiting]
        )
        who = f"{officer.name}, police liaison, responsible for {self.reference},"
        chronicle_on_cases_of(joined, f"{who} was joined to this case.", by=by, page="case_officers")
        chronicle_on_cases_of(
            waiting,
            f"{who} cannot open this case: a manager of the team decides about that.",
            by=by,
            page="case_officers",
        )

    def admit_to_linked(self: AdmittingHost, children: Collection[int], *, by: User) -> None:
        """The same for children whom `by` has just linked: of somebody who works or manages the child's latest case the
        link is the decision."""
        theirs = children_open_to(by, children, Right.RECORD_SUSPECTS) if by.connected_by in OF_THE_CASE else ()
        self.admit(children, by=by, why="The child was linked to the person.", agreed=dict.fromkeys(theirs, "linked"))

    def admit_next(self: AdmittingHost, before: User | None, *, by: User) -> None:
        """The same for a new officer after `before` (who looked after the record until now, or None). A colleague who
        hands over agrees for the children they were admitted to and see themselves, a manager who appoints for the
        children of their team."""
        children, handed = self.children_now(), {}
        hold_children(children)
        if before == by:
            theirs = set(self.admissions.in_force().filter(officer=by).values_list("child", flat=True))
            handed = dict.fromkeys(theirs & children_open_to(by, children), "handed_over")
        decides = dict.fromkeys(children_open_to(by, children, Right.ANSWER_FOR_CHILD), "appointed")
        others = self.admissions.exclude(officer=self.officer) if self.officer else self.admissions.all()
        now_with = f"{self.officer.name if self.officer else 'Nobody'} is responsible for the record now"
        others.end(by=by, because=now_with)
        self.admit(children, by=by, why=f"{now_with}."[:300], agreed=handed | decides)

    def take_over_admissions(self: AdmittingHost, other: Any, *, by: User) -> None:
        """What was agreed about the children of `other`, which was merged into this record, stays agreed; what waited
        for an officer who looks after nothing any more ends, and the officer of this record waits for a manager."""
        hold_children({*self.children_now(), *other.children_now()})
        mine = {(one.child_id, one.officer_id): one for one in self.admissions.live()}
        for row in other.admissions.live():
            same = mine.get((row.child_id, row.officer_id))
            if same and (same.answer == "agreed" or row.answer != "agreed"):
                other.admissions.filter(pk=row.pk).end(by=by, because=MERGED)
                continue
            if same:
                self.admissions.filter(pk=same.pk).end(by=by, because=MERGED)
            other.admissions.filter(pk=row.pk).update(person=self)
        left = self.admissions.exclude(officer=self.officer) if self.officer else self.admissions.all()
        left.exclude(answer="agreed").end(by=by, because=MERGED)
        self.admit(self.children_now(), by=by, why=f"{other.reference} was merged into {self.reference}.")

    def end_admissions(self: AdmittingHost, child: Child, *, by: User) -> None:
        """The link to this child (a key) was taken back."""
        self.admissions.filter(child=child).end(by=by, because="The link to the person was taken back")

    @acting_as_emerald("change the register")
    @changes_rights
    def ask_to_be_admitted(self: AdmittingHost, *, by: User, why: str, version: int | None = None) -> None:
        """The officer asks the managers of those linked children whom they cannot see and about whom nothing waits,
        also where it was declined before. Raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        if by != self.officer_now:
            raise NotYours(f"Only the officer responsible for the record can ask, for themself. {self.whom_to_ask()}")
        children = self.children_not_asked_about(by)
        obstacles = (
            []
            if children
            else [
                "There is nobody to ask about: every child linked to this person is open to "
                "you, or a manager has been asked."
            ]
        )
        if not why.strip():
            obstacles.append("Enter why you need to see them.")
        if obstacles:
            raise NotYet(*obstacles)
        self.admissions.filter(child__in=children, officer=by).end(by=by, because="It was asked again")
        self.admit(children, by=by, why=why)
        self.add_entry(f"{by.name} asked to be joined to the cases of children linked to this person.", by=by)

    def children_not_asked_about(self: AdmittingHost, officer: User) -> list[int]:
        """The keys of the children linked now that `officer` cannot see, and about whom no manager was asked."""
        linked = self.children_now()
        live = self.admissions.live().filter(officer=officer).exclude(answer="declined")
        return sorted(set(linked) - set(live.values_list("child", flat=True)) - children_open_to(officer, linked))

    @acting_as_emerald("count what is hidden")
    def admissions_shown_to(self: AdmittingHost, user: User) -> dict[str, Any]:
        """For whoever looks after the record, without a child's name: how many children wait for a manager, those rows
        that were declined, about how many children nobody was asked. Empty for everybody else."""
        if user != self.officer_now:
            return {}
        live = list(self.admissions.live().filter(officer=user).select_related("decided_by").order_by("pk"))
        return {
            "waiting": sum(one.answer == "waiting" for one in live),
            "declined": [one for one in live if one.answer == "declined"],
            "to_ask": len(self.children_not_asked_about(user)),
        }


MERGED = "The two records are one person: they were merged"


def children_open_to(user: User, children: Collection[int], right: Right = Right.SEE_CASE) -> set[int]:
    """Those of `children` (keys) on whose latest case `user` holds `right`, as a set of keys."""
    latest = Case.objects.filter(pk__in=latest_cases_of(children).values("pk")).order_by()
    return (
        set(
            Case.objects.visible_to(user, right)
            .filter(pk__in=latest.values("pk"))
            .order_by()
            .values_list("child", flat=True)
        )
        if children
        else set()
    )


def end_of_officer(user: User, *, by: User | None, because: str) -> None:
    """What was agreed for `user`, or waits, ends: they are police liaison no longer. `by` may be unknown."""
    hold_everybody()
    rows = user.admissions.live()
    children = list(rows.values_list("child", flat=True))
    rows.end(by=by, because=because)
    sync_rights_of_children(children)
