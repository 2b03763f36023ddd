"""Two system administrators who press *Send again* at the same moment: one mail goes, and the other is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from emerald.accounts.account_mail import tell
from emerald.accounts.models import User
from emerald.guards import NotYet
from emerald.mail.models import Kind, Mail, MailState
from tests.access.racing import race
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def administrators():
    return [make_user(role="system_administrator", name=name).pk for name in ("Ruth Okafor", "Iain Kerr")]


@pytest.fixture
def nell():
    return User.objects.invite(email="nell@emerald.example", name="Nell O’Ashby")


def given_up(person, kind=Kind.INVITATION):
    moment = timezone.now() - timedelta(days=2)
    return Mail.objects.create(
        kind=kind, recipient=person, made_at=moment, next_try=moment, state=MailState.UNDELIVERABLE, last_error="-"
    ).pk


def press(mail, who):
    return lambda: Mail.objects.get(pk=mail).send_again(by=User.objects.get(pk=who))


def one_went(ends):
    refused = [end for end in ends if end is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], NotYet)
    assert Mail.objects.still_to_go().count() == 1


@pytest.mark.parametrize("kind", [Kind.INVITATION, Kind.PASSWORD_CHANGED])
def test_the_same_mail_goes_once(kind, administrators, nell):
    for _ in range(ROUNDS):
        mail = given_up(nell, kind)
        one_went(race(*(press(mail, who) for who in administrators)))
        Mail.objects.filter(pk=mail).delete()


def test_of_two_links_given_up_for_one_person_one_goes(administrators, nell):
    for _ in range(ROUNDS):
        mails = [given_up(nell), given_up(nell)]
        one_went(race(*(press(mail, who) for mail, who in zip(mails, administrators, strict=True))))
        Mail.objects.filter(pk__in=mails).delete()


def test_a_link_that_is_asked_for_at_the_same_moment_is_the_one_that_goes(administrators, nell):
    for _ in range(ROUNDS):
        mail = given_up(nell)
        ends = race(press(mail, administrators[0]), lambda: tell(Kind.INVITATION, nell))
        assert ends[1] is None
        assert ends[0] is None or isinstance(ends[0], NotYet)
        assert Mail.objects.still_to_go().count() == 1
        Mail.objects.all().delete()
