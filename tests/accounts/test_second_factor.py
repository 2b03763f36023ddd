"""The second step of sign-in: set up by everybody where it is required, and asked for at every sign-in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, reverse

from emerald.accounts import second_factor
from emerald.accounts.models import User
from emerald.accounts.throttling import TRIES
from tests.accounts.conftest import Browser
from tests.factories.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret=SECRET):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


@pytest.fixture
def with_second_step(priya):
    totp.TOTP.activate(priya, SECRET)
    RecoveryCodes.activate(priya)
    return priya


SAMPLES = (
    "1",
    "EM-2026-0001",
    "PC-2026-0001",
    "PL-2026-0001",
    "DM-2026-0001",
    "one",
    "everybody",
    "00000000-0000-4000-8000-000000000001",
)


def addresses_of_the_site(patterns=None, before=""):
    """The name, an address and the view of every page that asks for sign-in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + _with_samples(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from addresses_of_the_site(pattern.url_patterns, route)
        elif getattr(pattern.callback, "login_required", True):
            yield pattern.name, f"/{route}"


def _with_samples(pattern):
    route = str(pattern)
    for name, converter in pattern.converters.items():
        fits = next(sample for sample in SAMPLES if re.fullmatch(converter.regex, sample))
        route = re.sub(rf"<(\w+:)?{name}>", fits, route)
    return route


def test_where_it_is_required_every_other_page_leads_to_setting_it_up(settings, at_work, priya):
    settings.REQUIRE_SECOND_FACTOR = True
    desk = at_work(priya)
    pages = list(addresses_of_the_site())
    opened = {
        name for name, address in pages if desk.get(address).headers.get("Location") != reverse("mfa_activate_totp")
    }
    assert len(pages) > 25
    assert opened <= second_factor.OPEN_WITHOUT


def test_where_it_is_required_a_form_cannot_be_posted_without_it(settings, at_work, ruth):
    settings.REQUIRE_SECOND_FACTOR = True
    at_work(ruth).post(reverse("teams"), {"name": "Emerald West"})
    assert "Emerald West" not in at_work(ruth).get(reverse("mfa_activate_totp"), follow=True).text
    settings.REQUIRE_SECOND_FACTOR = False
    assert "Emerald West" not in at_work(ruth).get(reverse("teams")).text


def test_where_it_is_required_it_can_be_set_up_and_then_every_page_opens(settings, desk, priya):
    settings.REQUIRE_SECOND_FACTOR = True
    desk.sign_in(priya.email)
    desk.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = desk.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'id="totp-secret">(\w+)<', page)[1]
    assert "data:image/svg+xml;base64," in page
    answer = desk.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<li><code>\d{8}</code></li>", desk.get(answer["Location"]).text)) == 10
    assert desk.get(reverse("who_may_do_what")).status_code == 200


def test_where_it_is_required_signing_out_and_staying_signed_in_work_without_it(settings, at_work, priya):
    settings.REQUIRE_SECOND_FACTOR = True
    desk = at_work(priya)
    assert desk.post(reverse("stay_signed_in")).json()["minutes"] == settings.IDLE_MINUTES
    assert desk.post(reverse("account_logout"))["Location"] == "/"


def test_the_demonstration_opens_without_it(settings, at_work, priya):
    settings.REQUIRE_SECOND_FACTOR = False
    assert at_work(priya).get(reverse("my_account")).status_code == 200


def test_the_password_alone_does_not_sign_in_who_has_one(desk, with_second_step):
    assert desk.sign_in(with_second_step.email)["Location"] == reverse("mfa_authenticate")
    assert desk.get(reverse("my_account")).status_code == 302


def test_password_and_code_sign_in(desk, with_second_step):
    desk.sign_in(with_second_step.email)
    assert desk.post(reverse("mfa_authenticate"), {"code": code_now()})["Location"] == "/"
    assert desk.get(reverse("my_account")).status_code == 200


def test_a_code_works_once(desk, with_second_step):
    code = code_now()
    for browser in (desk, Browser()):
        browser.sign_in(with_second_step.email)
        answer = browser.post(reverse("mfa_authenticate"), {"code": code})
    assert "That code is not right" in answer.text


