"""The caseload of each day counts a case with the team it had on that day, in whatever order its moves were written
down; and what was known on a day stays what was known."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from cases.models import Case
from cases.models.teams.moving import move_cases
from emerald.accounts.roles import SERVICE_MANAGER
from emerald.guards import NotYet
from emerald.oversight.caseload import Caseload, name_those_then
from emerald.oversight.figures import SUPPORTED
from emerald.oversight.periods import Period
from tests.factories.children import close, make_case
from tests.factories.measures import days_ago
from tests.factories.people import make_team, make_user

DAYS, CASES, MOVES, KNOWN = 40, 6, 40, 4  # written down over the last KNOWN days


@dataclass
class Facts:
    """What is so of one case: the day it opened, and (day, team) in the order in which they were written down."""

    opened: object
    lines: list = field(default_factory=list)

    def team(self, day):
        until = [(since, number, team) for number, (since, team) in enumerate(self.lines) if since <= day]
        return max(until, key=lambda line: line[:2])[2]


def counted(caseload):
    return Counter({line.whole[0].key: line.whole[1] for line in caseload.by_team})


def reckoned(facts, day):
    return Counter(f"team-{one.team(day)}" for one in facts if one.opened <= day)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_each_day_counts_a_case_with_the_team_of_that_day_now_and_as_it_was_known(seed, recorded_on):
    random, today = Random(seed), timezone.localdate()
    teams = [make_team() for _ in range(3)]
    manager, known, moved = make_user(role="service_manager", teams=teams), {}, 0
    told = {}
    for _ in range(CASES):
        team, opened = random.choice(teams), days_ago(random.randrange(3, DAYS))
        told[make_case(team=team, opened_on=opened).pk] = Facts(opened, [(opened, team.pk)])
    for ago in range(KNOWN - 1, -1, -1):
        for _ in range(MOVES // KNOWN):
            key, to, on = random.choice(list(told)), random.choice(teams), days_ago(random.randrange(DAYS))
            try:
                move_cases(Case.objects.filter(pk=key), to=to, by=manager, because="Moved.", on=on)
            except NotYet:
                continue
            told[key].lines.append((on, to.pk))
            moved += 1
        recorded_on(today - timedelta(days=ago))
        known[today - timedelta(days=ago)] = deepcopy(list(told.values()))
    assert moved > MOVES // 3
    for day in (days_ago(ago) for ago in range(DAYS + 1)):
        assert counted(Caseload(manager, Period(day, day))) == reckoned(known[today], day), day
    for then, facts in known.items():
        for day in (days_ago(ago) for ago in range(0, DAYS, 5)):
            assert counted(Caseload(manager, Period(day, day, then))) == reckoned(facts, day), (then, day)
    for case in Case.objects.all():
        assert case.team_id == told[case.pk].team(today)


@pytest.mark.django_db
def test_a_list_names_the_team_of_its_day_and_what_is_another_teams_now_is_told_by_number(morag, sunita, elsewhere):
    case, away = make_case(manager=morag), make_case(manager=morag)
    hidden = make_case(manager=morag)
    sunita.take_up(SERVICE_MANAGER, teams=[case.team, elsewhere])
    hidden.restrict(by=sunita, category="other", because="-", named=[])
    those = Case.objects.filter(pk__in=[away.pk, hidden.pk])
    move_cases(those, to=elsewhere, by=sunita, because="Moved.", on=days_ago(5))
    then, now = (Period(days_ago(ago), days_ago(30)) for ago in (6, 0))
    both = Caseload(sunita, then)
    assert {one.team_name for one in name_those_then(both.rows(SUPPORTED))} == {case.team.name}
    assert both.moved_away == 0 and counted(both) == {f"team-{case.team_id}": 3}
    mine = Caseload(morag, then)
    assert (counted(mine), mine.moved_away) == ({f"team-{case.team_id}": 1}, 1)
    assert Caseload(morag, now).moved_away == 0


@pytest.mark.django_db
def test_a_case_that_closed_before_it_moved_counts_with_the_team_it_closed_in(morag, sunita, elsewhere):
    case = make_case(manager=morag)
    close(case, morag, sunita)
    sunita.take_up(SERVICE_MANAGER, teams=[case.team, elsewhere])
    move_cases(Case.objects.filter(pk=case.pk), to=elsewhere, by=sunita, because="The team ends.")
    assert counted(Caseload(sunita, Period(days_ago(1), days_ago(30)))) == {f"team-{case.team_id}": 1}
    assert not counted(Caseload(sunita, Period(days_ago(0), days_ago(30))))
