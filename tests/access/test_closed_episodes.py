"""What a closed episode gives to whom, against the rule written down a second time: random histories in random order.

The rule. A case is one episode. While somebody has a part in a case, they hold on it what their role gives. When it
closes they keep its record alone, until a manager ends that. What is of the child today they hold only through the
child's latest episode: by a part in it that runs, or by its team. The list of a restricted record comes before that.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.models import Case
from cases.models.access import rights as access
from cases.models.access.allocation import Allocation, EndReason
from cases.models.access.visible import rights_on
from cases.models.opening import open_case
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from tests.access.world import BY_PART, BY_TEAM, OF_THE_RECORD
from tests.accounts.test_roles_table import LASTS
from tests.factories.children import make_case, make_child
from tests.factories.people import make_team, make_user

pytestmark = pytest.mark.django_db
histories = settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OF_THE_TEAM = LASTS["E"] | LASTS["T"]
ROLE_OF = ("caseworker", "caseworker", "auditor", "camhs_practitioner", "data_protection_officer", "police_liaison")


@dataclass
class Episode:
    """What the test itself knows of one case."""

    case: object
    team: int
    is_open: bool = True
    parts: dict = field(default_factory=dict)  # person -> part, of those that run
    worked: set = field(default_factory=set)  # people who had a part when it closed
    told_not_to_read: set = field(default_factory=set)


class Play:
    """A child's story as its verbs tell it, and beside it what must follow."""

    def __init__(self):
        self.teams = [make_team(), make_team()]
        self.opener = make_user(role="practice_manager", teams=self.teams)
        self.approver = make_user(role="service_manager", teams=self.teams)
        self.people = [make_user(role=role, teams=[self.teams[0]]) for role in ROLE_OF]
        self.managers = [make_user(role=role, teams=[team]) for team in self.teams for role in sorted(BY_TEAM)]
        self.child = make_child()
        self.episodes, self.named = [], None

    @property
    def latest(self):
        return self.episodes[-1]

    def may(self, user, episode):
        """The rule, for one person on one case."""
        number = self.people.index(user) if user in self.people else None
        everything = {str(right) for right in ROLES[user.role].on_a_case}
        if self.named is not None:
            if user not in self.named:
                return set()
            if user.role in BY_TEAM or self.latest.is_open:
                return everything
            return set() if number in episode.told_not_to_read else everything & OF_THE_RECORD
        if user.role in BY_TEAM:
            if self.teams[episode.team] not in user.teams:
                return set()
            return everything if self.latest.team == episode.team else everything & OF_THE_TEAM
        if number in episode.parts:
            return everything
        if number in episode.worked - episode.told_not_to_read:
            return everything if number in self.latest.parts else everything & OF_THE_RECORD
        return set()

    def act(self, what, person, other, team):
        """Do `what` if it can be done now."""
        if not self.episodes or (what == "open" and not self.latest.is_open):
            return self.open(team, lead=person if ROLE_OF[person] == "caseworker" else None)
        return {
            "allocate": self.allocate,
            "end": self.end,
            "close": self.close,
            "restrict": self.restrict,
            "lift": self.lift,
            "end reading": self.end_reading,
            "give back": self.give_back,
            "open": self.nothing,
        }[what](person, other)

    def nothing(self, *_):
        pass

    def open(self, team, lead):
        if self.named is not None:  # whoever keeps the list opens the next one, in their own team
            team = self.latest.team
        by = self.approver
        case = open_case(
            self.child,
            team=self.teams[team],
            by=by,
            status="at_risk",
            rationale="Referred.",
            lead=None if lead is None else self.people[lead],
        )
        case.reviews.update(counted_from=case.opened_on)
        self.episodes.append(Episode(case, team, parts={} if lead is None else {lead: "lead"}))
        if self.named is not None:
            self.named = {
                user for user in self.named if user.role in BY_TEAM or (lead is not None and user == self.people[lead])
            }

    def allocate(self, person, _):
        part = "lead" if ROLE_OF[person] == "caseworker" else "linked"
        if not self.latest.is_open or person in self.latest.parts:
            return
        self.fresh().allocate(self.people[person], part=part, by=self.approver)
        if part == "lead":
            self.latest.parts = {one: had for one, had in self.latest.parts.items() if had != "lead"}
        self.latest.parts[person] = part

    def end(self, person, _):
        if person in self.latest.parts:
            running = Allocation.objects.current().get(case=self.latest.case, user=self.people[person])
            self.fresh().end_allocation(running, by=self.approver, reason=EndReason.NO_LONGER_NEEDED)
            del self.latest.parts[person]

    def close(self, *_):
        if self.latest.is_open and (self.named is None or self.opener in self.named):
            self.fresh().propose_closure(by=self.opener, reason="C3", summary="Safer.", views="-").approve(
                by=self.approver
            )
            self.latest.is_open, self.latest.worked = False, set(self.latest.parts)
            self.latest.parts = {}

    def restrict(self, person, other):
        if self.named is None:
            self.named = {self.approver, self.opener, self.people[person], self.people[other]}
            self.fresh().restrict(by=self.approver, category="staff", because="Aunt.", named=self.named)

    def lift(self, *_):
        if self.named is not None:
            self.fresh().lift_restriction(by=self.approver, because="She left.")
            self.named = None

    def end_reading(self, person, _):
        for episode in self.episodes:
            if person in episode.worked - episode.told_not_to_read:
                self.reading(episode, person, "end_reading")
                episode.told_not_to_read.add(person)
                return

    def give_back(self, person, _):
        for episode in self.episodes:
            if person in episode.told_not_to_read:
                self.reading(episode, person, "give_reading_back")
                episode.told_not_to_read.remove(person)
                return

    def reading(self, episode, person, verb):
        part = Allocation.objects.get(case=episode.case, user=self.people[person], end_reason="case_closed")
        getattr(Case.objects.get(pk=episode.case.pk), verb)(part, by=self.approver, because="Said so.")

    def fresh(self):
        return Case.objects.get(pk=self.latest.case.pk)

    def wrong(self):
        """Who holds what they should not, or lacks what they should have."""
        return [
            (user.role, number, sorted(held ^ self.may(user, episode)))
            for number, episode in enumerate(self.episodes)
            for user in (*self.people, *self.managers, self.opener, self.approver)
            if (held := {str(one) for one in rights_on(episode.case, User.objects.get(pk=user.pk))})
            != self.may(user, episode)
        ]


