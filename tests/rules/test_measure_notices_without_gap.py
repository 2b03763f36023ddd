"""A warning notice under section 49 beside one under section 2, and how far the care it rests on reaches.

Source: Children Act 1989 ss45, 46 and 49 (DOMAIN.md sections 3.2 and 3.2b).
"""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import LookedAfterPeriod
from emerald.guards import NotYet
from perpetrators.models import Measure, ProtectedChild
from perpetrators.models.law.care import EMERGENCY_ORDER_REACHES, care_on, last_day_of_emergency_order, reach_of_care
from perpetrators.models.law.durations import birthday
from tests.factories.children import make_case, make_child
from tests.factories.measures import days_ago
from tests.factories.register import link_child

TODAY = timezone.localdate
DAY = timedelta(days=1)
POLICE_PROTECTION, EMERGENCY, INTERIM, CARE, AGREED = "L1", "L2", "C1", "C2", "V2"


@pytest.fixture
def jory(morag, man):
    """A child who becomes 16 in twenty days, in care since a year ago and linked to the man."""
    child = make_child(given_names="Jory", date_of_birth=birthday(TODAY() + 20 * DAY, -16))
    make_case(manager=morag, child=child)
    link_child(man, child)
    return child


def cared(child, basis, started_on, ended_on=None):
    return LookedAfterPeriod.objects.create(child=child, legal_basis=basis, started_on=started_on, ended_on=ended_on)


def serve(rhys, man, child, basis, served_on=None, **said):
    served = Measure.serve_notices(
        by=rhys, person=man, children=[child], basis=basis, served_on=served_on or TODAY(), **said
    )
    return served[0]


def test_a_section_49_notice_is_served_while_the_one_under_section_2_runs_and_leaves_no_gap(man, rhys, jory):
    cared(jory, CARE, days_ago(365))
    first, second = serve(rhys, man, jory, "s2", days_ago(30)), serve(rhys, man, jory, "s49")
    assert first.ends_on == TODAY() + 19 * DAY
    assert second.started_on <= first.ends_on + DAY
    assert second.ends_on == birthday(jory.date_of_birth, 18) - DAY
    assert Measure.objects.live().of_kind("cawn").count() == 2


def test_no_second_notice_stands_on_the_same_basis(man, rhys, jory):
    cared(jory, CARE, days_ago(365))
    for basis in ("s2", "s49"):
        serve(rhys, man, jory, basis)
        with pytest.raises(NotYet, match=r"has an active .* notice on this basis for Jory"):
            serve(rhys, man, jory, basis)
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(("bases", "is_refused"), [(("s2", "s2"), True), (("s2", "s49"), False), (("", ""), True)])
def test_the_database_holds_one_notice_for_each_basis_by_itself(bases, is_refused, man, rhys, jory, team):
    rows = [
        ProtectedChild(
            measure=Measure.objects.create(
                reference=f"DM-2026-999{number}",
                kind="cawn",
                person=man,
                area=team,
                recorded_by=rhys,
                state="in_force",
                started_on=TODAY(),
            ),
            child=jory,
            notice_to=man,
            facts={"basis": basis} if basis else {},
        )
        for number, basis in enumerate(bases)
    ]
    if is_refused:
        with pytest.raises(IntegrityError, match="one_active_notice_for_each_basis"), transaction.atomic():
            ProtectedChild.objects.bulk_create(rows)
    else:
        assert len(ProtectedChild.objects.bulk_create(rows)) == 2


def test_a_notice_that_was_proposed_first_says_on_what_it_rests_and_ends_with_the_care(man, rhys, jory):
    care = cared(jory, CARE, days_ago(365))
    notice = Measure.propose(by=rhys, kind="cawn", person=man, children=[jory], on=days_ago(9))
    notice.grant(by=rhys, on=days_ago(9), facts={"basis": "s49"})
    assert ProtectedChild.objects.get(measure=notice).facts == {"basis": "s49"}
    care.ended_on = days_ago(1)
    care.save()
    assert Measure.objects.expire_ended() == 1


@pytest.mark.parametrize(
    ("basis", "started", "reaches"),
    [(POLICE_PROTECTION, 0, 3), (POLICE_PROTECTION, 2, 1), (CARE, 300, None), (INTERIM, 20, None)],
)
def test_a_notice_lasts_no_longer_than_the_protection_it_rests_on(basis, started, reaches, man, rhys, jory):
    cared(jory, basis, days_ago(started))
    notice = serve(rhys, man, jory, "s49")
    last = birthday(jory.date_of_birth, 18) - DAY if reaches is None else TODAY() + reaches * DAY
    assert notice.ends_on == last
    assert ("72 hours" in notice.how_ended) == (reaches is not None)
    with pytest.raises(NotYet, match="cannot be after"):
        notice.vary(by=rhys, what="Longer", ends_on=last + DAY)