def test_the_code_that_set_it_up_signs_nobody_in(desk, priya):
    desk.sign_in(priya.email)
    desk.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = re.search(r'id="totp-secret">(\w+)<', desk.get(reverse("mfa_activate_totp")).text)[1]
    code = code_now(secret)
    desk.post(reverse("mfa_activate_totp"), {"code": code})
    other = Browser()
    other.sign_in(priya.email)
    assert "That code is not right" in other.post(reverse("mfa_authenticate"), {"code": code}).text


def test_a_used_code_stays_used_for_as_long_as_it_would_be_right(desk, with_second_step):
    """The library forgets it after half a minute, in which a telephone a little slow still shows it."""
    code = code_now()
    desk.sign_in(with_second_step.email)
    desk.post(reverse("mfa_authenticate"), {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={with_second_step.pk}&code={code}")
    other = Browser()
    other.sign_in(with_second_step.email)
    assert "That code is not right" in other.post(reverse("mfa_authenticate"), {"code": code}).text


def test_a_recovery_code_works_once(desk, with_second_step):
    recovery = Authenticator.objects.get(user=with_second_step, type="recovery_codes").wrap().get_unused_codes()[0]
    answers = []
    for browser in (desk, Browser()):
        browser.sign_in(with_second_step.email)
        answers.append(browser.post(reverse("mfa_authenticate"), {"code": recovery}).status_code)
    assert answers == [302, 200]


def test_wrong_codes_are_limited_like_wrong_passwords(desk, with_second_step):
    desk.sign_in(with_second_step.email)
    answers = [desk.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [200] * (TRIES - 1) + [429, 429]
    assert "too many wrong tries" in answers[-1].text


def test_starting_again_with_the_password_gives_no_new_tries_at_the_code(with_second_step):
    for _ in range(TRIES):
        desk = Browser()
        desk.sign_in(with_second_step.email)
        desk.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert Browser().sign_in(with_second_step.email).status_code == 429


def test_the_secret_does_not_lie_readable_in_the_database(with_second_step):
    kept = Authenticator.objects.get(user=with_second_step, type="totp").data["secret"]
    assert SECRET not in kept


def test_an_old_key_still_opens_what_it_encrypted(settings, with_second_step, desk):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    desk.sign_in(with_second_step.email)
    assert desk.post(reverse("mfa_authenticate"), {"code": code_now()}).status_code == 302


def test_removing_ones_own_second_step_asks_for_proof_again(at_work, with_second_step):
    answer = at_work(with_second_step).get(reverse("mfa_deactivate_totp"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))


def test_after_proof_it_can_be_removed_and_must_be_set_up_anew_where_required(settings, at_work, with_second_step):
    settings.REQUIRE_SECOND_FACTOR = True
    desk = at_work(with_second_step)
    back = reverse("mfa_deactivate_totp")
    proof = desk.post(f"{reverse('mfa_reauthenticate')}?next={back}", {"code": code_now()})
    assert proof["Location"] == back
    assert "Remove the second step?" in desk.get(back).text
    desk.post(back)
    assert desk.get(reverse("my_account"))["Location"] == reverse("mfa_activate_totp")


def test_two_people_remove_the_second_step_of_a_lost_telephone_and_the_sessions_with_it(
    at_work, ruth, sunita, desk, with_second_step
):
    desk.sign_in(with_second_step.email)
    desk.post(reverse("mfa_authenticate"), {"code": code_now()})
    at_work(ruth).post(reverse("remove_second_step", args=[with_second_step.pk]), {"because": "Lost on the bus."})
    assert Authenticator.objects.filter(user=with_second_step).exists()
    with_second_step.accountchanges.get().approve(by=sunita)
    assert not Authenticator.objects.filter(user=with_second_step).exists()
    assert desk.get(reverse("my_account")).status_code == 302


@pytest.mark.parametrize("who", ["morag", "owen", "sunita"])
def test_nobody_else_removes_a_second_step(at_work, with_second_step, who, request):
    answer = at_work(request.getfixturevalue(who)).post(reverse("remove_second_step", args=[with_second_step.pk]))
    assert answer.status_code == 403
    assert Authenticator.objects.filter(user=with_second_step).exists()


def test_an_administrator_cannot_remove_their_own_that_way(at_work, ruth):
    assert at_work(ruth).post(reverse("remove_second_step", args=[ruth.pk])).status_code == 403
    assert User.objects.filter(pk=ruth.pk).exists()