a_person, a_team = some.integers(0, len(ROLE_OF) - 1), some.integers(0, 1)
an_act = some.tuples(
    some.sampled_from(
        [
            "open",
            "open",
            "allocate",
            "allocate",
            "end",
            "close",
            "close",
            "restrict",
            "lift",
            "end reading",
            "give back",
        ]
    ),
    a_person,
    a_person,
    a_team,
)


@given(acts=some.lists(an_act, min_size=4, max_size=14))
@histories
def test_whatever_happens_everybody_holds_what_the_rule_says_and_nothing_else(acts):
    point = transaction.savepoint()
    try:
        play = Play()
        for act in acts:
            play.act(*act)
            assert not play.wrong(), act
        assert not any(len(missing) or len(extra) for missing, extra in access.differences(Case.objects.all()))
    finally:
        transaction.savepoint_rollback(point)


def test_the_parts_here_are_those_of_the_roles():
    assert {role for role in ROLE_OF if role != "caseworker"} <= BY_PART["linked"]


@pytest.mark.parametrize("number", [1, 12])
def test_what_must_be_costs_the_same_however_many_cases_and_episodes(number, morag, sunita, django_assert_num_queries):
    for _ in range(number):
        case = make_case(manager=morag)
        case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
        case.reopen(by=morag, status="at_risk", rationale="Again.")
    teams = dict(Case.objects.values_list("pk", "team"))
    with django_assert_num_queries(6):
        access.expected_rows(teams)