@pytest.mark.parametrize(
    ("made_on", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 16)),  # 8 days to 9 March, a Monday, and 7
        (date(2026, 3, 1), date(2026, 3, 16)),  # the eighth is a Sunday
        (date(2026, 12, 18), date(2027, 1, 5)),  # Christmas Day, a Saturday that is Boxing Day, a Sunday, its Monday
        (date(2026, 3, 27), date(2026, 4, 11)),  # Good Friday
    ],
)
def test_an_emergency_order_lasts_8_days_and_7_more_and_over_a_sunday_or_holiday(made_on, last):
    assert last_day_of_emergency_order(made_on) == last


def test_police_protection_that_is_over_by_law_carries_no_notice_even_if_nobody_recorded_its_end(man, rhys, jory):
    cared(jory, POLICE_PROTECTION, days_ago(9))
    with pytest.raises(NotYet, match="not recorded as in care"):
        serve(rhys, man, jory, "s49")
    assert serve(rhys, man, jory, "s49", days_ago(6)).ends_on == days_ago(6)


@pytest.mark.parametrize(("basis", "reaches"), [(POLICE_PROTECTION, 3), (EMERGENCY, 18)])
def test_the_night_ends_an_older_notice_whose_protection_is_over_by_law(basis, reaches, man, rhys, jory):
    protection = cared(jory, basis, days_ago(3))
    notice = serve(rhys, man, jory, "s49")
    Measure.objects.filter(pk=notice.pk).update(ends_on=None, started_on=days_ago(3))  # as they were recorded before
    LookedAfterPeriod.objects.filter(pk=protection.pk).update(started_on=days_ago(reaches))
    assert Measure.objects.expire_ended() == 0
    LookedAfterPeriod.objects.filter(pk=protection.pk).update(started_on=days_ago(reaches + 1))
    assert Measure.objects.expire_ended() == 1


def test_no_emergency_order_reaches_further_than_the_night_waits():
    for number in range(366 * 12):
        day = date(2024, 1, 1) + timedelta(days=number)
        assert last_day_of_emergency_order(day) <= day + EMERGENCY_ORDER_REACHES


def test_a_notice_of_police_protection_goes_on_once_an_order_followed(man, rhys, jory):
    protection = cared(jory, POLICE_PROTECTION, days_ago(2))
    notice = serve(rhys, man, jory, "s49", days_ago(1))
    assert notice.ends_on == TODAY() + DAY
    protection.ended_on = TODAY()
    protection.save()
    cared(jory, INTERIM, TODAY())
    notice.extend(by=rhys, ends_on=TODAY() + 90 * DAY)
    assert Measure.objects.get().ends_on == TODAY() + 90 * DAY


def history(chance):
    """Times of being looked after, without two at once: [(basis, first day, the day it ended or None)]."""
    day, found = TODAY() - timedelta(days=chance.randint(5, 60)), []
    for _ in range(chance.randint(1, 6)):
        basis = chance.choice([POLICE_PROTECTION, EMERGENCY, INTERIM, CARE, AGREED])
        ended = day + timedelta(days=chance.randint(1, 20))
        found.append([basis, day, ended])
        day = ended + timedelta(days=chance.choice([0, 0, 0, 1, 6]))
    if chance.random() < 0.4:
        found[-1][2] = None
    return found


def covered(times, day):
    """Whether a notice can rest on `times` on `day`, reckoned day by day."""
    for basis, first, ended in times:
        last = ended - DAY if ended else date.max
        if basis == POLICE_PROTECTION:
            last = min(last, first + 3 * DAY)
        if basis == EMERGENCY:
            last = min(last, last_day_of_emergency_order(first))
        if basis != AGREED and first <= day <= last:
            return True
    return False


@pytest.mark.parametrize("seed", range(25))
def test_care_reaches_to_the_last_day_before_the_first_without_any(seed, jory):
    times, ahead = history(Random(seed)), 900
    for basis, first, ended in times:
        cared(jory, basis, first, ended)
    first_of_all = times[0][1]
    for number in range(100):
        day = first_of_all + timedelta(days=number)
        assert bool(care_on(jory, day)) == covered(times, day)
        reach = reach_of_care(jory, day)
        if not covered(times, day):
            assert reach is None
            continue
        last = day
        while covered(times, last + DAY) and (last - day).days < ahead:
            last += DAY
        assert (reach.day if reach else None) == (last if (last - day).days < ahead else None)
