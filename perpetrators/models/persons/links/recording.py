"""What joins a person of concern to children, to each other and to places: made, put right, taken back."""

from collections.abc import Collection
from typing import Any, Protocol, TypeVar

from django.db import IntegrityError, transaction

from cases.models import Child
from cases.models.access.locks import changes_rights
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import problem_in_future
from emerald.guards import NotYet, NotYours
from emerald.versioned import Versioned
from perpetrators.models.register.linked_cases import chronicle_on_cases_of
from perpetrators.models.register.scope import Scope

GRADED = ("is_intelligence", "source_grade", "assessed", "handling", "handling_conditions")


class LinkRecordingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    links: Any
    reference: Any

    @property
    def is_convicted(self) -> bool: ...
    @property
    def pk(self) -> Any: ...
    def _linked_already(self, child: Child | None, other: Any, place: Any) -> list[str]: ...
    def admit_to_linked(self, children: Collection[int], *, by: User) -> None: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def join(
        self, *, by: User, child: Child | None = ..., other: Any | None = ..., place: Any | None = ..., **facts: Any
    ) -> Any: ...
    def open_to_linked(self, child: int, said: str, *, by: User) -> None: ...
    def whom_to_ask(self) -> str: ...


class LinkRecording:
    """The trait of a person of concern that it can be linked."""

    @acting_as_emerald("change the register")
    @changes_rights
    def link(
        self: LinkRecordingHost,
        *,
        by: User,
        child: Child | None = None,
        other: Any | None = None,
        place: Any | None = None,
        **facts: Any,
    ) -> Any:
        """Link this person to exactly one child, other person of concern or place. `facts`: nature, since, until,
        confidence, detail, source and, of police liaison alone, the grading of intelligence.

        `by` must hold RECORD_SUSPECTS on both ends. Where `by` works the child's case the officer of this person is
        joined to it; otherwise a manager of the child decides. Their chronology hears of it. Raises NotYours, NotYet.
        Returns the Link.
        """
        self.begin_change(by=by)
        scope = Scope(by)
        if any(facts.get(name) for name in GRADED) and not scope.keeps:
            raise NotYours(f"Graded intelligence is recorded by police liaison. {self.whom_to_ask()}")
        if not may_link_to(scope, child=child, other=other, place=place):
            raise NotYours(
                f"You cannot link this person to somebody or something that is not yours to record about. "
                f"{self.whom_to_ask()}"
            )
        return self.join(by=by, child=child, other=other, place=place, **facts)

    def join(
        self: LinkRecordingHost,
        *,
        by: User,
        child: Child | None = None,
        other: Any | None = None,
        place: Any | None = None,
        **facts: Any,
    ) -> Any:
        """What `link` does once it is known that `by` may: for verbs that have asked that already."""
        made = self.links.model(person=self, child=child, other=other, place=place, recorded_by=by, **facts)
        if obstacles := [*made.problems().values(), *self._linked_already(child, other, place)]:
            raise NotYet(*obstacles)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:  # somebody wrote the same from the other end at this moment
            raise NotYet("Somebody has just recorded this link. Change that link.") from None
        if child is not None:
            said = f"{self.reference} was recorded as a person of concern{'' if self.is_convicted else ', suspected'}."
            self.open_to_linked(child.pk, said, by=by)
        return made

    def open_to_linked(self: LinkRecordingHost, child: int, said: str, *, by: User) -> None:
        """What follows on the side of the child (a key) once there is a link, or is again; `said`: its chronology."""
        self.admit_to_linked([child], by=by)
        sync_rights_of_children([child])
        chronicle_on_cases_of([child], said, by=by)

    def why_not_linked(self: LinkRecordingHost, link: Any) -> list[str]:
        """Why this link cannot stand beside those that do."""
        return self._linked_already(link.child, link.other, link.place)

    def _linked_already(self: LinkRecordingHost, child: Child | None, other: Any, place: Any) -> list[str]:
        if other is not None and other.pk == self.pk:
            return ["A person cannot be linked to themselves."]
        current = self.links.current()
        either = self.links.model.objects.current().touching(self)
        if child is not None and current.filter(child=child).exists():
            return ["This child is linked to this person already. Change that link."]
        if place is not None and current.filter(place=place).exists():
            return ["This place is linked to this person already. Change that link."]
        if other is not None and either.touching(other).exists():
            return ["These two people are linked already. Change that link."]
        return []


KeptLink = TypeVar("KeptLink", bound="KeptHost")


class KeptHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    assessed: Any
    because: Any
    child: Any
    child_id: Any
    ended_at: Any
    ended_by: Any
    handling: Any
    handling_conditions: Any
    is_intelligence: Any
    nature: Any
    other: Any
    person: Any
    place: Any
    since: Any
    source_grade: Any
    until: Any

    @property
    def has_conditions(self) -> bool: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def lock(self, *, within: Any = ...) -> None: ...
    def problems(self) -> dict[str, str]: ...
    def save_next_version(self, *fields: str) -> None: ...


class Kept(Versioned):
    """The trait of a link that it can be put right, and taken back with the reason."""

    ended_at: Any  # fields of the link that it sets
    ended_by: Any

    part_of, right_to_change, called_here = "person", Right.RECORD_SUSPECTS, "this link"

    class Meta:
        abstract = True

    def problems(self: KeptHost) -> dict[str, str]:
        """What cannot be so, by the question it is about."""
        found = problem_in_future("since", self.since, "The start")
        if not self.nature.strip():
            found["nature"] = "Enter what links them"
        if self.since and self.until and self.until < self.since:
            found["until"] = "The end cannot be before the start"
        if self.child and self.since and not self.child.was_born_by(self.since):
            found["since"] = "The start is before the child was born"
        if self.is_intelligence and not (self.source_grade and self.assessed and self.handling):
            found["source_grade"] = "Intelligence needs the grade of its source, how the source knows, and its handling"
        if self.has_conditions and not self.handling_conditions.strip():
            found["handling_conditions"] = "Enter the handling conditions"
        return found

    @transaction.atomic
    def change(self: KeptLink, *, by: User, version: int | None = None, **fields: Any) -> KeptLink:
        """Change these fields. Raises NotYours, ChangedMeanwhile, NotYet; then nothing has changed."""
        self.begin_change(by=by, version=version)
        before = [getattr(self, name) for name in GRADED]
        for name, value in fields.items():
            setattr(self, name, value)
        if [getattr(self, name) for name in GRADED] != before and not Scope(by).keeps:
            raise NotYours(f"Graded intelligence is recorded by police liaison. {self.person.whom_to_ask()}")
        if problems := self.problems():
            raise NotYet(*problems.values())
        self.save_next_version()
        return self

    @acting_as_emerald("change the register")
    @changes_rights
    def take_back(self: KeptHost, *, by: User, because: str, version: int | None = None) -> None:
        """The link is no longer thought to be so: it stays to be read, with the reason. When something only came to an
        end in the world, that is a change of `until`; where it was recorded by mistake, a second person looks at it
        (`PersonMistake`). Raises NotYours, ChangedMeanwhile, NotYet."""
        self.begin_change(by=by, version=version)
        if not because.strip():
            raise NotYet("Enter why it is taken back.")
        self.ended_at, self.ended_by, self.because = now(), by, because
        self.save_next_version("ended_at", "ended_by", "because")
        if self.child_id:
            self.person.end_admissions(self.child_id, by=by)
            sync_rights_of_children([self.child_id])
            chronicle_on_cases_of([self.child_id], f"The link to {self.person.reference} was taken back.", by=by)

    def stand_again(self: KeptHost, *, by: User) -> None:
        """It was no mistake. Called by `PersonMistake.decide` alone, which holds the person and asked the right. Raises
        NotYet."""
        self.lock(within=self.person)
        if obstacles := self.person.why_not_linked(self):
            raise NotYet(*obstacles)
        self.ended_at, self.ended_by, self.because = None, None, ""
        self.save_next_version("ended_at", "ended_by", "because")
        if self.child_id:
            said = f"The link to {self.person.reference} stands: it was no mistake."
            self.person.open_to_linked(self.child_id, said, by=by)

    def gives(self: KeptHost, right: Right, *, to: User) -> bool:
        """The person it is of was asked before: here its other end, and whether only police liaison keeps it."""
        scope = Scope(to)
        return may_link_to(scope, child=self.child, other=self.other, place=self.place) and (
            scope.keeps or not self.has_conditions
        )

    def not_given(self: KeptHost, right: Right, *, to: User) -> str:
        kept = "Intelligence with handling conditions is kept by police liaison."
        refusal = kept if self.has_conditions and not Scope(to).keeps else "You cannot change this link."
        return f"{refusal} {self.person.whom_to_ask()}"

    def why_not_any_more(self: KeptHost) -> list[str]:
        return [] if self.ended_at is None else ["This link was taken back already."]


def may_link_to(
    scope: Scope, *, child: Child | None = None, other: Any | None = None, place: Any | None = None
) -> bool:
    """Whether the reader may record about what is at the other end of a link."""
    right = Right.RECORD_SUSPECTS
    if child is not None:
        return scope.children(right).filter(pk=child.pk).exists()
    if other is not None:
        return right in scope.rights_on(other)
    return place is not None and scope.places(type(place).objects.all(), right).filter(pk=place.pk).exists()
