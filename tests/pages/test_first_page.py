"""The lists of the first page are asked at once, and are what each of them is by itself."""

from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cases.models import Case
from cases.models.access import visible
from cases.models.access.allocation import Allocation
from cases.models.access.staffing import leavers_leading
from cases.presenters.first_page import first_page
from cases.views.home import _led_by_leavers, _lists
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.gathered import keys_at_once
from emerald.database.identity import asking_for
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user

pytestmark = pytest.mark.django_db
MOST = 4


class Council:
    """Two teams with cases that were seen on any day or never, led by anybody or nobody, some about to close."""

    def __init__(self, seed):
        self.random = random = Random(seed)
        self.teams = [make_team(), make_team()]
        self.managers = [make_user(role="practice_manager", teams=[team]) for team in self.teams]
        self.both = make_user(role="service_manager", teams=self.teams)
        self.workers = [make_user(role="caseworker", teams=[team]) for team in self.teams for _ in range(2)]
        self.cases = [self.case(number) for number in range(20)]
        if random.random() < 0.5:
            random.choice(self.workers).leave()

    def case(self, number):
        random, side = self.random, number % 2
        lead = random.choice([None, *self.workers[2 * side : 2 * side + 2]])
        day = timezone.localdate() - timedelta(random.randrange(30, 90))
        case = make_case(manager=self.managers[side], lead=lead, opened_on=day)
        if random.random() < 0.6:
            case.child_was_seen(timezone.localdate() - timedelta(random.randrange(5)))
        if random.random() < 0.4:
            case.propose_closure(by=self.managers[side], reason="C3", summary="Safer.", views="-")
            if random.random() < 0.3:
                case.closures.get().approve(by=self.both)
        if case.is_open and random.random() < 0.2:
            named = random.sample([*self.workers, *self.managers], 2)
            case.restrict(by=self.both, category="staff", because="A relative works here.", named=named)
        return case

    @property
    def people(self):
        return User.objects.filter(
            pk__in=[one.pk for one in (*self.managers, self.both, *self.workers)], is_active=True, access_ends_on=None
        )


def each_by_itself(user):
    """As the page asked before."""

    def seen(right=Right.SEE_CASE):
        return Case.objects.visible_to(user, right)

    led = Allocation.objects.current().leads().values("case")
    return {
        "mine": seen().open().longest_unseen_first(),
        "team": seen().open().longest_unseen_first(),
        "unallocated": seen(Right.ALLOCATE).open().exclude(pk__in=led).newest_first(),
        "closing": seen(Right.PROPOSE_CLOSURE).filter(closures__outcome="waiting").newest_first(),
    }


@pytest.mark.parametrize("probe", [visible.PROBE, 0], ids=["few", "many"])
@pytest.mark.parametrize("seed", range(4))
def test_each_list_is_what_it_is_by_itself_for_everybody(seed, probe, monkeypatch):
    monkeypatch.setattr(visible, "PROBE", probe)
    council = Council(seed)
    some_keys = {case.pk for case in council.cases[::3]}
    for user in council.people:
        with asking_for(user.pk):
            request = SimpleNamespace(user=user)
            lists, among = _lists(request), _led_by_leavers(request)
            page = first_page(user, lists, most=MOST, due=some_keys, among=among, beside={})
            wanted = {name: list(cases[:MOST]) for name, cases in each_by_itself(user).items() if name in lists}
            assert page.lists == wanted
            assert set(page.due) == some_keys & set(
                Case.objects.visible_to(user, Right.READ_CHILD).values_list("pk", flat=True)
            )
            assert page.leavers == ([] if among is None else list(leavers_leading(among)))


def test_there_are_cases_in_every_list_of_it():
    """Or what is compared would be empty."""
    council = Council(0)
    for name, cases in each_by_itself(council.both).items():
        assert len(cases) >= MOST, name


def test_a_list_of_nothing_asks_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert keys_at_once(cases=Case.objects.none()) == {"cases": []}
