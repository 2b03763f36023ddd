"""What is due on a measure, on which days it is told, and to whom: it outlives the case and keeps its alerts.

Source: DOMAIN.md section 3.1 ("Alerts REC").
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from emerald.reminders.escalation import Audience
from emerald.reminders.models import Notice
from emerald.reminders.register import source_of
from emerald.reminders.sync import sync_notices
from emerald.working_days import working_day_after
from perpetrators.models import Measure, PersonOfConcern, ProtectedChild
from tests.factories.children import LEAP_DAY, make_case, make_child
from tests.factories.measures import RISK_ORDER, days_ago, make_bail
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)
SOURCES = (
    "measure_end",
    "measure_review",
    "bail_return",
    "bail_clock",
    "measure_unserved",
    "measure_notification",
    "child_16",
    "child_18",
)


@pytest.fixture
def make(man, team, rhys, tamsin):
    """A served measure against the man that names Tamsin."""

    def do(*, child=tamsin, **fields):
        fields = {"officer": rhys, "served_on": TODAY(), "person": man} | fields
        measure = make_measure(area=team, by=rhys, **fields)
        if child:
            ProtectedChild.objects.create(measure=measure, child=child)
        return measure

    return do


def due(key):
    return {reference: on for _, _, reference, on in source_of(key).due()}


def told(audience):
    return {person for _, person, each in source_of("measure_end").people() if each == audience}


def standing(key):
    """{(recipient's name, stage)} of this source's notices that stand."""
    return set(Notice.objects.active().filter(source=key).values_list("recipient__name", "stage"))


def test_an_end_a_review_and_a_return_on_bail_are_due_on_their_days(make):
    one = make(ends_on=TODAY() + 40 * DAY, review_on=TODAY() + 20 * DAY)
    bail = make(kind="pre_charge_bail", facts={"return_on": f"{TODAY() + 9 * DAY:%Y-%m-%d}"})
    assert due("measure_end") == {one.reference: TODAY() + 40 * DAY}
    assert due("measure_review") == {one.reference: TODAY() + 20 * DAY}
    assert due("bail_return") == {bail.reference: TODAY() + 9 * DAY}


def test_a_clock_that_stands_still_is_looked_at_28_days_later_and_again_after_each_review(man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(40))
    assert due("bail_clock") == {}
    bail.stop_clock(by=rhys, on=days_ago(10))
    assert due("bail_clock") == {bail.reference: TODAY() + 18 * DAY} and due("measure_end") == {}
    bail.review(by=rhys)
    assert due("bail_clock") == {bail.reference: TODAY() + 28 * DAY}
    bail.take_up_clock(by=rhys)
    assert due("bail_clock") == {} and due("measure_end") == {bail.reference: bail.ends_on}


def test_of_somebody_in_hospital_the_day_on_which_bail_would_end_is_due(man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(80))
    last = bail.ends_on
    bail.enter_hospital(by=rhys, on=days_ago(2))
    assert due("bail_clock") == {bail.reference: last}
    bail.leave_hospital(by=rhys, on=days_ago(1))
    assert due("bail_clock") == {} and due("measure_end") == {bail.reference: last}


def test_a_return_that_is_no_day_is_not_due_and_breaks_nothing(make):
    make(kind="pre_charge_bail", facts={"return_on": ""})
    make(kind="pre_charge_bail", facts={"return_on": "next week"})
    assert due("bail_return") == {}


@pytest.mark.parametrize("state", ["considered", "applied", "expired", "discharged", "refused", "withdrawn"])
def test_nothing_is_due_on_a_measure_that_is_not_in_force(state, make):
    make(state=state, ends_on=TODAY() + DAY, review_on=TODAY() + DAY, served_on=None)
    assert [due(key) for key in SOURCES] == [{}] * len(SOURCES)


def test_a_measure_whose_last_day_is_over_is_due_for_nothing(make):
    make(started_on=TODAY() - 9 * DAY, made_on=None, ends_on=TODAY() - DAY, review_on=TODAY(), served_on=None)
    assert [due(key) for key in SOURCES] == [{}] * len(SOURCES)


def test_what_was_made_and_not_served_is_due_three_days_later_unless_it_binds_without(make):
    order = make(kind="sro", served_on=None)
    make(kind="pre_charge_bail", served_on=None)
    make(kind="sro")
    assert due("measure_unserved") == {order.reference: TODAY() + 3 * DAY}


@pytest.mark.parametrize(
    ("kind", "facts", "is_due"),
    [
        ("sro", {}, True),
        ("shpo", {}, True),
        ("sro", {"notified_on": "2026-01-05"}, False),
        ("stro", {}, False),
        ("stro", {"must_notify": False}, False),
        ("stro", {"must_notify": True}, True),
        ("stpo", {"must_notify": True}, True),
        ("stpo", {"must_notify": True, "notified_on": "2026-01-05"}, False),
        ("cbo", {}, False),
    ],
)
def test_name_and_address_are_due_on_the_third_day_that_begins_with_service(kind, facts, is_due, make):
    order = make(kind=kind, facts=facts)
    due_on = TODAY() + 2 * DAY if is_due else None
    assert order.notification_due_on == due_on
    assert due("measure_notification") == ({order.reference: due_on} if is_due else {})
    make(kind=kind, facts=facts, served_on=None)
    assert len(due("measure_notification")) == is_due


def test_a_name_that_is_not_given_reaches_the_managers_within_days_and_ends_once_it_is(make, morag, rhys):
    order = make(kind="sro", facts=RISK_ORDER, until_further_order=True)
    sync_notices(TODAY() + 2 * DAY)
    assert {name for name, _ in standing("measure_notification")} == {"Rhys Calder", "Priya Nair"}
    sync_notices(working_day_after(TODAY() + 2 * DAY, 1))
    assert ("Morag Ellis", "to_practice_manager") in standing("measure_notification")
    order.put_right(by=rhys, facts={"notified_on": TODAY()})
    sync_notices()
    assert standing("measure_notification") == set()


@pytest.mark.parametrize(
    ("born", "sixteenth", "eighteenth"),
    [
        ((0, 5, 4), (16, 5, 4), (18, 5, 4)),
        ((0, 2, 29), (16, 2, 29), (18, 3, 1)),
        ((0, 3, 1), (16, 3, 1), (18, 3, 1)),
        ((1, 2, 28), (17, 2, 28), (19, 2, 28)),
    ],
)
def test_the_birthdays_at_which_protection_changes_are_due(born, sixteenth, eighteenth, make):
    """Years are counted from a leap year."""
    born, sixteenth, eighteenth = (date(LEAP_DAY.year + year, *day) for year, *day in (born, sixteenth, eighteenth))
    measure = make(child=make_child(date_of_birth=born))
    assert due("child_16") == {measure.reference: sixteenth}
    assert due("child_18") == {measure.reference: eighteenth}


def test_a_birthday_that_is_over_is_not_due(make):
    measure = make(child=make_child(date_of_birth=TODAY().replace(year=TODAY().year - 17, day=1)))
    assert due("child_16") == {}
    assert measure.reference in due("child_18")


def test_the_officer_is_told_four_times_before_the_end_and_on_the_day(make):
    make(ends_on=TODAY() + 40 * DAY, child=None)
    stages = {}
    for ahead in range(41):
        sync_notices(TODAY() + ahead * DAY)
        for name, stage in standing("measure_end"):
            if name == "Rhys Calder":
                stages.setdefault(stage, 40 - ahead)
    assert stages == {"four_weeks": 28, "two_weeks": 14, "one_week": 7, "day_before": 1, "on_the_day": 0}


def test_each_of_the_four_is_a_notice_of_its_own_with_its_own_mail(make):
    make(ends_on=TODAY() + 28 * DAY)
    for ahead in (0, 14, 21, 27):
        sync_notices(TODAY() + ahead * DAY)
    mine = Notice.objects.filter(source="measure_end", recipient__name="Rhys Calder")
    assert mine.count() == 4
    assert mine.active().get().stage == "day_before"


def test_the_lead_worker_and_in_the_last_week_the_manager_are_told_too(make, priya, morag):
    make(ends_on=TODAY() + 14 * DAY)
    sync_notices()
    assert standing("measure_end") == {("Rhys Calder", "two_weeks"), ("Priya Nair", "two_weeks")}
    sync_notices(TODAY() + 8 * DAY)
    assert ("Morag Ellis", "one_week") in standing("measure_end")


def test_an_order_nobody_served_reaches_the_managers_within_days(make, morag, sunita):
    make(kind="sro", served_on=None, made_on=TODAY() - 3 * DAY, started_on=TODAY() - 3 * DAY)
    sync_notices()
    assert {name for name, _ in standing("measure_unserved")} == {"Rhys Calder", "Priya Nair"}
    sync_notices(working_day_after(TODAY(), 1))
    assert ("Morag Ellis", "to_practice_manager") in standing("measure_unserved")
    sync_notices(working_day_after(TODAY(), 5))
    assert ("Sunita Rao", "to_service_manager") in standing("measure_unserved")


def test_a_worker_hears_nothing_of_a_measure_that_names_another_child(make, man, rhys, team, owen, elsewhere):
    other = make_case(
        team=elsewhere,
        child=make_child(given_names="Jory", family_name="Penhallow"),
        lead=owen,
        manager=make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere]),
    )
    link_child(man, other.child)
    named = make()
    assert owen.pk not in told(Audience.WORKER)
    named.discharge(by=rhys)
    make(child=None)
    assert owen.pk in told(Audience.WORKER)


def test_nobody_hears_of_a_measure_whose_link_to_their_child_was_taken_back(make, man, priya, rhys):
    make(child=None)
    assert priya.pk in told(Audience.WORKER)
    man.links.update(ended_at=timezone.now(), ended_by=rhys, because="Not the same man")
    assert priya.pk not in told(Audience.WORKER)


def test_of_a_restricted_child_only_those_named_hear(make, case, priya, morag, sunita, rhys):
    make()
    case.restrict(by=sunita, category="staff", because="A colleague’s family", named=[sunita])
    assert told(Audience.WORKER) == {rhys.pk}
    assert told(Audience.PRACTICE_MANAGER) == set()
    assert told(Audience.SERVICE_MANAGER) == {sunita.pk}


def test_the_alerts_outlive_the_case(make, case, morag, sunita, rhys):
    make(ends_on=TODAY() + 14 * DAY)
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    sync_notices()
    assert ("Rhys Calder", "two_weeks") in standing("measure_end")


def test_of_a_measure_nobody_looks_after_every_police_liaison_officer_hears(make, rhys):
    nia = make_officer("Nia Trask")
    make()
    assert nia.pk not in told(Audience.WORKER) | told(Audience.COLLEAGUE)  # she may stand in for somebody away
    Measure.objects.update(officer=None)
    PersonOfConcern.objects.update(officer=None)
    assert {nia.pk, rhys.pk} <= told(Audience.WORKER)
