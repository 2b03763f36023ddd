"""EMAIL_URL: what can be said is understood, and what cannot is refused in a sentence that does not repeat it."""

import subprocess
import sys
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerald.env import MissingSetting
from emerald.environment_setup import ROOT
from emerald.mail.server_url import mail_settings
from tests.setup.test_compose import production

__all__ = ["production"]
SECRET = "hunter-2-hunter"
UNDERSTOOD = [
    ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
    ("smtp://mail.example:2525/", ("mail.example", 2525, "", "", False, False)),
    ("smtp+tls://me:pw@mail.example", ("mail.example", 587, "me", "pw", True, False)),
    (
        "SMTPS://me%40council.example:p%40s%2Fs%3A%25@mail.example",
        ("mail.example", 465, "me@council.example", "p@s/s:%"),
    ),
    ("smtp+tls://me:pw@[::1]:587", ("::1", 587, "me", "pw", True, False)),
]
REFUSED = [
    (f"mail.example:25?{SECRET}", "must begin with"),
    (f"https://me:{SECRET}@mail.example", "must begin with"),
    (f"smtp://me:{SECRET}@mail.example", "unencrypted"),
    (f"smtp+tls://me:{SECRET}/x@mail.example:587", "%2F"),
    (f"smtp+tls://me:{SECRET}#x@mail.example:587", "%23"),
    (f"smtp+tls://me:{SECRET}?x@mail.example:587", "%3F"),
    (f"smtp+tls://{SECRET}@mail.example:587", "and not both"),
    (f"smtp+tls://me:{SECRET}@mail.example:many", "port"),
    (f"smtp+tls://me:{SECRET}@mail.example:99999", "port"),
    (f"smtp+tls://me:{SECRET}@[mail.example", "cannot be read"),
    (f"smtp+tls://me:{SECRET}@", "cannot be read"),
    ("smtp://", "cannot be read"),
]
SIGNS = st.text(st.characters(codec="utf-8"), min_size=1)
NAMES = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")


@pytest.mark.parametrize(("url", "expected"), UNDERSTOOD)
def test_what_can_be_said_is_understood(url, expected):
    assert tuple(mail_settings(url)[name] for name in NAMES)[: len(expected)] == expected


@pytest.mark.parametrize(("url", "sentence"), REFUSED)
def test_what_cannot_is_refused_without_repeating_the_password(url, sentence):
    with pytest.raises(MissingSetting) as refusal:
        mail_settings(url)
    assert sentence in str(refusal.value)
    assert "EMAIL_URL" in str(refusal.value)
    assert SECRET not in str(refusal.value)


@given(user=SIGNS, password=SIGNS)
def test_any_user_name_and_password_arrive_as_they_are(user, password):
    """Whatever signs they have, percent-encoded."""
    found = mail_settings(f"smtps://{quote(user, safe='')}:{quote(password, safe='')}@mail.example")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == (user, password)


@given(st.text())
def test_whatever_is_said_is_settings_or_a_sentence(said):
    try:
        found = mail_settings(said)
    except MissingSetting as refusal:
        assert "EMAIL_URL" in str(refusal)
    else:
        assert ("EMAIL_HOST" in found) == bool(said)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"EMAIL_URL": f"smtp://me:{SECRET}@mail.example"}, "EMAIL_URL would send its password unencrypted"),
        ({"EMAIL_URL": "smtp://mail.example"}, "DEFAULT_FROM_EMAIL is not set"),
        ({"DEFAULT_FROM_EMAIL": "Emerald"}, "DEFAULT_FROM_EMAIL is no address"),
        ({"EMAIL_HOST": "mail.example"}, "put EMAIL_URL=smtp://host:port in its place"),
    ],
)
def test_production_does_not_start_with_a_wrong_one(production, given, sentence):
    done = subprocess.run(
        [sys.executable, "-c", "import emerald.settings"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=production | given,
    )
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]
    assert SECRET not in done.stderr
