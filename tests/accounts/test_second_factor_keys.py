"""Secrets of second steps lie under keys of their own. Those change, SECRET_KEY changes, and nobody is kept out."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from emerald.accounts import second_steps
from emerald.accounts.encrypted import SECOND_STEP, key_for
from emerald.audit.models import AccessEntry
from emerald.audit.verify_traces import check_traces
from tests.accounts.conftest import Browser
from tests.accounts.test_second_factor import SECRET
from tests.factories.people import make_user


def new_key():
    return Fernet.generate_key().decode()


def set_up(user):
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def as_before_there_were_keys(user):
    """Their secrets under SECRET_KEY, as an older Emerald left them."""
    box = Fernet(key_for(SECOND_STEP, django_settings.SECRET_KEY))
    for step in Authenticator.objects.filter(user=user):
        secret = second_steps.get_adapter().decrypt(second_steps.secret_of(step))
        step.data[second_steps.SECRET[step.type]] = box.encrypt(secret.encode()).decode()
        step.save()
    return user


def recovery_code(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]


def code_now():
    """In the middle of the time for which it is right."""
    _, now, _ = totp.yield_hotp_counters_from_time()
    return totp.format_hotp_value(totp.hotp_value(SECRET, now))


def entered(user, code=None):
    """The answer to this code, or that of the app, at a new browser."""
    desk = Browser()
    desk.sign_in(user.email)
    cache.clear()  # the same code again, for the sake of the test
    return desk.post(reverse("mfa_authenticate"), {"code": code or code_now()})


def reencrypt(*arguments):
    said = io.StringIO()
    call_command("reencrypt_second_steps", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def with_second_step(priya):
    return set_up(priya)


@pytest.fixture
def keys_lost(with_second_step, settings):
    """Priya's second step lies under a key that nobody has any more."""
    settings.SECOND_STEP_KEYS = [new_key()]
    return with_second_step


def lose_the_key_of(user, kind, settings):
    """Only this one of theirs cannot be read any more."""
    step = Authenticator.objects.get(user=user, type=kind)
    step.data[second_steps.SECRET[kind]] = f"sealed:{Fernet(new_key()).encrypt(b'secret').decode()}"
    step.save()


# --- Keys change ------------------------------------------------------------------------------------------------------
def test_another_secret_key_alone_keeps_nobody_from_their_second_step(with_second_step, settings):
    spare = recovery_code(with_second_step)
    settings.SECRET_KEY = "another key of the tests, long and of many signs"
    assert entered(with_second_step).status_code == 302
    assert entered(with_second_step, spare).status_code == 302


def test_a_new_key_before_the_old_one_lets_everybody_in_and_alone_after_the_command(with_second_step, settings):
    spare = recovery_code(with_second_step)
    settings.SECOND_STEP_KEYS = [new_key(), *settings.SECOND_STEP_KEYS]
    assert entered(with_second_step).status_code == 302
    with pytest.raises(CommandError, match="2 second steps lie under an older key"):
        reencrypt("--check")
    assert "2 second steps encrypted anew, 0 that cannot be read" in reencrypt()
    assert "Every second step lies under the newest key" in reencrypt("--check")
    settings.SECOND_STEP_KEYS = settings.SECOND_STEP_KEYS[:1]
    assert entered(with_second_step).status_code == 302
    assert entered(with_second_step, spare).status_code == 302


def test_secrets_from_before_there_were_keys_are_read_and_then_lie_under_the_new_ones(with_second_step, settings):
    spare = recovery_code(as_before_there_were_keys(with_second_step))
    assert entered(with_second_step).status_code == 302
    reencrypt()
    settings.SECRET_KEY = "another key of the tests, long and of many signs"
    assert entered(with_second_step).status_code == 302
    assert entered(with_second_step, spare).status_code == 302


def test_encrypting_anew_leaves_the_trace_of_each_whole_and_sets_nothing_up(with_second_step, settings):
    settings.SECOND_STEP_KEYS = [new_key(), *settings.SECOND_STEP_KEYS]
    entries = AccessEntry.objects.count()
    reencrypt()
    assert list(check_traces()) == []
    assert AccessEntry.objects.count() == entries


def test_a_used_recovery_code_stays_used_after_encrypting_anew(with_second_step, settings):
    spare = recovery_code(with_second_step)
    assert entered(with_second_step, spare).status_code == 302
    settings.SECOND_STEP_KEYS = [new_key(), *settings.SECOND_STEP_KEYS]
    reencrypt()
    assert entered(with_second_step, spare).status_code == 200


def test_a_code_used_just_before_secret_key_changed_stays_used(with_second_step, settings):
    code = code_now()
    assert entered(with_second_step, code).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={with_second_step.pk}&code={code}")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of the tests"
    desk = Browser()
    desk.sign_in(with_second_step.email)
    assert "That code is not right" in desk.post(reverse("mfa_authenticate"), {"code": code}).text


