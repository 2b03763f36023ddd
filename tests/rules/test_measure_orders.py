"""What the law asks of orders and injunctions: ages, lengths, bans on travel, who supervises, who applies.

Source: DOMAIN.md sections 3.2 and 3.2b, with the section of each Act beside the rule in the catalogue.
"""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.law.durations import Period, birthday
from tests.factories.measures import INJUNCTION, RISK_ORDER, days_ago, make_injunction
from tests.factories.register import make_measure, make_person

TODAY = timezone.localdate
DAY = timedelta(days=1)
FACTS = {
    "sro": RISK_ORDER,
    "shpo": {"court": "Truro", "conviction": "Sexual assault, 2025"},
    "stro": {"court": "Truro"},
    "stpo": {"court": "Truro", "conviction": "Trafficking, 2025"},
    "cbo": {"court": "Truro", "conviction": "Harassment, 2025"},
    "civil_injunction": INJUNCTION,
}
YEARS = {"sro": 2, "shpo": 5, "stro": 2, "stpo": 5}


def order(rhys, person, kind, **said):
    given = {"made_on": days_ago(5), "facts": FACTS[kind]}
    if "ends_on" not in said:
        given["until_further_order"] = True
    return Measure.record_made(by=rhys, kind=kind, person=person, **given | said)


@pytest.fixture
def aged(team, rhys):
    """Somebody who has that age to the day on the day before yesterday."""

    def make(years, days=0):
        born = birthday(days_ago(2) - days * DAY, -years)
        return make_person(area=team, officer=rhys, given_names="Kit", date_of_birth=born)

    return make


@pytest.mark.parametrize(
    ("kind", "more"), [("civil_injunction", {"facts": INJUNCTION | {"youth_court": True}}), ("cbo", {})]
)
def test_an_injunction_and_a_criminal_behaviour_order_are_made_from_10_on(kind, more, aged, rhys):
    ends_on = Period(months=12).last_day_from(days_ago(2))
    with pytest.raises(NotYet, match=r"was 9 on .* against somebody of 10 or older\. Source"):
        order(rhys, aged(10, days=-1), kind, made_on=days_ago(2), ends_on=ends_on, **more)
    assert order(rhys, aged(10), kind, made_on=days_ago(2), ends_on=ends_on, **more).state == "in_force"


def test_of_somebody_whose_age_is_not_known_no_age_is_held_against_the_order(team, rhys):
    person = make_person(area=team, officer=rhys, date_of_birth=None)
    assert order(rhys, person, "civil_injunction").state == "in_force"


@pytest.mark.parametrize("kind", YEARS)
def test_an_order_is_discharged_early_only_with_both_sides_consent(kind, man, rhys):
    measure = order(rhys, man, kind, made_on=birthday(TODAY() + DAY, -YEARS[kind]))  # today is the last day of the time
    with pytest.raises(NotYet, match=f"Within {YEARS[kind]} years .* both agreed"):
        measure.discharge(by=rhys)
    measure.discharge(by=rhys, consent=True)
    assert measure.state == "discharged"


@pytest.mark.parametrize("kind", YEARS)
def test_after_that_time_it_is_discharged_without(kind, man, rhys):
    measure = order(rhys, man, kind, made_on=birthday(TODAY(), -YEARS[kind]))
    measure.discharge(by=rhys)
    assert measure.state == "discharged"


@pytest.mark.parametrize("kind", YEARS)
def test_an_interim_order_has_a_last_day_and_is_discharged_at_any_time(kind, man, rhys):
    with pytest.raises(NotYet, match=r"for a fixed time: enter its last day\. Source"):
        order(rhys, man, kind, interim=True)
    measure = order(rhys, man, kind, interim=True, ends_on=TODAY() + 30 * DAY)
    with pytest.raises(NotYet, match="for a fixed time"):
        measure.vary(by=rhys, what="Longer", until_further_order=True)
    measure.discharge(by=rhys)
    assert measure.state == "discharged"


def test_an_interim_injunction_may_last_until_the_full_hearing(man, rhys):
    measure = order(rhys, man, "civil_injunction", interim=True, until_further_order=None)
    assert (measure.state, measure.ends_on) == ("interim", None)


def anniversary(day, years):
    """The last of so many years that begin with `day`, found by walking."""
    last = day
    while True:
        following = last + DAY
        if following.year == day.year + years and (following.month, following.day) >= (day.month, day.day):
            return last
        last = following


@pytest.mark.parametrize("seed", range(8))
def test_what_the_person_must_not_do_lasts_as_long_as_the_order_has_to_at_least(seed, man, rhys):
    chance = Random(seed)
    kind = chance.choice(["shpo", "stpo", "stro"])
    made_on = TODAY() - timedelta(days=chance.randint(0, 3000))
    measure = order(rhys, man, kind, made_on=made_on)
    starts_on = chance.choice([None, made_on + timedelta(days=chance.randint(1, 400))])
    earliest = anniversary(starts_on or made_on, YEARS[kind])
    given = {"by": rhys, "sort": "prohibition", "text": "Go to Harbour Street", "starts_on": starts_on}
    with pytest.raises(NotYet, match=f"at least {YEARS[kind]} years, or until further order"):
        measure.add_condition(**given, ends_on=earliest - DAY)
    measure.add_condition(**given, ends_on=earliest)
    measure.add_condition(**given)
    assert measure.conditions.count() == 2


