"""What hangs on SECRET_KEY outlives a change of it, for as long as the old one stands in SECRET_KEY_FALLBACKS."""

import ast
import json

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from emerald.accounts import encrypted
from emerald.accounts.invitation import link
from tests.accounts.conftest import Browser
from tests.accounts.test_interrupted_form import carried, late_desk, send_late
from tests.accounts.test_throttling import guess_at
from tests.test_architecture import SOURCES, name_of

__all__ = ["late_desk"]
# Each takes the keys before it along, or says why it need not.
KNOW_OF_FALLBACKS = {"emerald.settings", "emerald.accounts.encrypted", "emerald.audit.traces", "emerald.backups.keys"}


@pytest.fixture
def change_the_key(settings):
    def change(*, keep=True):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if keep else []
        settings.SECRET_KEY = "another key of the tests, long and of many signs: 0123456789"

    return change


def known_desk(user):
    browser = Browser()
    browser.sign_in(user.email)
    browser.forget_session()
    return browser


def test_one_stays_signed_in(priya, desk, change_the_key):
    desk.sign_in(priya.email)
    change_the_key()
    assert desk.get(reverse("my_account")).status_code == 200


def test_without_the_old_key_one_signs_in_again_and_nothing_breaks(priya, desk, change_the_key):
    desk.sign_in(priya.email)
    change_the_key(keep=False)
    assert desk.get(reverse("my_account")).status_code == 302
    assert desk.sign_in(priya.email).status_code == 302


@pytest.mark.parametrize(("keep", "opens"), [(True, True), (False, False)])
def test_a_link_to_choose_a_password_opens_while_the_old_key_is_kept(keep, opens, priya, change_the_key):
    asked = link(priya)
    change_the_key(keep=keep)
    answer = Browser().get(asked, follow=True)
    assert (answer.status_code, 'name="password1"' in answer.text) == (200, opens)


@pytest.mark.parametrize("keep", [True, False])
def test_what_was_typed_travels_through_sign_in_while_the_old_key_is_kept(keep, late_desk, priya, change_the_key):
    parcel = carried(send_late(late_desk))
    change_the_key(keep=keep)
    answer = late_desk.sign_in(priya.email, carried=parcel)
    assert answer["Location"] == (reverse("carry_on") if keep else "/")


def test_a_known_browser_stays_known_and_has_its_tries(priya, change_the_key):
    desk = known_desk(priya)
    change_the_key()
    guess_at(priya.email)
    assert desk.sign_in(priya.email).status_code == 302


def test_a_known_browser_that_came_by_is_known_by_the_new_key_alone(priya, change_the_key, settings):
    desk = known_desk(priya)
    change_the_key()
    desk.sign_in(priya.email)
    desk.forget_session()
    settings.SECRET_KEY_FALLBACKS = []
    guess_at(priya.email)
    assert desk.sign_in(priya.email).status_code == 302


def test_what_is_encrypted_for_a_while_is_opened_by_the_keys_before(change_the_key):
    parcel = encrypted.encrypt_small(json.dumps({"typed": "é"}), to=encrypted.TYPED)
    change_the_key()
    assert json.loads(encrypted.decrypt_small(parcel, to=encrypted.TYPED, within=60)) == {"typed": "é"}
    change_the_key(keep=False)
    with pytest.raises(encrypted.CannotBeOpened):
        encrypted.decrypt_small(parcel, to=encrypted.TYPED, within=60)


@pytest.mark.parametrize(("later", "opens"), [(-3600, True), (59, True), (62, False)])
def test_what_is_encrypted_for_a_while_is_opened_then_and_also_after_the_clock_was_set_back(later, opens):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        parcel = encrypted.encrypt_small("typed", to=encrypted.TYPED)
        clock.shift(later)
        try:
            assert encrypted.decrypt_small(parcel, to=encrypted.TYPED, within=60) == "typed"
        except encrypted.CannotBeOpened:
            assert not opens
        else:
            assert opens


def test_nothing_else_hangs_on_the_present_key_alone():
    """Django's signing knows of the keys before; its `salted_hmac` does not, unless it is told."""
    alone = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            named = getattr(node, "attr", getattr(node, "id", "")) == "SECRET_KEY"
            marked = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "salted_hmac"
            if named or (marked and not any(given.arg == "secret" for given in node.keywords)):
                alone.add(name_of(source))
    assert {name for name in alone if "launcher" not in name} - {"emerald.environment_setup"} == KNOW_OF_FALLBACKS