# --- A key is lost ----------------------------------------------------------------------------------------------------
def test_what_cannot_be_read_is_a_sentence_and_uses_up_no_try(keys_lost):
    for _ in range(7):
        answer = entered(keys_lost)
        assert answer.status_code == 200
        assert "Your second step cannot be read any more" in answer.text
        assert "Ask a system administrator to remove it" in answer.text


def test_a_recovery_code_lets_in_whose_app_cannot_be_read(with_second_step, settings):
    spare = recovery_code(with_second_step)
    lose_the_key_of(with_second_step, "totp", settings)
    assert "Enter one of your recovery codes" in entered(with_second_step).text
    assert entered(with_second_step, spare).status_code == 302


def test_guesses_at_recovery_codes_are_counted_although_the_app_cannot_be_read(with_second_step, settings):
    lose_the_key_of(with_second_step, "totp", settings)
    assert [entered(with_second_step, "00000000").status_code for _ in range(5)][-1] == 429


def test_an_app_lets_in_whose_recovery_codes_cannot_be_read(with_second_step, settings):
    lose_the_key_of(with_second_step, "recovery_codes", settings)
    assert "That code is not right" in entered(with_second_step, "000000").text
    assert entered(with_second_step).status_code == 302


@pytest.mark.parametrize(
    "page", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"]
)
def test_no_page_about_it_breaks(page, with_second_step, settings):
    desk = Browser()
    desk.sign_in(with_second_step.email)
    desk.post(reverse("mfa_authenticate"), {"code": code_now()})
    cache.clear()
    desk.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    lose_the_key_of(with_second_step, "recovery_codes", settings)
    answer = desk.get(reverse(page))
    assert answer.status_code == (200 if page == "mfa_index" else 409)
    assert page == "mfa_index" or "Your second step cannot be read any more" in answer.text


def test_the_command_leaves_what_it_cannot_read_and_says_how_many(keys_lost, settings):
    before = list(Authenticator.objects.values("pk", "data"))
    assert "0 second steps encrypted anew, 2 that cannot be read" in reencrypt()
    assert list(Authenticator.objects.values("pk", "data")) == before
    with pytest.raises(CommandError, match="Those of 1 people cannot be read"):
        reencrypt("--check")


def test_operations_tells_it_and_what_to_do(at_work, ruth, with_second_step, settings):
    assert "encrypted with back" not in at_work(ruth).get(reverse("operations")).text
    settings.SECOND_STEP_KEYS = [new_key(), *settings.SECOND_STEP_KEYS]
    assert "2. Run manage.py reencrypt_second_steps" in at_work(ruth).get(reverse("operations")).text
    settings.SECOND_STEP_KEYS = settings.SECOND_STEP_KEYS[:1]
    page = at_work(ruth).get(reverse("operations")).text
    assert "Those of 1 person, who cannot sign in" in page
    assert with_second_step.name not in page


# --- Whatever happens in whatever order -------------------------------------------------------------------------------
ACTS = (
    "somebody sets one up",
    "somebody had one before",
    "a new key",
    "a new SECRET_KEY",
    "encrypted anew",
    "a key is lost",
)


class Play:
    """Keys come and go; `kept` is what the test itself knows: who -> the keys one of which opens theirs."""

    def __init__(self):
        self.keys, self.secrets, self.kept = [new_key()], ["first " * 10], {}

    def settings(self):
        return override_settings(
            SECOND_STEP_KEYS=self.keys, SECRET_KEY=self.secrets[0], SECRET_KEY_FALLBACKS=self.secrets[1:]
        )

    def act(self, act):
        if act == "somebody sets one up":
            self.kept[set_up(make_user())] = self.keys[0]
        elif act == "somebody had one before":
            self.kept[as_before_there_were_keys(set_up(make_user()))] = self.secrets[0]
        elif act == "a new key":
            self.keys = [new_key(), *self.keys]
        elif act == "a new SECRET_KEY":
            self.secrets = [f"{len(self.secrets)} " * 30, *self.secrets]
        elif act == "a key is lost":
            self.keys = self.keys[:1]
        else:
            reencrypt()
            self.kept |= dict.fromkeys(self.readable(), self.keys[0])

    def readable(self):
        return {user for user, key in self.kept.items() if key in (*self.keys, *self.secrets)}

    def is_so(self):
        assert second_steps.people_with_unreadable() == len(self.kept) - len(self.readable())
        for user in self.kept:
            assert len(second_steps.readable(user)) == (2 if user in self.readable() else 0)
        for user in self.readable():
            assert Authenticator.objects.get(user=user, type="totp").wrap().validate_code(code_now())
        assert len(second_steps.not_newest()) == 2 * sum(key != self.keys[0] for key in self.kept.values())
        assert list(check_traces()) == []


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=some.lists(some.sampled_from(ACTS), min_size=4, max_size=12))
def test_whatever_changes_in_whatever_order_everybody_whose_key_is_there_gets_in(acts):
    point = transaction.savepoint()
    play = Play()
    try:
        for act in acts:
            with play.settings():
                play.act(act)
            with play.settings():
                cache.clear()
                play.is_so()
    finally:
        transaction.savepoint_rollback(point)