@pytest.mark.parametrize(("kind", "sort"), [("sro", "prohibition"), ("shpo", "requirement"), ("cbo", "prohibition")])
def test_other_conditions_may_be_shorter(kind, sort, man, rhys):
    measure = order(rhys, man, kind)
    measure.add_condition(by=rhys, sort=sort, text="So", supervisor="PC Dray", ends_on=TODAY() + 90 * DAY)
    assert measure.conditions.count() == 1


def test_a_short_prohibition_of_a_proposed_order_stands_in_the_way_of_making_it(man, rhys):
    proposed = Measure.propose(by=rhys, kind="shpo", person=man, on=days_ago(9))
    proposed.add_condition(by=rhys, sort="prohibition", text="Go there", ends_on=TODAY() + 90 * DAY)
    with pytest.raises(NotYet, match="at least 5 years"):
        proposed.grant(by=rhys, until_further_order=True, facts=FACTS["shpo"])


@pytest.mark.parametrize("kind", ["sro", "shpo", "stro", "stpo"])
def test_a_ban_on_travel_is_renewed_for_up_to_five_more_years_each_time(kind, man, rhys):
    made_on = TODAY() - timedelta(days=1000)
    until = anniversary(made_on, 5)
    measure = order(rhys, man, kind, made_on=made_on, facts=FACTS[kind] | {"travel_ban_until": until})
    for _ in range(2):
        latest = anniversary(until + DAY, 5)
        with pytest.raises(NotYet, match="at most 5 years"):
            measure.vary(by=rhys, what="Renewed", travel_ban_until=latest + DAY)
        with pytest.raises(NotYet, match=r"runs until .* already"):
            measure.vary(by=rhys, what="Renewed", travel_ban_until=until)
        measure.vary(by=rhys, what="Renewed.", travel_ban_until=latest)
        assert "The ban on foreign travel now lasts until" in measure.events.first().sentence
        until = latest
    measure.put_right(by=rhys, order_ref="SRO/9")
    assert Measure.objects.get().fact("travel_ban_until") == until


def test_a_ban_that_is_over_begins_anew_with_the_variation(man, rhys):
    made_on = TODAY() - timedelta(days=2000)
    facts = RISK_ORDER | {"travel_ban_until": made_on + 90 * DAY}
    measure = order(rhys, man, "sro", made_on=made_on, facts=facts)
    with pytest.raises(NotYet, match="at most 5 years"):
        measure.vary(by=rhys, what="Anew", travel_ban_until=anniversary(TODAY(), 5) + DAY)
    measure.vary(by=rhys, what="Anew", travel_ban_until=anniversary(TODAY(), 5))
    with pytest.raises(NotYet, match="no ban on foreign travel"):
        make_injunction(by=rhys, person=man).vary(by=rhys, what="A ban", travel_ban_until=TODAY() + DAY)


def test_an_adult_is_kept_out_of_their_home_only_with_violence_its_threat_or_a_significant_risk(man, rhys):
    with pytest.raises(NotYet, match=r"own home needs violence, .* 2014 s13\(1\)"):
        make_injunction(by=rhys, person=man, facts=INJUNCTION | {"excludes_from_home": True})
    facts = INJUNCTION | {"excludes_from_home": True, "violence_or_harm": True}
    assert make_injunction(by=rhys, person=man, facts=facts).fact("excludes_from_home") is True


@pytest.mark.parametrize("kind", ["civil_injunction", "sro", "shpo", "cbo"])
def test_whatever_the_person_must_do_names_who_supervises_it(kind, man, rhys):
    with pytest.raises(NotYet, match="who supervises"):
        order(rhys, man, kind, facts=FACTS[kind] | {"positive_requirement": True})
    measure = order(rhys, man, kind, facts=FACTS[kind] | {"positive_requirement": True, "supervisor": "PC Dray"})
    with pytest.raises(NotYet, match=r"who supervises what the person must do\. Source"):
        measure.add_condition(by=rhys, sort="requirement", text="Attend the course")
    measure.add_condition(by=rhys, sort="requirement", text="Attend the course", supervisor="PC Dray")
    measure.add_condition(by=rhys, sort="prohibition", text="Go there")
    assert measure.conditions.count() == 2


@pytest.mark.parametrize("kind", ["s222_injunction", "inherent_injunction"])
def test_the_councils_own_injunction_is_the_councils(kind, man, rhys, tamsin):
    given = {"by": rhys, "kind": kind, "person": man, "made_on": days_ago(5)}
    given |= {"children": [tamsin], "facts": {"court": "Truro County Court"}}
    given |= {} if KINDS[kind].clock else {"until_further_order": True}
    with pytest.raises(NotYet, match="who applies for it is council"):
        Measure.record_made(**given, applicant_class="police")
    assert Measure.record_made(**given).applicant_class == "council"
    proposed = Measure.propose(by=rhys, kind=kind, person=man, children=[tamsin])
    with pytest.raises(NotYet, match="who applies for it is council"):
        proposed.apply(by=rhys, applicant_class="housing")


def test_the_database_holds_that_it_is_the_councils(team, man, rhys):
    for kind in (kind for kind, row in KINDS.items() if len(row.applicants) == 1):
        with pytest.raises(IntegrityError, match="some_measures_are_the_councils"), transaction.atomic():
            make_measure(area=team, by=rhys, person=man, kind=kind, applicant_class="police")
        assert make_measure(area=team, by=rhys, person=man, kind=kind, applicant_class="council").pk
