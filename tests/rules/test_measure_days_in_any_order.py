"""Whatever was recorded wrongly of the days of a measure and in whatever order it is corrected, what stands in the end
is what recording the right days at once gives: the same columns, the same periods."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law.bail_stages import LAWS
from tests.factories.measures import INJUNCTION, RISK_ORDER
from tests.factories.register import make_person

DAY = timedelta(days=1)
COLUMNS = (
    *("state", "considered_on", "applied_on", "made_on", "served_on", "started_on", "ends_on", "last_day_set"),
    *("until_further_order", "how_ended", "review_on", "ended_on", "facts", "authoriser_rank"),
)
FACTS = {
    "sro": RISK_ORDER,
    "civil_injunction": INJUNCTION,
    "pre_charge_bail": {"offence": "Sexual activity with a child"},
}


@dataclass
class Days:
    """What is said of one measure: fields, days among its facts, and the day it was discharged."""

    kind: str
    said: dict
    facts: dict = field(default_factory=dict)
    stopped: date | None = None
    extended: date | None = None  # bail: the day of its first extension

    def record(self, *, by, **against):
        """Returns the Measure, recorded with these days. Raises NotYet."""
        served = {"served_how": "By hand"} if self.said.get("served_on") else {}
        said = self.said | served | {"facts": FACTS[self.kind] | self.facts}
        measure = Measure.record_made(by=by, kind=self.kind, **against, **said)
        if self.extended:
            measure.extend(by=by, on=self.extended, stage="first", rank="superintendent", conditions_met=True)
        if self.stopped:
            measure.discharge(by=by, on=self.stopped, consent=True)
        else:
            measure.expire_if_over()
        return measure


def some_days(random):
    today = timezone.localdate()
    kind = random.choice(("sro", "civil_injunction", "pre_charge_bail"))
    if kind == "pre_charge_bail":
        edges = [law.since for law in LAWS if law.since.year > 2000] + [today - 60 * DAY] * 2
        arrested = random.choice(edges) + random.randrange(-12, 12) * DAY
        extended = arrested + 15 * DAY if random.random() < 0.4 and arrested.year > 2017 else None
        returns = not extended and random.random() < 0.5  # an extension takes the day of return away
        back = {"return_on": arrested + random.randrange(3, 20) * DAY} if returns else {}
        made = arrested + random.choice((0, 0, 1)) * DAY
        return Days(kind, {"made_on": made}, {"arrested_on": arrested, **back}, extended=extended)
    made = today - random.randrange(40, 90) * DAY
    said = {"made_on": made, "until_further_order": True}
    if kind == "civil_injunction" and random.random() < 0.6:
        said = {"made_on": made, "ends_on": today + random.randrange(-30, 90) * DAY}
    if random.random() < 0.4:
        said["started_on"] = made + random.randrange(1, 9) * DAY
    if random.random() < 0.6:
        said["served_on"] = made + random.randrange(0, 12) * DAY
    return Days(kind, said, stopped=today - random.randrange(0, 25) * DAY if random.random() < 0.3 else None)


def slipped(random, right):
    """The same with some of its days wrong."""

    def slip(days):
        wrong = {name: day for name, day in days.items() if isinstance(day, date) and random.random() < 0.6}
        return days | {name: day + random.randrange(-8, 8) * DAY for name, day in wrong.items()}

    stopped = right.stopped and right.stopped - random.choice((0, 3)) * DAY
    return Days(right.kind, slip(right.said), slip(right.facts), stopped, right.extended)


def corrections(right, wrong):
    """[what `correct_days` is asked with], one day each. A first day that is said goes with the day it was made, as on
    the page: where both were the same it would follow that."""
    first = {"started_on": right.said["started_on"]} if "started_on" in right.said else {}
    asked = [
        {name: day} | (first if name == "made_on" else {})
        for name, day in right.said.items()
        if wrong.said.get(name) != day
    ]
    asked += [{"facts": {name: day}} for name, day in right.facts.items() if wrong.facts.get(name) != day]
    return asked + [{"ended_on": right.stopped}] * (wrong.stopped != right.stopped)


def put_right(measure, asked, random, by):
    """Each correction by itself where it can stand alone, else together with those that are left."""
    random.shuffle(asked)
    left = []
    for one in asked:
        try:
            with transaction.atomic():
                Measure.objects.get(pk=measure.pk).correct_days(by=by, note="Misread.", **one)
        except NotYet as refusal:
            left += [one] if "No day was changed" not in str(refusal) else []  # another one brought it along
    if left:
        facts = {name: day for one in left for name, day in one.get("facts", {}).items()}
        said = {name: day for one in left for name, day in one.items() if name != "facts"}
        Measure.objects.get(pk=measure.pk).correct_days(by=by, note="Misread.", facts=facts, **said)


def as_it_stands(measure):
    measure = Measure.objects.get(pk=measure.pk)
    periods = measure.periods.order_by("interim").values_list("interim", "first_day", "last_day", "served_on")
    columns = {name: getattr(measure, name) for name in COLUMNS}
    columns["facts"] = {name: value for name, value in columns["facts"].items() if name != "rungs"}
    return columns, list(periods)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_corrected_in_any_order_is_as_recorded_at_once(seed, team, rhys):
    random, compared = Random(seed), 0
    for number in range(12):
        right = some_days(random)
        wrong = slipped(random, right)
        people = [make_person(area=team, officer=rhys, family_name=f"Vex{seed}{number}{one}") for one in "ab"]
        try:
            with transaction.atomic():
                at_once, measure = right.record(by=rhys, person=people[0]), wrong.record(by=rhys, person=people[1])
        except NotYet:
            continue
        put_right(measure, corrections(right, wrong), random, rhys)
        assert as_it_stands(measure) == as_it_stands(at_once), (right, wrong)
        compared += 1
    assert compared > 4


@pytest.mark.parametrize("off", [-2, 1, 3])
def test_every_step_of_bail_is_taken_again_after_a_corrected_arrest(off, team, rhys):
    today = timezone.localdate()

    def bailed(arrested, name):
        person = make_person(area=team, officer=rhys, family_name=name)
        measure = Days("pre_charge_bail", {"made_on": arrested}, {"arrested_on": arrested}).record(
            by=rhys, person=person
        )
        measure.extend(by=rhys, on=today - 30 * DAY, stage="first", rank="inspector", conditions_met=True)
        measure.stop_clock(by=rhys, on=today - 20 * DAY)
        measure.take_up_clock(by=rhys, on=today - 12 * DAY)
        measure.enter_hospital(by=rhys, on=today - 6 * DAY, left_on=today - 4 * DAY)
        measure.set_return(by=rhys, on=today - 2 * DAY, return_on=today + 9 * DAY)
        return measure

    right = today - 60 * DAY
    at_once, measure = bailed(right, "Vex"), bailed(right + off * DAY, "Orme")
    assert as_it_stands(measure) != as_it_stands(at_once)
    measure.correct_days(by=rhys, note="Misread.", made_on=right, facts={"arrested_on": right})
    assert as_it_stands(measure) == as_it_stands(at_once)
