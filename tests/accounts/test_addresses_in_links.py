"""A link that leaves Emerald leads to Emerald, whatever host the request named that had it made."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from emerald.accounts.models import User

OURS, THEIRS = "https://emerald.council.example", "elsewhere.example"
ADDRESS = re.compile(r"\w+://[^\s/]+")


@pytest.fixture(autouse=True)
def site(settings):
    """Also a name in ALLOWED_HOSTS that somebody forgot there."""
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = OURS, ["emerald.council.example", "testserver", THEIRS]


def hosts_in(text):
    return set(ADDRESS.findall(text))


@pytest.mark.parametrize("host", [THEIRS, "testserver"])
def test_a_forged_host_in_a_reset_request_does_not_stand_in_the_mail(priya, desk, mailbox, host):
    desk.post(reverse("account_reset_password"), {"email": priya.email}, headers={"host": host})
    assert hosts_in(mailbox[0].body) == {OURS}


def test_nor_in_an_invitation_or_in_what_the_managers_are_told(at_work, ruth, sunita, priya, mailbox):
    nell = User.objects.invite(email="nell@emerald.example", name="Nell Ashby")
    for someone in (nell, priya):
        form = {"because": "She asked for it on the telephone."}
        at_work(ruth).post(reverse("invite_person", args=[someone.pk]), form, headers={"host": THEIRS})
    assert sunita.email in {one.to[0] for one in mailbox}
    assert all(hosts_in(one.body) == {OURS} for one in mailbox)


def test_nor_in_a_calendar_or_its_link(at_work, priya):
    page = at_work(priya).post(reverse("calendar_link"), headers={"host": THEIRS}).text
    assert THEIRS not in page
    feed = re.search(rf"{OURS}(/\S+?\.ics|/[^\s\"<]+)", page)[1]
    assert THEIRS not in at_work(priya).get(feed, headers={"host": THEIRS}).text


def test_the_operators_screen_shows_the_whole_address(db, capsys):
    call_command("appoint_first", "system_administrator", "ines@emerald.example", "Ines First")
    assert f"{OURS}/account/password/reset/key/" in capsys.readouterr().out


def test_a_host_that_is_not_ours_at_all_is_refused(priya, desk, mailbox):
    answer = desk.post(reverse("account_reset_password"), {"email": priya.email}, headers={"host": "third.example"})
    assert answer.status_code == 400
    assert list(mailbox) == []
