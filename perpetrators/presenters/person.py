"""What one reader may see of a person of concern: the links, the measures, and how much there is beyond that.

Each link is asked for by its other end: who sees a person of concern through one child does not learn of another
(DOMAIN.md section 7, rule 8). What is not shown is counted, so that the reader knows whom to ask.
"""

from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from cases.models import Child
from emerald.accounts.permissions import Right
from emerald.words import plural
from perpetrators.models import ChildRecord, LegalEvent, Link, Measure, PersonMistake, PersonOfConcern, Place
from perpetrators.models.persons.legal_events.standing import Standing, standings
from perpetrators.models.register.hidden import how_many
from perpetrators.models.register.scope import Scope


class PersonPresenter:
    """Of `person`, as `scope` may see it. Asks only for what the page asks of it, each thing once."""

    def __init__(self, person: PersonOfConcern, scope: Scope) -> None:
        self.person, self.scope = person, scope

    @cached_property
    def links(self) -> "list[VisibleLink]":
        """Those of which the reader may see both ends, and told how they may be read (`Seen`)."""
        theirs = self.scope.cases().filter(child=OuterRef("child")).order_by("-opened_on", "-pk").values("reference")
        found = self.scope.links(Link.objects.touching(self.person).with_ends()).annotate(case=Subquery(theirs[:1]))
        seen = [
            VisibleLink(link, self.person, self.scope, self.mistakes.get((link.pk, None)))
            for link in found.order_by("-since", "-pk")
        ]
        return [one for one in seen if one.may_be_named]

    @property
    def links_now(self) -> "list[VisibleLink]":
        return [one for one in self.links if one.link.ended_at is None]

    @property
    def links_before(self) -> "list[VisibleLink]":
        return [one for one in self.links if one.link.ended_at is not None]

    @cached_property
    def more_links(self) -> int:
        """How many links stand that the reader is not shown."""
        shown = [one.link.pk for one in self.links_now]
        return how_many(Link.objects.touching(self.person).current().beyond(shown))

    @cached_property
    def own_record(self) -> ChildRecord | None:
        """Which child they are, for whoever may see that child; `own_record.case` is the reader's case."""
        theirs = self.scope.cases().filter(child=OuterRef("child")).order_by("-opened_on", "-pk").values("reference")
        found = self.person.child_records.current().seen_by(self.scope).select_related("child", "person")
        return found.annotate(case=Subquery(theirs[:1])).first()

    @cached_property
    def particulars(self) -> list[Any]:
        """Those that hold first, what came to an end last."""
        return sorted(self.person.particulars.all(), key=lambda one: (one.is_over, one.kind, one.pk))

    @cached_property
    def legal_events(self) -> list[LegalEvent]:
        found = list(LegalEvent.objects.of_person(self.person).with_people().newest_first())
        for event in found:
            event.mistake = self.mistakes.get((None, event.pk))  # type: ignore[attr-defined]  # for the page
        return found

    @cached_property
    def mistakes(self) -> dict[tuple[int | None, int | None], PersonMistake]:
        """{(link, step of the law): the latest that was said of it}; `may_decide` where the reader is the second
        person."""
        found = {}
        for one in reversed(PersonMistake.objects.of_person(self.person).newest_first()):
            waits = one.is_waiting and one.child_id is None and not one.why_not_decided_by(self.scope.user)
            one.may_decide = waits and self._keeps  # type: ignore[attr-defined]  # for the page
            found[one.link_id, one.legal_event_id] = one
        return found

    @cached_property
    def _keeps(self) -> bool:
        return Right.KEEP_MEASURES in self.scope.rights_on(self.person)

    @cached_property
    def standings(self) -> list[Standing]:
        """Where they stand with the law, offence by offence."""
        return standings(self.legal_events)

    @cached_property
    def measures(self) -> list[Measure]:
        return list(self.scope.measures(self.person.measures.all()).newest_first())

    @cached_property
    def more_measures(self) -> int:
        return how_many(Measure.objects.filter(person=self.person)) - len(self.measures)

    @property
    def beyond_links(self) -> str:
        """The sentence about links that are not shown, with whom to ask; empty when there are none."""
        return self._beyond(self.more_links, "connection")

    @property
    def beyond_measures(self) -> str:
        return self._beyond(self.more_measures, "measure")

    @property
    def beyond(self) -> list[str]:
        return [sentence for sentence in (self.beyond_links, self.beyond_measures) if sentence]

    def _beyond(self, number: int, what: str) -> str:
        """Its officer has nobody to ask about it but those who decide about a child."""
        theirs = self.person.officer_now == self.scope.user
        ask = "see “Officer for this record”." if theirs else self.person.whom_to_ask()
        return f"{plural(number, f'more {what}')}: {ask[:1].lower()}{ask[1:]}" if number > 0 else ""


class VisibleLink:
    """One link from the side of `person`: who or what is at its other end, and whether its words may be read."""

    def __init__(self, link: Link, person: PersonOfConcern, scope: Scope, mistake: PersonMistake | None = None) -> None:
        self.link, self.person, self.scope, self.mistake = link, person, scope, mistake

    @property
    def is_open(self) -> bool:
        """Whether the reader may read what the link says: police intelligence with conditions is for police liaison."""
        return self.scope.keeps or not self.link.has_conditions

    @property
    def may_be_named(self) -> bool:
        """Of intelligence with conditions others hear only where it concerns a child of theirs."""
        return self.is_open or self.link.child_id is not None

    @property
    def to(self) -> str:
        """What is at the other end: "child", "person" or "place"."""
        return "child" if self.link.child_id else "place" if self.link.place_id else "person"

    @property
    def end(self) -> PersonOfConcern | Child | Place | None:
        """The other end itself."""
        if self.to == "person":
            return self.link.person if self.link.other_id == self.person.pk else self.link.other
        return self.link.child or self.link.place

    @property
    def case(self) -> str | None:
        """The reference of the reader's case of the child at the other end."""
        return self.link.case  # type: ignore[attr-defined]  # put there by the query

    @property
    def is_over(self) -> bool:
        return self.link.until is not None and self.link.until < timezone.localdate()
