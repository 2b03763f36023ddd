"""How a measure comes into the register: proposed, or recorded as it was made, and warning notices for several children
at once. Each is a classmethod of Measure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cases.models import Child
from cases.models.access.locks import changes_rights, hold_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.kinds import KINDS, NOTICE, is_offered
from perpetrators.models.measures.children import why_not_theirs
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.replacing import end_replaced
from perpetrators.models.measures.rules import (
    why_not_against,
    why_not_children,
    why_not_days,
    why_not_open,
    why_not_themself,
)
from perpetrators.models.measures.states import State
from perpetrators.models.register.numbering import RegisterNumber
from perpetrators.models.register.scope import Scope

if TYPE_CHECKING:
    from perpetrators.models.persons.person import PersonOfConcern
    from perpetrators.models.places.place import Place

# In free words, and read by everybody who may open the measure.
READ_BY_ALL = ("note", "served_how")
# What anybody may say of a measure when it is recorded, applied for, granted or put right.
FIELDS = frozenset(
    {
        "applicant",
        "applicant_class",
        "authoriser",
        "authoriser_rank",
        "decided_by",
        "order_ref",
        "crime_ref",
        "considered_on",
        "applied_on",
        "made_on",
        "served_on",
        "served_how",
        "served_by",
        "started_on",
        "ends_on",
        "until_further_order",
        "review_on",
        "power_of_arrest",
        "power_of_arrest_until",
        "childs_view_considered",
        "childs_view",
        "note",
        "officer",
    }
)


class Making(OfMeasure):
    class Meta:
        abstract = True

    @classmethod
    @acting_as_emerald("change the register")
    @changes_rights
    def propose(
        cls,
        *,
        by: User,
        kind: str,
        person: "PersonOfConcern | None" = None,
        place: "Place | None" = None,
        children: Iterable[Child] = (),
        on: date | None = None,
        facts: Mapping[str, Any] | None = None,
        **said: Any,
    ) -> Any:
        """A measure is considered. Right: RECORD_SUSPECTS on the person or place. `on` is the day (default today);
        `facts` are typed answers by the names of the kind's row; `said` are fields of FIELDS. Raises NotYours, NotYet.
        Returns the Measure."""
        measure, protected = cls._begin(by, Right.RECORD_SUSPECTS, kind, person, place, children, State.CONSIDERED)
        measure.take(considered_on=on or timezone.localdate(), **said)
        measure.facts = measure.row.kept(facts or {})
        obstacles = why_not_against(measure) + why_not_days(measure)
        if protected:
            obstacles += why_not_children(measure.row, protected) + why_not_themself(measure, protected)
        obstacles += why_in_future(measure.considered_on, "The day it was proposed")
        if obstacles:
            raise NotYet(*obstacles)
        measure.enter(protected, "proposed", "Proposed.", by=by, on=measure.considered_on)
        return measure

    @classmethod
    @acting_as_emerald("change the register")
    @changes_rights
    def record_made(
        cls,
        *,
        by: User,
        kind: str,
        person: "PersonOfConcern | None" = None,
        place: "Place | None" = None,
        children: Iterable[Child] = (),
        interim: bool = False,
        conditions: Iterable[dict[str, Any]] = (),
        facts: Mapping[str, Any] | None = None,
        ends: Iterable[Any] = (),
        **said: Any,
    ) -> Any:
        """A measure that was made already, and perhaps served, in one go. Right: KEEP_MEASURES. `made_on` is needed;
        `started_on` defaults to it; `conditions` are dicts as `add_condition` takes them; `ends` are the
        measures of bail that end with it. See `propose`."""
        state = State.INTERIM if interim else State.IN_FORCE
        measure, protected = cls._begin(by, Right.KEEP_MEASURES, kind, person, place, children, state)
        measure.take(**said)
        measure.come_into_force(protected, facts or {})
        measure.enter(protected, "made", measure.sentence_as_made, by=by, on=measure.made_on)
        measure.record_stated_service(by)
        for condition in conditions:
            measure.put_condition(**condition, by=by)
        end_replaced(measure, by)
        for other in ends:
            other.end_with(by=by, on=measure.made_on, event=kind, what=measure.title)
        return measure

    @classmethod
    @changes_rights
    def serve_notices(
        cls,
        *,
        by: User,
        person: "PersonOfConcern",
        children: Sequence[Child],
        basis: str,
        served_on: date,
        facts: Mapping[str, Any] | None = None,
        **said: Any,
    ) -> list[Any]:
        """A child abduction warning notice on `person` for each of `children`, served on `served_on`, in one go or not
        at all. Right: KEEP_MEASURES on the person, and each child must be `by`'s to see.

        `basis`: "s2" runs to the day before the child's 16th birthday, "s49" to the day before the 18th and no longer
        than the care it rests on. A child born on 29 February has the birthday on 1 March in a year without one; the
        last day is 28 February either way. `facts`: consent_by, consent_role, consent_on, place_served, signed
        ("signed", "refused", "absent"), copy_given, explained; `said`: served_how, served_by, order_ref, crime_ref,
        note, childs_view_considered, childs_view, officer, made_on (default `served_on`), ends_on (only to end sooner).
        Returns the Measures in the order of `children`. Raises NotYours, NotYet with every sentence there is.
        """
        written: dict[str, Any] = {"made_on": served_on, "served_how": "Handed over"} | said
        written["served_on"] = served_on
        facts = dict(facts or {}) | {"basis": basis}
        made: list[Any] = []
        refused: list[str] = []
        if not children:
            raise NotYet("Choose at least one child.")
        person.lock()
        hold_children([child.pk for child in children])
        for child in children:
            try:
                with transaction.atomic():
                    made.append(
                        cls.record_made(by=by, kind=NOTICE, person=person, children=[child], facts=facts, **written)
                    )
            except NotYet as refusal:
                refused += [one for one in refusal.sentences if one not in refused]
        if refused:
            raise NotYet(*refused)
        return made

    @classmethod
    def _begin(
        cls,
        by: User,
        right: Right,
        kind: str,
        person: "PersonOfConcern | None",
        place: "Place | None",
        children: Iterable[Child],
        state: State,
    ) -> tuple[Any, list[Child]]:
        """A measure that is not saved yet, and its children; whoever records it holds `right` on its subject."""
        subject, protected = person or place, list(children)
        if kind not in KINDS:
            raise NotYet("Select a kind of measure.")
        if not is_offered(KINDS[kind]):
            raise NotYet(
                f"This kind of measure ({KINDS[kind].title.lower()}) is not switched on here. Ask whoever runs Emerald."
            )
        if subject is None:
            raise NotYet("Say whom or what it is against.")
        # Who are linked to the person, what other orders it has: and it may change hands or be merged at this moment.
        if person and (protected or KINDS[kind].ends_earlier):
            person.lock()
        scope = Scope(by)
        mine: Collection[str] = (
            scope.rights_on(person)
            if person
            else {right}
            if place and scope.places(type(place).objects.filter(pk=place.pk), right).exists()
            else ()
        )
        if right not in mine:
            ask = person.whom_to_ask() if person else "Ask a police liaison officer."
            raise NotYours(f"You cannot {right.label} here. {ask}")
        if person and person.merged_into_id:
            raise NotYet(f"{person.reference} was merged into another record. Record it there.")
        why_not_theirs(by, protected, Right.READ_SUSPECTS)
        model: type[Any] = cls
        return model(
            kind=kind,
            person=person,
            place=place,
            state=state,
            area=subject.area,
            officer=person.officer if person else None,
            recorded_by=by,
        ), protected

    def take(self, **said: Any) -> None:
        """Set what was said about the measure; what is None stays as it is. Raises NotYours for what whoever holds it
        may not read."""
        if self.changing_reading:
            self.changing_reading.why_not_write(said)
        if strange := set(said) - FIELDS:
            raise ValueError(f"A measure has no {', '.join(sorted(strange))}")
        if self.pk and (obstacles := self.why_not_chronicled(*(said.get(name) or "" for name in READ_BY_ALL))):
            raise NotYet(*obstacles)
        for name, value in said.items():
            if value is not None:
                setattr(self, name, value)

    def take_facts(self, facts: Mapping[str, Any]) -> None:
        """The same for typed answers to what its kind asks besides; what is empty stays as it is."""
        if self.changing_reading:
            self.changing_reading.why_not_write(facts)
        self.facts = self.facts | self.row.kept(facts)

    def come_into_force(self, children: Sequence[Child], facts: Mapping[str, Any]) -> None:
        """Bring days and end to what they must be now that it is made, or raise NotYet with all that stands against."""
        self.take_facts(facts)
        self.started_on, self.last_day_set = self.started_on or self.made_on, self.ends_on
        if len(self.row.applicants) == 1:
            self.applicant_class = self.applicant_class or self.row.applicants[0][0]
        if obstacles := self.work_out(children) + why_not_open(self) + self.why_not_its_prohibitions():
            raise NotYet(*obstacles)
        self.review_on = self.review_on or self.usual_review

    def enter(self, children: Sequence[Child], name: str, sentence: str, *, by: User, on: date) -> None:
        """Save a new measure with its reference, its children and the first line of its history."""
        if obstacles := self.why_not_chronicled(*(getattr(self, each) for each in READ_BY_ALL), children=children):
            raise NotYet(*obstacles)
        self.reference = RegisterNumber.next_reference("DM", timezone.localdate().year)
        self.save()
        basis = {"basis": self.facts["basis"]} if "basis" in self.facts else {}
        self.take_in(children, by=by, facts=basis)
        self.add_event(name, "", sentence, by=by, on=on)

    @property
    def sentence_as_made(self) -> str:
        """Made, until when: the sentence for its history."""
        until = (
            f"until {day_in_words(self.ends_on)}"
            if self.ends_on
            else "until further order"
            if self.until_further_order
            else ""
        )
        made = "Interim order made" if self.state == State.INTERIM else "Made"
        started = f", from {day_in_words(self.started_on)}" if self.started_on != self.made_on else ""
        return f"{made}{started}{', ' + until if until else ''}."

    def record_stated_service(self, by: User) -> None:
        """The line of history for a service that was recorded together with the making."""
        if self.served_on and self.row.needs_service:
            self.version += 1
            self.save(update_fields=["version"])
            self.add_event("serve", self.state, self.sentence_as_served, by=by, on=self.served_on)

    @property
    def sentence_as_served(self) -> str:
        due_on = self.notification_due_on
        return (
            f"Served. The name and address are due with the police by {day_in_words(due_on)}." if due_on else "Served."
        )

    @property
    def notification_due_on(self) -> date | None:
        """The day by which the person gives the police their name and address; None where they did or need not."""
        return None if self.fact("notified_on") else self.row.notification_due_on(self.served_on, self.facts)
