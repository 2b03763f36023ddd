"""What each room makes due, on which day, and who is told of it first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.reminders.escalation import Audience
from emerald.reminders.register import source_of, sources
from emerald.working_days import working_day_after
from tests.factories.assessments import all_answered, sign_off, submit
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.sessions import make_planned, make_session

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


def due(key):
    """{case reference: day} of what the source finds due."""
    return {reference: on for _, _, reference, on in source_of(key).due()}


def told(key, audience):
    return {person for _, person, each in source_of(key).people() if each == audience}


def test_every_source_can_be_asked(case, priya, morag):
    for source in sources():
        assert list(source.due()) is not None and list(source.people()) is not None, source.key


def test_a_review_is_due_on_its_planned_day_or_by_the_frequency(case, priya):
    review = case.review_waiting
    assert due("review")[case.reference] == review.latest_by
    review.plan_for(TODAY() + 2 * DAY, by=priya)
    assert due("review")[case.reference] == TODAY() + 2 * DAY


def test_an_action_of_the_plan_is_told_to_its_owner_whoever_leads_the_case(case, priya, morag, team):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=morag)
    for owner in (noor, morag):
        case.add_action(by=priya, strand="protect", text="Ring", due_on=TODAY(), owner=owner)
    assert due("plan_action") == {case.reference: TODAY()}
    assert told("plan_action", Audience.WORKER) == {noor.pk, morag.pk}


def test_an_action_somebody_elsewhere_does_is_told_to_the_lead_worker(case, priya):
    case.add_action(by=priya, strand="protect", text="Ring", due_on=TODAY(), owner_elsewhere="Head of year")
    assert told("plan_action", Audience.WORKER) == {priya.pk}


def test_an_action_of_somebody_who_no_longer_sees_the_case_is_told_to_the_managers_alone(case, priya, morag, team):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    part = case.allocate(noor, part=Part.CO_WORKER, by=morag)
    case.add_action(by=priya, strand="protect", text="Ring", due_on=TODAY(), owner=noor)
    case.end_allocation(part, by=morag, reason="no_longer_needed")
    assert told("plan_action", Audience.WORKER) == set()
    assert told("plan_action", Audience.PRACTICE_MANAGER) == {morag.pk}


def test_the_first_plan_and_the_first_assessment_are_due_ten_working_days_after_opening(morag, priya):
    case = make_case(manager=morag, opened_on=TODAY() - 3 * DAY)
    case.allocate(priya, part=Part.LEAD, by=morag)
    tenth = working_day_after(case.opened_on, 10)
    assert due("first_plan") == due("first_assessment") == {case.reference: tenth}
    case.write_plan(by=priya, aims="x", childs_view="x", carers_view="x")
    sign_off(case, by=priya, signer=morag, level="medium", answers=all_answered())
    assert due("first_plan") == due("first_assessment") == {}


def test_an_assessment_waits_for_a_manager(case, priya, morag):
    submit(case, by=priya, level="medium", answers=all_answered())
    assert due("sign_off") == {case.reference: working_day_after(TODAY(), 5)}
    assert told("sign_off", Audience.PRACTICE_MANAGER) == {morag.pk} and not told("sign_off", Audience.WORKER)


def test_supervision_is_due_a_month_after_the_last_and_is_the_managers(case, priya, morag):
    case.record_supervision(by=morag, on=TODAY(), worker=priya, discussed="x", agreed="y")
    assert due("supervision") == {case.reference: TODAY() + 31 * DAY}
    assert told("supervision", Audience.PRACTICE_MANAGER) == {morag.pk}


def test_a_child_is_to_be_seen_again_as_often_as_the_team_decided(case, priya):
    make_session(case, by=priya, held_at=timezone.now() - DAY)
    assert due("contact") == {case.reference: TODAY() - DAY + 28 * DAY}


def test_a_planned_session_is_due_on_its_day_until_it_is_written_up(case, priya):
    planned = make_planned(case, by=priya)
    assert due("planned_session") == {case.reference: timezone.localdate(planned.planned_for)}
    planned.call_off(by=priya, called_off_by="worker", because="Ill.")
    assert due("planned_session") == {}


def test_a_closed_case_makes_nothing_due(case, priya, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.").approve(by=sunita)
    assert [source.key for source in sources() if case.reference in due(source.key)] == []
