"""Plays the register of disruption through the verbs the pages use, each step on its own day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any

from cases.models.children.census import Ethnicity
from emerald.accounts.models import User
from emerald.demo.calendar import DemoEvent, working_day_before
from emerald.demo.cast import APPROVER, POLICE
from emerald.demo.episode import Episode
from emerald.demo.persons_of_concern import COUNCIL, MEN, SPOTS, Man, Spot
from emerald.demo.words import disruption as words
from perpetrators.models import Breach, Measure, PersonOfConcern, Place
from perpetrators.models.law.durations import Period
from perpetrators.models.law.proceeding import Proceeding
from perpetrators.models.persons.legal_events.legal_status import LegalStep
from perpetrators.models.persons.links.link import Assessed, Confidence, Handling, SourceGrade

UNSERVED_NOTICE, CONSIDERED, KNOWN = 5, 11, 35  # days ago
BROKEN, JAILED, SENTENCE = 61, 53, 168  # days ago; days in prison


def disruption_events(episodes: list[Episode], people: dict[str, User], today: date) -> Iterator[DemoEvent]:
    """(day, order within the day, what to do) of everything in the register."""
    by_name = {episode.young.given_names: episode for episode in episodes if not episode.later}
    men = [Played(man, [by_name[name] for name in man.children], people, today) for man in MEN]
    for played in men:
        yield from played.events()
        for other in played.man.knows:
            yield working_day_before(today, KNOWN), 9, partial(played.know, men[other])
    places: dict[str, Place] = {}
    for spot in SPOTS:
        yield working_day_before(today, spot.recorded), 9, partial(record_place, spot, men, people, places)
    day = working_day_before(today, UNSERVED_NOTICE)
    yield day, 10, partial(notice_to_hotel, SPOTS[0], people, places, day)


@dataclass
class Played:
    """One man: recorded by the manager of the first child, looked after by police liaison from then on."""

    man: Man
    episodes: list[Episode]
    people: dict[str, User]
    today: date
    person: PersonOfConcern = field(init=False, repr=False)  # each from the event on that makes it
    measure: Measure = field(init=False, repr=False)
    breach: Breach = field(init=False, repr=False)
    measures: dict[str, Measure] = field(default_factory=dict)

    @property
    def officer(self) -> User:
        return self.people[POLICE]

    def day(self, ago: int) -> date:
        return working_day_before(self.today, ago)

    def events(self) -> Iterator[DemoEvent]:
        man = self.man
        yield self.day(man.recorded), 5, self.record
        yield self.day(man.made), 5, getattr(self, man.measure)
        yield self.day(man.noticed), 9, self.give_notice
        if man.extended:
            yield self.day(man.extended), 9, self.extend
        if man.measure == COUNCIL:
            yield self.day(BROKEN), 9, self.break_it
            yield self.day(JAILED), 9, self.jail
        if man.plan:
            yield self.day(CONSIDERED), 9, self.consider

    def record(self) -> None:
        man, first = self.man, self.episodes[0]
        self.person = PersonOfConcern.record(
            by=first.manager,
            through=first.case,
            officer=self.officer,
            given_names=man.given_names,
            family_name=man.family_name,
            estimated_age=man.age,
            sex="M",
            occupation=man.occupation,
            description=man.description,
            ethnicity=Ethnicity.NOBT,
            ethnicity_why_unknown=words.NOT_ASKED,
            nationality_why_unknown=words.NOT_ASKED,
            link={"nature": words.NATURES[0], "source": words.SOURCES[0]},
        )
        for number, other in enumerate(self.episodes[1:], start=1):
            # Only who may record about both children joins the second: the service manager of both teams.
            self.person.link(
                by=self.people[APPROVER],
                child=other.child,
                nature=words.NATURES[number],
                confidence=Confidence.CONFIRMED,
                source=words.SOURCES[number],
            )
        told = [
            *(("nickname", name, "") for name in man.nicknames),
            *(("vehicle", *each) for each in man.vehicles),
            *(("phone", number, "") for number in man.phones),
            *(("handle", *each) for each in man.handles),
        ]
        for kind, value, detail in told:
            self.person.add_particular(by=self.officer, kind=kind, value=value, detail=detail)

    def know(self, other: "Played") -> None:
        self.person.link(
            by=self.officer,
            other=other.person,
            nature=words.ASSOCIATES,
            is_intelligence=True,
            source_grade=SourceGrade.UNTESTED,
            assessed=Assessed.INDIRECTLY,
            handling=Handling.PERMITTED,
            detail=words.SEEN_TOGETHER,
        )

    def bail(self) -> None:
        on = self.day(self.man.made)
        self.person.record_legal(
            by=self.officer, step=LegalStep.ARREST, on=on, offence=self.man.about, where=words.STATION
        )
        self.measure = Measure.record_made(
            by=self.officer,
            kind="pre_charge_bail",
            person=self.person,
            made_on=on,
            authoriser="Sgt Imogen Farr",
            crime_ref=f"54/{on:%m%d}/{on:%y}",
            childs_view_considered=True,
            conditions=words.BAIL_CONDITIONS,
            children=[self.episodes[0].child],
            facts={
                "offence": self.man.about,
                "arrested_on": on,
                "station": words.STATION,
                "victim_view_sought": True,
                "victim_view_on": on,
            }
            | ({} if self.man.extended else self.return_to_the_station),
        )

    @property
    def return_to_the_station(self) -> dict[str, Any]:
        return {"return_on": self.day(-self.man.returns_in), "return_at": time(10)}

    def extend(self) -> None:
        self.measure.extend(
            by=self.officer,
            on=self.day(self.man.extended),
            stage="first",
            rank="inspector",
            authoriser="Insp Rafe Ellacombe",
            conditions_met=True,
            **self.return_to_the_station,
        )

    def council(self) -> None:
        self._injunction(words.COUNCIL, "council", {"violence_or_harm": True}, power_of_arrest=True)

    def housing(self) -> None:
        self._injunction(words.HOUSING, "housing", {"housing_link": words.HOUSING_LINK})

    def _injunction(self, applicant: str, applicant_class: str, facts: dict[str, Any], **more: Any) -> None:
        on = self.day(self.man.made)
        self.measure = Measure.record_made(
            by=self.officer,
            kind="civil_injunction",
            person=self.person,
            made_on=on,
            served_on=on,
            served_how="Handed over at court",
            served_by="PC Ottoline Drage",
            applicant=applicant,
            applicant_class=applicant_class,
            decided_by=words.COUNTY_COURT,
            order_ref=f"G00HM{on:%j%y}",
            until_further_order=True,
            conditions=words.INJUNCTION_CONDITIONS,
            note=self.man.about,
            childs_view_considered=True,
            children=[self.episodes[0].child],
            facts={"court": words.COUNTY_COURT, "with_notice": True, "penal_notice": True} | facts,
            **more,
        )

    def risk_order(self) -> None:
        on = self.day(self.man.made)
        self.measure = Measure.record_made(
            by=self.officer,
            kind="sro",
            person=self.person,
            made_on=on,
            served_on=on,
            served_how="Handed over at court",
            served_by="PC Ottoline Drage",
            applicant=words.POLICE,
            decided_by=words.MAGISTRATES,
            order_ref=f"SRO/{on:%Y}/17",
            ends_on=Period(years=3).last_day_from(on),
            conditions=words.ORDER_CONDITIONS,
            childs_view_considered=True,
            facts={"court": words.MAGISTRATES, "act": self.man.about, "notified_on": on},
        )

    def give_notice(self) -> None:
        on = self.day(self.man.noticed)
        Measure.serve_notices(
            by=self.officer,
            person=self.person,
            children=[one.child for one in self.episodes],
            basis="s2",
            served_on=on,
            served_by="PC Ottoline Drage",
            order_ref=f"CAWN/{on:%Y}/{on:%j}",
            childs_view_considered=True,
            facts={
                "consent_by": words.CONSENT_BY,
                "consent_role": words.CONSENT_ROLE,
                "consent_on": on,
                "place_served": words.STATION,
                "signed": "refused",
                "copy_given": True,
                "explained": True,
            },
        )

    def break_it(self) -> None:
        on = self.day(BROKEN)
        self.breach = self.measure.record_breach(
            by=self.officer,
            happened_on=on,
            what_happened=words.BROKEN,
            reported_by="Bus station staff",
            condition=self.measure.conditions.first(),
            reported_to_police_on=on,
            crime_ref=f"54/{on:%m%d}/{on:%y}",
            arrested=True,
            arrested_on=on,
            proceeding=Proceeding.CONTEMPT,
        )

    def jail(self) -> None:
        self.breach.record_outcome(
            by=self.officer,
            proceeding=Proceeding.CONTEMPT,
            outcome=words.JAILED,
            outcome_on=self.day(JAILED),
            sentence_days=SENTENCE,
        )

    def consider(self) -> None:
        self.measures["sro"] = Measure.propose(
            by=self.officer, kind="sro", person=self.person, note=self.man.plan, facts={"act": self.man.plan}
        )


def record_place(spot: Spot, men: list["Played"], people: dict[str, User], places: dict[str, Place]) -> None:
    first, officer = men[spot.men[0]], people[POLICE]
    place = places[spot.name] = Place.record(
        by=officer,
        person=first.person,
        nature=spot.nature,
        kind=spot.kind,
        name=spot.name,
        concern=spot.concern,
        lines=spot.lines,
        postcode=spot.postcode,
        web_address=spot.web_address,
        area=first.person.area,
    )
    for number in spot.men[1:]:
        men[number].person.link(by=officer, place=place, nature=spot.nature)


def notice_to_hotel(spot: Spot, people: dict[str, User], places: dict[str, Place], day: date) -> None:
    """Made and not served: it waits in the list of what nobody served."""
    Measure.record_made(
        by=people[POLICE],
        kind="hotel_notice",
        place=places[spot.name],
        made_on=day,
        authoriser="Insp Rafe Ellacombe",
        facts={"inspector": "Insp Rafe Ellacombe"},
    )
