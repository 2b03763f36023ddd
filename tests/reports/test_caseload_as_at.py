"""The caseload of each day is what the facts say, whatever becomes of the cases and in whatever order it is told; and
what was known on a day stays what was known."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.guards import NotYet
from emerald.oversight.caseload import Caseload
from emerald.oversight.figures import FIGURES
from emerald.oversight.periods import Period
from tests.factories.children import make_case
from tests.factories.measures import days_ago
from tests.factories.people import make_user

DAYS, CASES, STEPS, KNOWN = 50, 9, 150, 6  # written down over the last KNOWN days


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


ALL_STEPS = (identified, identified, stepped_down, stepped_down, allocated, allocated, left, closed)


def agrees(caseload, facts, workers):
    """All numbers of `caseload` against those of a reckoner."""
    day, before = caseload.period.on, caseload.period.since
    there, numbers = [one for one in facts if one.is_open(day)], caseload.numbers
    assert numbers["supported"] == len(there)
    assert numbers["victims"] == sum(one.state(day) == "victim" for one in there)
    assert numbers["without-lead"] == sum(one.lead(day) is None for one in there)
    assert numbers["before"] == sum(one.is_open(before) for one in facts)
    assert numbers["opened"] == sum(before < one.opened <= day for one in facts)
    assert numbers["closed"] == sum(bool(one.closed and before < one.closed <= day) for one in facts)
    by_lead = {line.whole[0].key: line.whole[1] for line in caseload.by_lead}
    for worker in workers:
        assert by_lead.get(f"lead-{worker.pk}", 0) == sum(one.lead(day) == worker.pk for one in there), worker
    for figure in (FIGURES[key] for key in ("supported", "victims", "closed", "opened")):
        assert caseload.rows(figure).count() == numbers[figure.key]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_each_day_is_as_the_facts_say_now_and_as_they_were_known(seed, team, morag, both, recorded_on):
    random, today = Random(seed), timezone.localdate()
    random.approver, random.workers = both, [make_user(role="caseworker", teams=[team]) for _ in range(3)]
    told, known, taken = [], {}, set()
    for _ in range(CASES):
        opened = days_ago(random.randrange(5, DAYS))
        told.append((make_case(manager=morag, opened_on=opened, reviewed_on=today), Facts(opened)))
        told[-1][1].states.append((opened, "at_risk"))
    for ago in range(KNOWN - 1, -1, -1):
        for _ in range(STEPS // KNOWN):
            (case, facts), step = random.choice(told), random.choice(ALL_STEPS)
            case.refresh_from_db()
            try:
                step(random, case, facts, morag)
                taken.add(step)
            except NotYet:
                continue
        recorded_on(today - timedelta(days=ago))
        known[today - timedelta(days=ago)] = deepcopy([facts for _, facts in told])
    assert taken >= {identified, allocated, closed} and len(taken) > 3
    for day in (days_ago(ago) for ago in range(DAYS + 2)):
        agrees(Caseload(morag, Period(day, day - timedelta(days=7))), known[today], random.workers)
    for then, facts in known.items():
        for day in (days_ago(ago) for ago in range(0, DAYS, 6)):
            agrees(Caseload(morag, Period(day, day - timedelta(days=7), then)), facts, random.workers)


@pytest.mark.django_db
def test_a_case_of_which_nothing_was_known_yet_counts_nowhere(morag, recorded_on):
    make_case(manager=morag, opened_on=days_ago(30))
    recorded_on(days_ago(2))
    numbers = [Caseload(morag, Period(days_ago(10), days_ago(40), days_ago(ago))).numbers for ago in (3, 2)]
    assert [(one["supported"], one["opened"]) for one in numbers] == [(0, 0), (1, 1)]
