"""A request about a connection is told to the owners of the record it is about; an action at a place to who does it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Carer
from emerald.reminders.escalation import Audience
from emerald.reminders.models import Notice
from emerald.reminders.register import source_of
from emerald.reminders.sync import sync_notices
from perpetrators.models import ConnectionReply, ConnectionRequest
from perpetrators.timescales import ANSWER_WITHIN
from tests.factories.register import link_child, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def man(team, rhys, tamsin, case):
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin)
    person.add_particular(by=rhys, kind="phone", value="07700 900123")
    return person


@pytest.fixture
def stranger(elsewhere):
    """Of whom nobody in the team knows, with the same telephone; looked after by Ines."""
    ines = make_officer("Ines Vardy")
    person = make_person(area=elsewhere, officer=ines, given_names="Corin", family_name="Vane")
    person.add_particular(by=ines, kind="phone", value="07700 900123")
    return person


def ask(record, by):
    return ConnectionRequest.ask(by=by, record=record, key=f"p{record.particulars.get().pk}", why="He rings her.")


def told(source, audience):
    return {person for _, person, each in source_of(source).people() if each == audience}


def test_the_officer_of_the_person_asked_about_is_told_at_once(man, stranger, priya):
    ask(man, priya)
    assert told("connection", Audience.WORKER) == {stranger.officer.pk}
    assert [row[2:] for row in source_of("connection").due()] == [(stranger.reference, TODAY() + ANSWER_WITHIN * DAY)]
    sync_notices()
    notice = Notice.objects.active().get(source="connection")
    assert notice.recipient == stranger.officer
    assert notice.href == f"/connections/{stranger.reference}/{notice.subject}/"


def test_an_answer_ends_the_reminder(man, stranger, priya):
    ask(man, priya)
    sync_notices()
    ConnectionReply.objects.get().give(by=stranger.officer, answer="Ring me.", shares=False)
    sync_notices()
    assert not Notice.objects.active().filter(source="connection").exists()


def test_where_nobody_looks_after_the_record_all_police_liaison_are_told(man, stranger, priya, rhys):
    stranger.officer, ines = None, stranger.officer
    stranger.save()
    ask(man, priya)
    assert told("connection", Audience.WORKER) == {rhys.pk, ines.pk}


def test_of_a_child_the_lead_worker_and_the_managers_are_told(case, tamsin, stranger, priya, morag, signed_in):
    Carer.objects.create(child=tamsin, name="Lowen", relationship="Aunt", phone="07700 900123")
    ask(stranger, stranger.officer)
    assert told("connection", Audience.WORKER) == {priya.pk}
    assert told("connection", Audience.PRACTICE_MANAGER) == {morag.pk}
    assert "Request about a connection, to answer" in signed_in(priya).get(reverse("due")).text


def test_an_action_at_a_place_is_told_to_its_owner_or_to_who_put_it_on_the_plan(man, team, rhys, priya):
    place = make_place(area=team, by=rhys)
    man.link(by=rhys, place=place, nature="Works there")
    place.add_action(by=rhys, text="Visit", due_on=TODAY(), owner=priya)
    assert told("place_action", Audience.WORKER) == {priya.pk}
    place.add_action(by=rhys, text="Train", due_on=TODAY(), owner_elsewhere="Licensing")
    assert told("place_action", Audience.WORKER) == {priya.pk, rhys.pk}
    sync_notices()
    assert Notice.objects.active().filter(source="place_action", recipient=priya).get().href == (
        f"/places/{place.reference}/plan/"
    )


def test_who_may_no_longer_open_the_place_is_not_told(man, team, rhys, priya, case, morag):
    place = make_place(area=team, by=rhys)
    man.link(by=rhys, place=place, nature="Works there")
    place.add_action(by=rhys, text="Visit", due_on=TODAY(), owner=priya)
    case.end_allocation(case.allocations.get(user=priya), by=morag, reason="left")
    assert not told("place_action", Audience.WORKER)
