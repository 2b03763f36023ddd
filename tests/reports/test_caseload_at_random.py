"""The caseload of each day is what the facts say, whatever becomes of the cases and in whatever order it is told."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.guards import NotYet
from tests.factories.children import make_case
from tests.factories.measures import days_ago
from tests.factories.people import make_user

DAYS, CASES, STEPS = 50, 9, 150


@dataclass
class Facts:
    """What is so of one case: days are the first on which it is so."""

    opened: object
    states: list = field(default_factory=list)  # (day, state), the last of a day counts
    leads: list = field(default_factory=list)  # [first day, first day without, who], in the order they were recorded
    closed: object = None

    def is_open(self, day):
        return self.opened <= day and (self.closed is None or day < self.closed)

    def state(self, day):
        return [state for since, state in sorted(self.states, key=lambda one: one[0]) if since <= day][-1]

    def lead(self, day):
        there = [one for one in self.leads if one[0] <= day and (one[1] is None or day < one[1])]
        return max(enumerate(there), key=lambda one: (one[1][0], one[0]))[1][2] if there else None

    def without_a_lead_from(self, day):
        for one in self.leads:
            one[1] = max(day, one[0]) if one[1] is None else one[1]


def after_the_last_move(random, facts):
    """Mostly; a move before it is refused."""
    latest = (timezone.localdate() - facts.states[-1][0]).days
    return days_ago(random.randrange(latest + 1 if random.random() < 0.8 else DAYS))


def identified(random, case, facts, by):
    on = after_the_last_move(random, facts)
    case.identify_as_victim(
        by=by, rationale="Told.", section_47=False, section_47_reason="Done before.", effective_on=on
    )
    facts.states.append((on, "victim"))


def stepped_down(random, case, facts, by):
    on = after_the_last_move(random, facts)
    case.step_down(by=by, rationale="Safer.", effective_on=on)
    facts.states.append((on, "at_risk"))


def allocated(random, case, facts, by):
    worker, on = random.choice(random.workers), days_ago(random.randrange(DAYS))
    case.allocate(worker, part=Part.LEAD, by=by, on=on)
    facts.without_a_lead_from(on)
    facts.leads.append([on, None, worker.pk])


def left(random, case, facts, by):
    on, lead = days_ago(random.randrange(DAYS)), case.allocations.current().first()
    if lead is None:
        raise NotYet("Nobody leads it.")
    case.end_allocation(lead, by=by, reason="left", on=on)
    facts.without_a_lead_from(on)


def closed(random, case, facts, by):
    on = days_ago(random.randrange(DAYS // 4))
    said = {"reason": "C1", "summary": "Safer.", "views": "-", "effective_on": on}
    case.propose_closure(by=by, **said).approve(by=random.approver)
    facts.closed = on
    facts.without_a_lead_from(on)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_each_day_is_as_the_facts_say(seed, team, morag, both, caseload_of):
    random = Random(seed)
    random.approver, random.workers = both, [make_user(role="caseworker", teams=[team]) for _ in range(3)]
    told = []
    for _ in range(CASES):
        opened = days_ago(random.randrange(5, DAYS))
        told.append((make_case(manager=morag, opened_on=opened, reviewed_on=timezone.localdate()), Facts(opened)))
        told[-1][1].states.append((opened, "at_risk"))
    taken = set()
    for _ in range(STEPS):
        (case, facts), step = (
            random.choice(told),
            random.choice((identified, identified, stepped_down, stepped_down, allocated, allocated, left, closed)),
        )
        case.refresh_from_db()
        try:
            step(random, case, facts, morag)
            taken.add(step)
        except NotYet:
            continue
    assert taken >= {identified, allocated, closed} and len(taken) > 3
    for day in (days_ago(ago) for ago in range(DAYS + 2)):
        caseload = caseload_of(morag, on=day, since=day - timedelta(days=7))
        there = [facts for _, facts in told if facts.is_open(day)]
        numbers = caseload.numbers
        assert numbers["supported"] == len(there), day
        assert numbers["victims"] == sum(facts.state(day) == "victim" for facts in there), day
        assert numbers["without-lead"] == sum(facts.lead(day) is None for facts in there), day
        before = day - timedelta(days=7)
        assert numbers["before"] == sum(facts.is_open(before) for _, facts in told), day
        assert numbers["opened"] == sum(before < facts.opened <= day for _, facts in told), day
        assert numbers["closed"] == sum(bool(facts.closed and before < facts.closed <= day) for _, facts in told), day
        by_lead = {
            name: number for figure, number in (line.whole for line in caseload.by_lead) for name in [figure.key]
        }
        for worker in random.workers:
            expected = sum(facts.lead(day) == worker.pk for facts in there)
            assert by_lead.get(f"lead-{worker.pk}", 0) == expected, (day, worker)
