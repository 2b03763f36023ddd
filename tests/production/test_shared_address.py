"""Behind nginx: a stranger's guesses lock out nobody who shares their address, however EMERALD_PROXIES is set."""

from secrets import token_urlsafe

import pytest
from django.urls import reverse

from emerald.audit.models import AccessEntry
from tests.factories.people import make_user
from tests.production.browser import Browser
from tests.production.conftest import new_key
from tests.production.processes import environment, nginx, web

STRANGER, COUNCIL = "127.0.0.2", "127.0.0.3"
INVENTED = "203.0.113.9"  # what the stranger writes into the header
RIGHT, TOO_FEW, TOO_MANY = "1", "0", "2"
ACCOUNTS_TRIED = 25


@pytest.fixture
def behind_nginx(free_ports, tmp_path, transactional_db):
    """`behind_nginx(proxies=…)`: nginx's port, with Emerald behind it."""
    started = []

    def start(proxies):
        given = environment(
            tmp_path,
            secret_key=token_urlsafe(50),
            second_step_keys=[new_key()],
            facts_keys=[new_key()],
            EMERALD_PROXIES=proxies,
        )
        front, back = free_ports
        for one in (web(tmp_path, back, given), nginx(tmp_path, front, before=back)):
            one.__enter__()
            started.append(one)
        return front

    yield start
    for one in reversed(started):
        one.__exit__(None, None, None)


@pytest.mark.parametrize("proxies", [RIGHT, TOO_FEW, TOO_MANY])
def test_a_strangers_guesses_lock_out_neither_colleagues_behind_their_address_nor_anybodys_new_browser(
    proxies, behind_nginx, someone
):
    priya, morag, owen = someone("Priya Nair"), someone("Morag Ellis"), someone("Owen Marsh")
    port = behind_nginx(proxies)
    priyas_desk = Browser(port, COUNCIL)
    assert priyas_desk.sign_in(priya.email).status == 302
    priyas_desk.forget_session()

    stranger = Browser(port, STRANGER, X_Forwarded_For=INVENTED)
    at_priya = [stranger.sign_in(priya.email, f"Winter 2026 {number}").status for number in range(6)]
    for number in range(ACCOUNTS_TRIED):
        stranger.sign_in(f"nobody{number}@emerald.example", "Winter 2026 sprayed")

    assert at_priya == [200] * 4 + [429] * 2
    assert Browser(port, STRANGER).sign_in(morag.email).status == 302
    assert Browser(port, COUNCIL).sign_in(owen.email).status == 302
    assert priyas_desk.sign_in(priya.email).status == 302


def test_operations_shows_where_emerald_sees_one(signed_in, db):
    page = signed_in(make_user(role="system_administrator")).get(reverse("operations"), REMOTE_ADDR=COUNCIL)
    assert f"{COUNCIL}. If that is a proxy of yours" in page.text


def test_the_access_log_has_the_address_nginx_saw_and_not_what_a_visitor_wrote(behind_nginx, someone):
    port = behind_nginx(RIGHT)
    Browser(port, STRANGER, X_Forwarded_For=INVENTED).sign_in(someone("Priya Nair").email, "Winter 2026")
    assert AccessEntry.objects.get(verb="sign-in failed").client == STRANGER
