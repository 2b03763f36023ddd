"""SECRET_KEY and the key of second steps change, with real settings in real processes, and nobody is locked out."""

import subprocess
import sys
from contextlib import contextmanager
from secrets import token_urlsafe
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.test import override_settings

from emerald.accounts.encrypted import SECOND_STEP, key_for
from emerald.accounts.invitation import link
from emerald.audit.verify_traces import check_traces
from emerald.environment_setup import ROOT
from tests.accounts.test_second_factor_keys import SECRET, code_now, recovery_code
from tests.production.browser import Browser
from tests.production.conftest import new_key
from tests.production.processes import command, environment, web

PAGE = "/account/"


class Keys:
    """What `.env` says at one time."""

    def __init__(self, *, secret, before=(), second_step):
        self.secret, self.before, self.second_step = secret, list(before), second_step

    def here(self):
        return override_settings(
            SECRET_KEY=self.secret, SECRET_KEY_FALLBACKS=self.before, SECOND_STEP_KEYS=self.second_step
        )


@pytest.fixture
def emerald(tmp_path, free_ports, transactional_db):
    """`with emerald(keys) as (browser, manage)`: the web process with these keys; browsers and commands for it."""
    facts = new_key()

    @contextmanager
    def start(keys):
        given = environment(
            tmp_path,
            secret_key=keys.secret,
            second_step_keys=keys.second_step,
            facts_keys=[facts],
            SECRET_KEY_FALLBACKS=",".join(keys.before),
        )
        with web(tmp_path, free_ports[0], given) as port:
            yield lambda: Browser(port, X_Forwarded_Proto="https"), lambda *arguments: command(given, *arguments)

    return start


def set_up(user, keys):
    with keys.here():
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def as_before_there_were_keys(user, keys):
    step = Authenticator.objects.get(user=user, type="totp")
    step.data["secret"] = Fernet(key_for(SECOND_STEP, keys.secret)).encrypt(SECRET.encode()).decode()
    with keys.here():
        step.save()


def signs_in(browser, user, code=None):
    """Whether password and code open a page of theirs. The same code may come again, for the sake of the test."""
    assert browser.sign_in(user.email).location == "/account/second-step/code/"
    cache.clear()
    browser.enter_code(code or code_now())
    return browser.get(PAGE).status == 200


def test_before_while_and_after_the_keys_change_everybody_signs_in(emerald, someone):
    first = Keys(secret=token_urlsafe(50), second_step=[new_key()])
    both = Keys(secret=token_urlsafe(50), before=[first.secret], second_step=[new_key(), *first.second_step])
    second = Keys(secret=both.secret, second_step=both.second_step[:1])
    with first.here():
        priya, owen, morag = someone("Priya Nair"), someone("Owen Marsh"), someone("Morag Ellis")
    set_up(priya, first)
    set_up(owen, first)
    as_before_there_were_keys(owen, first)
    with first.here():
        spare, asked = recovery_code(priya), urlsplit(link(morag)).path

    with emerald(first) as (browser, _):
        desk = browser()
        assert signs_in(desk, priya)
        untouched = browser()
        assert signs_in(untouched, owen)

    with emerald(both) as (browser, manage):
        assert desk.get(PAGE).status == 200  # still signed in
        for user, code in ((priya, None), (priya, spare), (owen, None)):
            assert signs_in(browser(), user, code)
        assert browser().get(asked).status == 302  # to the page that asks for a new password
        guesser = browser()
        assert [guesser.sign_in(priya.email, "guess").status for _ in range(5)][-1] == 429
        desk.forget_session()
        assert signs_in(desk, priya)  # the browser is known still
        assert "4 second steps encrypted anew" in manage("reencrypt_second_steps")
        assert "traces renewed" in manage("renew_traces")

    with emerald(second) as (browser, manage):
        assert untouched.get(PAGE).status == 302  # signed in under the key that is gone: asked to sign in, no error
        assert signs_in(browser(), owen)
        assert "newest key" in manage("reencrypt_second_steps", "--check")
    with second.here():
        assert list(check_traces()) == []


def test_a_key_that_was_lost_is_a_sentence_and_no_error(emerald, someone):
    kept = Keys(secret=token_urlsafe(50), second_step=[new_key()])
    with kept.here():
        priya = set_up(someone("Priya Nair"), kept)
    lost = Keys(secret=kept.secret, second_step=[new_key()])
    with emerald(lost) as (browser, _):
        desk = browser()
        desk.sign_in(priya.email)
        answer = desk.enter_code(code_now())
        assert (answer.status, "Your second step cannot be read any more" in answer.text) == (200, True)


def test_both_keys_the_same_is_refused(tmp_path, transactional_db):
    key = new_key()
    given = environment(tmp_path, secret_key=token_urlsafe(50), second_step_keys=[key], facts_keys=[key])
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "share a key" in done.stderr) == (1, True)
