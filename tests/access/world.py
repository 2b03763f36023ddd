"""A small world for property tests: what could be true of five people and six cases, and who may then see what.

`may` reads these plain lists alone. It shares no code with `cases.models.access.rights` or `visible`: the roles
of each kind of connection are written out again, from DOMAIN.md section 7.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as some

from cases.models import Allocation, Case, Restriction, RestrictionName
from cases.models.access import rights as access
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from tests.accounts.test_roles_table import LASTS
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user

PEOPLE, CASES, TEAMS = 5, 6, 3
BY_TEAM = {"practice_manager", "service_manager", "business_support"}
BY_PART = {
    "lead": {"caseworker"},
    "co_worker": {"caseworker"},
    "linked": {"missing_coordinator", "camhs_practitioner", "police_liaison", "auditor", "data_protection_officer"},
}
# What stays with whoever worked a case until it closed: its own record. Everything else is of the child today, or work.
OF_THE_RECORD = LASTS["E"]


@dataclass(frozen=True)
class Person:
    role: str
    teams: frozenset
    active: bool
    ends_in: int | None  # days from today to the last day of access
    superuser: bool

    @property
    def may_enter(self):
        return self.active and (self.ends_in is None or self.ends_in >= 0)


@dataclass(frozen=True)
class World:
    people: tuple
    parts: tuple  # (case, person, part, why it ended or "")
    restrictions: dict  # case -> (people named, lifted)

    def lawful_parts(self):
        """Without those the database would refuse: a second current lead, a person's second current part."""
        kept, taken = [], set()
        for case, person, part, ended in self.parts:
            claims = {(case, "person", person)} | ({(case, "lead")} if part == "lead" else set())
            if ended:
                kept.append((case, person, part, ended))
            elif not claims & taken:
                taken |= claims
                kept.append((case, person, part, ended))
        return kept

    def may(self, person, case, right):
        """Whether this person holds `right` on this case. Case n belongs to team n modulo TEAMS."""
        one = self.people[person]
        if not one.may_enter or not one.role or right not in ROLES[one.role].on_a_case:
            return False
        named, lifted = self.restrictions.get(case, (frozenset(), True))
        if not lifted:
            return person in named
        if one.role in BY_TEAM:
            return case % TEAMS in one.teams
        fitting = {
            ended
            for where, who, part, ended in self.lawful_parts()
            if where == case and who == person and one.role in BY_PART[part]
        }
        return "" in fitting or ("case_closed" in fitting and right in OF_THE_RECORD)


a_person = some.builds(
    Person,
    role=some.sampled_from(["", *ROLES]),
    teams=some.frozensets(some.integers(0, TEAMS - 1), max_size=2),
    active=some.sampled_from([True, True, True, False]),
    ends_in=some.sampled_from([None, None, -1, 0, 1]),
    superuser=some.sampled_from([False, False, True]),
)
a_case, somebody = some.integers(0, CASES - 1), some.integers(0, PEOPLE - 1)
a_world = some.builds(
    World,
    people=some.tuples(*[a_person] * PEOPLE),
    parts=some.lists(
        some.tuples(
            a_case,
            somebody,
            some.sampled_from(list(BY_PART)),
            some.sampled_from(["", "", "handed_over", "case_closed"]),
        ),
        max_size=14,
    ).map(tuple),
    restrictions=some.dictionaries(
        a_case, some.tuples(some.frozensets(somebody, max_size=3), some.booleans()), max_size=3
    ),
)


class Stage:
    """The people, teams and cases in the database that every world is played on."""

    def __init__(self):
        self.teams = [make_team() for _ in range(TEAMS)]
        self.opener = make_user(role="practice_manager", teams=self.teams)
        self.people = [make_user(role=None) for _ in range(PEOPLE)]
        self.cases = [make_case(manager=self.opener, team=self.teams[n % TEAMS]) for n in range(CASES)]

    @contextmanager
    def play(self, world):
        """Make `world` true, with its rights; yields the people as they then are. Undone at the end."""
        point = transaction.savepoint()
        try:
            self._write(world)
            access.sync_rights(Case.objects.all())
            yield list(User.objects.filter(pk__in=[one.pk for one in self.people]).order_by("pk"))
        finally:
            transaction.savepoint_rollback(point)

    def _write(self, world):
        today = timezone.localdate()
        for user, one in zip(self.people, world.people, strict=True):
            User.objects.filter(pk=user.pk).update(
                is_active=one.active,
                is_superuser=one.superuser,
                access_ends_on=None if one.ends_in is None else today + timedelta(days=one.ends_in),
            )
            user.take_up(ROLES.get(one.role), teams=[self.teams[n] for n in one.teams])
        Allocation.objects.bulk_create(
            [
                Allocation(
                    case=self.cases[case],
                    user=self.people[person],
                    part=part,
                    made_by=self.opener,
                    started_on=today,
                    ended_on=today if ended else None,
                    end_reason=ended,
                    ended_by=self.opener if ended else None,
                )
                for case, person, part, ended in world.lawful_parts()
            ]
        )
        for case, (named, lifted) in world.restrictions.items():
            made = Restriction.objects.create(
                child=self.cases[case].child,
                category="staff",
                because="A relative.",
                made_by=self.opener,
                review_on=today,
                lifted_at=timezone.now() if lifted else None,
                lifted_by=self.opener if lifted else None,
            )
            RestrictionName.objects.bulk_create(
                [RestrictionName(restriction=made, user=self.people[person]) for person in named]
            )
