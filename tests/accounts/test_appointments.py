"""A role takes two people: one asks, another approves, and neither is the one who gets it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import Appointment, User
from emerald.accounts.roles import ROLES
from emerald.guards import NotYet, NotYours
from tests.accounts.conftest import at_the_same_moment
from tests.factories.people import make_user


@pytest.fixture
def nell(db):
    """Somebody new, without a role."""
    return make_user(role=None, name="Nell Ashby")


def ask(user, *, by, role="caseworker", teams=()):
    return Appointment.ask(user, role=ROLES[role], teams=teams, because="Starts on Monday.", by=by)


def test_a_role_is_asked_for_by_an_administrator_and_approved_by_a_service_manager(at_work, ruth, sunita, nell, team):
    asked = {"role": "caseworker", "teams": [team.pk], "because": "Starts on Monday."}
    at_work(ruth).post(reverse("ask_role", args=[nell.pk]), asked)
    desk = at_work(sunita)
    assert "Nell Ashby" in desk.get(reverse("roles_waiting")).text
    desk.post(reverse("decide_role", args=[nell.appointments.get().pk]), {"decision": "approve"})
    nell.refresh_from_db()
    assert (nell.role, list(nell.teams)) == ("caseworker", [team])


def test_asking_alone_gives_nothing(ruth, nell):
    ask(nell, by=ruth)
    assert User.objects.get(pk=nell.pk).role == ""


def test_a_declined_role_gives_nothing(at_work, ruth, sunita, nell):
    asked = ask(nell, by=ruth)
    at_work(sunita).post(reverse("decide_role", args=[asked.pk]), {"decision": "decline"})
    assert User.objects.get(pk=nell.pk).role == ""


def test_an_approved_role_brings_its_group_and_takes_the_old_one_away(ruth, sunita, priya, team, elsewhere):
    ask(priya, by=ruth, role="practice_manager", teams=[elsewhere]).approve(by=sunita)
    assert [group.name for group in priya.groups.all()] == [f"{elsewhere.slug}: practice_manager"]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system_administrator"}))
def test_only_a_system_administrator_asks_for_a_role(db, nell, role):
    with pytest.raises(NotYours):
        ask(nell, by=make_user(role=role))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"service_manager"}))
def test_only_a_service_manager_decides(db, ruth, nell, role):
    asked = ask(nell, by=ruth)
    with pytest.raises(NotYours):
        asked.approve(by=make_user(role=role))


def test_nobody_asks_for_their_own_role(ruth):
    with pytest.raises(NotYours, match="their own role"):
        ask(ruth, by=ruth)


def test_a_service_manager_does_not_approve_a_role_for_themselves(at_work, ruth, sunita):
    asked = ask(sunita, by=ruth)
    answer = at_work(sunita).post(reverse("decide_role", args=[asked.pk]), {"decision": "approve"})
    assert answer.status_code == 403
    assert "Somebody else must decide" in answer.text


def test_whoever_asked_does_not_approve_even_after_becoming_a_service_manager(ruth, nell):
    asked = ask(nell, by=ruth)
    ruth.take_up(ROLES["service_manager"], teams=[])
    with pytest.raises(NotYours, match="Somebody else must decide"):
        asked.approve(by=ruth)


@pytest.mark.parametrize(
    "facts",
    [
        {"asked_by": "nell"},
        {"decided_by": "ruth"},
        {"decided_by": "nell"},
        {"decided_by": None},
        {"outcome": "waiting"},
    ],
)
def test_the_database_refuses_an_appointment_of_one_person(ruth, sunita, nell, facts):
    asked = ask(nell, by=ruth)
    asked.approve(by=sunita)
    people = {"nell": nell, "ruth": ruth}
    facts = {key: people.get(value, value) for key, value in facts.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=asked.pk).update(**facts)


def test_a_second_asking_waits_for_the_first(at_work, ruth, nell):
    ask(nell, by=ruth)
    page = at_work(ruth).post(reverse("ask_role", args=[nell.pk]), {"role": "police_liaison", "because": "Also."})
    assert "already waiting for approval" in page.text


def test_a_decision_is_made_once(at_work, ruth, sunita, hugh, nell):
    asked = ask(nell, by=ruth)
    asked.decline(by=sunita)
    page = at_work(hugh).post(reverse("decide_role", args=[asked.pk]), {"decision": "approve"})
    assert "This has been decided already" in page.text
    assert User.objects.get(pk=nell.pk).role == ""


@pytest.mark.parametrize("role", ["auditor", "camhs_practitioner"])
def test_a_role_for_a_set_time_needs_its_last_day_first(ruth, nell, role):
    with pytest.raises(NotYet, match="on which day the access of Nell Ashby ends"):
        ask(nell, by=ruth, role=role)
    nell.access_ends_on = timezone.localdate() + datetime.timedelta(days=30)
    assert ask(nell, by=ruth, role=role).pk


def test_the_last_service_manager_does_not_become_something_else(ruth, sunita, hugh):
    """The approver is a service manager, so the last one is safe unless the approver leaves that very moment."""
    asked = ask(sunita, by=ruth)
    hugh_as_loaded_before_he_left = User.objects.get(pk=hugh.pk)
    hugh.leave()
    with pytest.raises(NotYet, match="Nobody else can approve"):
        asked.approve(by=hugh_as_loaded_before_he_left)


def test_the_person_page_shows_who_asked_and_who_decided(at_work, ruth, sunita, nell):
    ask(nell, by=ruth).approve(by=sunita)
    page = at_work(ruth).get(reverse("person", args=[nell.pk])).text
    assert "Asked for by Ruth Okafor" in page
    assert "Approved by Sunita Rao" in page


@pytest.mark.django_db(transaction=True)
def test_the_last_two_service_managers_cannot_both_leave_at_the_same_moment():
    two = [make_user(role="service_manager"), make_user(role="service_manager")]
    answers = at_the_same_moment(*(User.objects.get(pk=one.pk).leave for one in two))
    assert sorted(type(answer) for answer in answers if answer) == [NotYet]
    assert User.objects.may_enter().count() == 1
