"""What every answer tells the browser: keep nothing, run nothing inline, be framed by nobody."""

import pytest
from django.urls import reverse


@pytest.fixture
def answer(case, priya, signed_in):
    return signed_in(priya).get(reverse("case", args=[case.reference]))


def test_nothing_about_a_case_is_kept_by_the_browser(answer):
    assert answer["Cache-Control"] == "no-store"


def test_no_inline_script_or_style_may_run(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part.strip())
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "'nonce-" in policy["script-src"]
    assert " style=" not in answer.text and "onclick=" not in answer.text


def test_the_other_headers_of_a_closed_house(answer):
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_page_says_its_language_and_its_title(answer, case):
    assert '<html lang="en"' in answer.text
    assert f"<title>{case.reference} – Emerald</title>" in " ".join(answer.text.split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/account/login/", "/health/ready/", "/nowhere/", "/", "/assets/images/favicon.ico"]
)
def test_no_page_may_use_the_camera_the_microphone_or_the_place(address, client):
    """On every kind of answer: a page, a redirect, an asset, one that is not there."""
    policy = client.get(address)["Permissions-Policy"]
    for feature in ("camera", "microphone", "geolocation", "display-capture", "usb", "bluetooth", "clipboard-read"):
        assert f"{feature}=()" in policy
    assert "*" not in policy and "self" not in policy
