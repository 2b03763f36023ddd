"""Every page is locked unless it says why not."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import URLPattern, get_resolver, reverse

from emerald.public import public

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "mfa_authenticate",
}


def views(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern), pattern.callback
        else:
            yield from views(pattern.url_patterns)


def is_open(view):
    return not getattr(view, "login_required", True)


def test_every_open_page_says_why():
    assert [name for name, view in views() if is_open(view) and not getattr(view, "public_because", "")] == []


def test_these_pages_of_accounts_are_open_and_no_others():
    ours = {name for name, view in views() if is_open(view) and re.match("account_|mfa_|people|person|team", name)}
    assert ours == OPEN


@pytest.mark.parametrize(
    "name",
    ["home", "my_account", "people", "teams", "usersessions_list", "mfa_index", "stay_signed_in", "who_may_do_what"],
)
def test_a_stranger_is_sent_to_sign_in_and_back(desk, name):
    answer = desk.get(reverse(name))
    assert answer["Location"].startswith(f"{reverse('account_login')}?next=")
    assert SESSION_KEY not in desk.session


def test_an_open_page_without_a_reason_is_refused():
    with pytest.raises(ValueError, match="needs a reason"):
        public(because=" ")
