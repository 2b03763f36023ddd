"""Who is told of what on which day: the notices that stand after a sweep."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import DateField, F
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.reminders import register
from emerald.reminders.models import Absence, Notice
from emerald.reminders.register import source_of, sources
from emerald.reminders.sync import Unfinished, sync_notices
from emerald.working_days import working_day_after
from interventions.models import Session
from tests.factories.assessments import all_answered, sign_off
from tests.factories.people import make_user
from tests.reminders.conftest import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_sources")]
TODAY = timezone.localdate


@pytest.fixture
def step(due_in):
    """A next step due on a Wednesday four weeks ahead; the tests sweep on days around it."""
    ahead = 28 + (2 - TODAY().weekday()) % 7
    session = due_in(ahead)
    session.refresh_from_db()
    return session


def on(step, number):
    """The working day so many after the step is due."""
    return working_day_after(step.next_step_on, number)


@pytest.fixture
def managers(morag, sunita):
    return morag, sunita


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (-6, set()),
        (-5, {("Priya Nair", "before")}),
        (-1, {("Priya Nair", "before")}),
        (0, {("Priya Nair", "on_the_day")}),
        (1, {("Priya Nair", "overdue")}),
        (2, {("Priya Nair", "overdue")}),
        (3, {("Priya Nair", "overdue"), ("Morag Ellis", "to_practice_manager")}),
        (9, {("Priya Nair", "overdue"), ("Morag Ellis", "to_practice_manager")}),
        (10, {("Priya Nair", "overdue"), ("Morag Ellis", "to_practice_manager"), ("Sunita Rao", "to_service_manager")}),
    ],
)
def test_the_worker_is_told_first_and_the_managers_when_it_stays_undone(step, managers, number, told):
    sync_notices(on(step, number))
    assert standing() == told


def test_sweeping_every_day_and_sweeping_once_after_weeks_leave_the_same_standing(step, managers):
    for number in range(-6, 11):
        sync_notices(on(step, number))
    daily = standing()
    Notice.objects.all().delete()
    assert sync_notices(on(step, 10)) == (3, 0)  # one each, and no flood of what was missed
    assert standing() == daily


def test_sweeping_twice_tells_nobody_twice(step):
    assert sync_notices(on(step, 0)) == (1, 0)
    assert sync_notices(on(step, 0)) == (0, 0)
    assert Notice.objects.count() == 1


def test_a_notice_of_what_was_done_ends(step, priya):
    sync_notices(on(step, 0))
    Session.objects.filter(pk=step.pk).update(next_step_done_on=TODAY(), next_step_done_by=priya)
    assert sync_notices(on(step, 0)) == (0, 1)
    assert Notice.objects.get().get_ended_because_display() == "It has been done, or its date has changed."


def test_a_new_date_withdraws_the_notices_of_the_old_one_and_makes_its_own(step):
    sync_notices(on(step, 0))
    Session.objects.filter(pk=step.pk).update(next_step_on=step.next_step_on + timedelta(7))
    sync_notices(on(step, 0))
    assert list(Notice.objects.active().values_list("due_on", "stage")) == [
        (step.next_step_on + timedelta(7), "before")
    ]


def test_a_date_that_is_put_back_makes_the_old_notice_stand_again(step):
    sync_notices(on(step, 0))
    day = step.next_step_on
    for moved in (day + timedelta(7), day):
        Session.objects.filter(pk=step.pk).update(next_step_on=moved)
        sync_notices(on(step, 0))
    assert Notice.objects.active().get().due_on == day
    assert Notice.objects.filter(due_on=day).count() == 1


def test_when_the_case_closes_nothing_of_it_stands(step, sunita, morag, case):
    sync_notices(on(step, 0))
    Session.objects.filter(pk=step.pk).update(next_step="", next_step_on=None)
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    case.closures.first().approve(by=sunita)
    sync_notices(on(step, 10))
    assert standing() == set()


def test_a_new_lead_worker_is_told_instead_of_the_old_one(step, case, morag, team):
    sync_notices(on(step, 0))
    case.allocate(make_user(name="Kit Arden", teams=[team]), part=Part.LEAD, by=morag)
    sync_notices(on(step, 0))
    assert standing() == {("Kit Arden", "on_the_day")}


def test_without_a_lead_worker_the_practice_manager_is_told_at_once(step, case, morag, priya):
    allocation = case.allocations.get(user=priya)
    allocation.ended_on, allocation.end_reason, allocation.ended_by = TODAY(), "left", morag
    allocation.save()
    sync_notices(on(step, 0))
    assert standing() == {("Morag Ellis", "on_the_day")}


def test_a_worker_who_has_left_is_told_nothing_and_the_practice_manager_at_once(step, priya, morag):
    priya.leave()
    sync_notices(on(step, 0))
    assert standing() == {("Morag Ellis", "on_the_day")}


def test_without_a_practice_manager_the_service_manager_is_told(step, priya, morag, sunita):
    priya.leave()
    morag.leave()
    sync_notices(on(step, 0))
    assert standing() == {("Sunita Rao", "on_the_day")}


def test_nobody_elsewhere_is_ever_told(step, owen, elsewhere, managers):
    make_user(role="practice_manager", name="Far Away", teams=[elsewhere])
    sync_notices(on(step, 10))
    assert {name for name, _ in standing()} == {"Priya Nair", "Morag Ellis", "Sunita Rao"}


def test_of_a_restricted_record_only_those_named_on_it_are_told(step, case, sunita, morag):
    case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
    sync_notices(on(step, 10))
    assert {name for name, _ in standing()} == {"Sunita Rao"}


class TestTimeAway:
    @pytest.fixture
    def kit(self, team):
        return make_user(name="Kit Arden", teams=[team])

    def away(self, person, step, covered_by=None):
        Absence.objects.create(
            person=person,
            starts=step.next_step_on - timedelta(10),
            until=step.next_step_on + timedelta(3),
            covered_by=covered_by,
            made_by=person,
        )

    def test_a_colleague_who_may_see_the_case_is_told_instead(self, step, priya, kit, case, morag):
        case.allocate(kit, part=Part.CO_WORKER, by=morag)
        self.away(priya, step, kit)
        sync_notices(on(step, 0))
        assert standing() == {("Priya Nair", "on_the_day"), ("Kit Arden", "on_the_day")}
        assert Notice.objects.get(recipient=kit).covering_for == priya

    def test_of_a_case_the_colleague_may_not_see_the_practice_manager_is_told(self, step, priya, kit, morag):
        self.away(priya, step, kit)
        sync_notices(on(step, 0))
        assert standing() == {("Priya Nair", "on_the_day"), ("Morag Ellis", "on_the_day")}

    def test_a_cover_who_is_away_as_well_is_passed_over(self, step, priya, kit, case, morag):
        case.allocate(kit, part=Part.CO_WORKER, by=morag)
        self.away(priya, step, kit)
        self.away(kit, step)
        sync_notices(on(step, 0))
        assert standing() == {("Priya Nair", "on_the_day"), ("Morag Ellis", "on_the_day")}

    def test_on_return_the_cover_is_told_no_longer(self, step, priya, kit, case, morag):
        case.allocate(kit, part=Part.CO_WORKER, by=morag)
        self.away(priya, step, kit)
        sync_notices(on(step, 0))
        sync_notices(on(step, 3))
        assert standing() == {("Priya Nair", "overdue"), ("Morag Ellis", "to_practice_manager")}

    def test_another_manager_who_is_there_is_enough(self, step, morag, team, sunita):
        make_user(role="practice_manager", name="Isla Byrne", teams=[team])
        self.away(morag, step)
        sync_notices(on(step, 3))
        assert ("Sunita Rao", "to_service_manager") not in standing()
        assert {("Isla Byrne", "to_practice_manager"), ("Morag Ellis", "to_practice_manager")} <= standing()


@pytest.mark.parametrize(("level", "days"), [("high", 14), ("medium", 28), ("low", 42), ("", 28)])
def test_a_child_is_to_be_seen_as_often_as_the_level_of_risk_asks(case, level, days, priya, morag):
    seen = TODAY() - timedelta(30)
    if level:
        sign_off(case, by=priya, signer=morag, level=level, answers=all_answered())
    Case.objects.filter(pk=case.pk).update(last_seen_on=seen)
    sync_notices(seen + timedelta(days))
    assert Notice.objects.active().get(source="contact", audience=1).due_on == seen + timedelta(days)


def test_a_proposed_closure_is_told_to_the_service_manager_the_same_day(case, morag, sunita):
    Case.objects.filter(pk=case.pk).update(last_seen_on=TODAY())
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    day = working_day_after(TODAY(), 1)
    sync_notices(day)
    assert ("Sunita Rao", "overdue") in standing()
    assert {"Sunita Rao"} == set(Notice.objects.filter(source="closure").values_list("recipient__name", flat=True))


def test_whoever_proposed_a_closure_is_not_told_to_decide_it(case, sunita, team):
    other = make_user(role="service_manager", name="Bryn Calder", teams=[team])
    case.propose_closure(by=sunita, reason="C3", summary="Safer now.", views="She is glad.")
    sync_notices(working_day_after(TODAY(), 1))
    assert list(Notice.objects.filter(source="closure").values_list("recipient", flat=True)) == [other.pk]


def test_a_source_that_takes_too_long_is_told_tried_again_and_holds_up_no_other(step, monkeypatch, caplog):
    slow = replace(
        source_of("contact"),
        due=lambda: Case.objects.annotate(
            due_on=Cast(RawSQL("(SELECT now()::date FROM pg_sleep(5))", []), DateField())
        ).values_list("pk", F("pk"), "reference", "due_on"),
    )
    others = [source for source in sources() if source.key != "contact"]
    monkeypatch.setattr(register, "_joined", lambda: [slow, *others])
    monkeypatch.setattr("emerald.reminders.keeping.LONGEST_OF_A_SWEEP", 300)
    with pytest.raises(Unfinished, match=r"^contact$"):
        sync_notices(on(step, 0))
    assert "What is due by source contact could not be kept." in caplog.text
    assert standing() == {("Priya Nair", "on_the_day")}


def test_a_restriction_is_to_be_reviewed_by_those_named(case, sunita):
    case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
    sync_notices(TODAY() + timedelta(90))
    notice = Notice.objects.get(source="restriction")
    assert notice.recipient == sunita
    assert notice.due_on == TODAY() + timedelta(90)


def test_a_sweep_costs_the_same_number_of_queries_however_many_are_due(step, due_in, morag):
    sync_notices(on(step, 0))  # what was written before is kept
    costs = []
    for number in (1, 5):
        for _ in range(number):
            due_in(30)
        with CaptureQueriesContext(connection) as captured:
            sync_notices(on(step, 0))
        costs.append(len(captured))
    assert costs[0] == costs[1] < 75
