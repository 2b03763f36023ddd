"""A form sent after the session ended loses no text, and shows it to nobody else."""

import base64
import html
import re
import zlib
from contextlib import suppress

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from emerald.accounts import encrypted
from tests.accounts.conftest import Browser
from tests.accounts.test_session_endings import nothing_happens_for
from tests.factories.people import PASSWORD
from tests.pages.form_reader import FormReader

NOTE = "She said “not again”.\r\n  Then she left. <b>&amp;"
ADDRESS = "/people/teams/?from=list"


@pytest.fixture
def late_desk(priya):
    """Priya's browser, a minute after her session ended."""
    desk = Browser()
    desk.sign_in(priya.email)
    nothing_happens_for(16, desk)
    return desk


def carried(page):
    return html.unescape(re.search(r'name="carried" value="([^"]*)"', page.text)[1])


def send_late(desk, **more):
    return desk.post(ADDRESS, {"name": NOTE, **more})


def test_the_sign_in_page_carries_what_was_typed(late_desk):
    page = send_late(late_desk)
    assert "What you typed is not lost" in page.text
    assert "nothing happened for 15 minutes" in page.text
    assert carried(page)


def test_after_signing_in_the_text_is_offered_again_and_goes_to_the_same_page(late_desk, priya):
    answer = late_desk.sign_in(priya.email, carried=carried(send_late(late_desk)))
    assert answer["Location"] == reverse("carry_on")
    page = late_desk.get(answer["Location"]).text
    assert "Nothing of this is saved yet" in page
    assert f'action="{ADDRESS}"' in page
    assert "She said “not again”.&#10;  Then she left. &lt;b&gt;&amp;amp;" in page


def test_the_text_survives_a_wrong_password_on_the_way(late_desk, priya):
    page = late_desk.sign_in(priya.email, "wrong", carried=carried(send_late(late_desk)))
    answer = late_desk.sign_in(priya.email, carried=carried(page))
    assert answer["Location"] == reverse("carry_on")


def test_somebody_else_who_signs_in_there_never_sees_it(late_desk, morag):
    answer = late_desk.sign_in(morag.email, carried=carried(send_late(late_desk)))
    assert answer["Location"] == reverse("home")
    assert "not again" not in late_desk.get(reverse("carry_on"), follow=True).text


def test_a_parcel_that_was_tampered_with_is_not_opened(late_desk, priya):
    assert late_desk.sign_in(priya.email, carried=carried(send_late(late_desk))[:-4] + "AAAA")["Location"] == "/"


def test_nobody_reads_the_parcel_on_its_way(late_desk):
    """Signed alone, it would be a note about a child in base64, in a page that stays open at a shared computer."""
    parcel = carried(send_late(late_desk))
    seen = [parcel.encode()]
    for part in re.split(r"[.:]", parcel):
        with suppress(ValueError):
            seen.append(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    for each in list(seen):
        with suppress(zlib.error):
            seen.append(zlib.decompress(each.lstrip(b".")))
    assert not any(b"not again" in each for each in seen)


def test_a_parcel_too_old_or_encrypted_for_something_else_is_not_opened(late_desk, priya):
    for parcel in (encrypted.encrypt_small("{}", to=encrypted.SECOND_STEP), "nonsense", "é"):
        assert late_desk.sign_in(priya.email, carried=parcel)["Location"] == "/"
        late_desk.forget_session()


def test_passwords_and_the_old_token_do_not_travel(late_desk, priya):
    page = send_late(late_desk, password1="hush hush", csrfmiddlewaretoken="old")
    late_desk.sign_in(priya.email, carried=carried(page))
    assert set(FormReader(late_desk.get(reverse("carry_on")).text).fields) == {"name", "csrfmiddlewaretoken", "whose"}


def test_a_form_with_nothing_typed_leads_to_the_plain_sign_in_page(late_desk):
    assert late_desk.post(ADDRESS, {"name": "  "})["Location"].startswith("/account/login/")


def test_a_stranger_who_posts_is_told_nothing_but_what_they_sent(desk):
    page = desk.post(ADDRESS, {"name": NOTE})
    assert page.status_code == 403
    assert "carried" not in page.text
    assert "Copy it from here" in page.text


def test_where_nobody_knows_whose_it_was_the_text_is_given_back_to_be_copied(late_desk):
    UserSession.objects.all().delete()
    page = send_late(late_desk)
    assert "Nothing you typed is saved. Copy it from here" in page.text
    assert "She said “not again”" in page.text


def test_text_typed_before_sign_in_can_be_thrown_away(late_desk, priya):
    late_desk.sign_in(priya.email, carried=carried(send_late(late_desk)))
    late_desk.post(reverse("carry_on"))
    assert late_desk.get(reverse("carry_on"))["Location"] == reverse("home")


def test_signing_out_throws_typed_text_away(late_desk, priya):
    late_desk.sign_in(priya.email, carried=carried(send_late(late_desk)))
    late_desk.post(reverse("account_logout"))
    late_desk.sign_in(priya.email, PASSWORD)
    assert late_desk.get(reverse("carry_on"))["Location"] == reverse("home")


def test_what_the_form_carried_unseen_goes_along_unseen(late_desk, priya):
    late_desk.sign_in(priya.email, carried=carried(send_late(late_desk, once="bf51f8c7-cf47-47c9-9a3e-5e0318699487")))
    page = late_desk.get(reverse("carry_on")).text
    assert '<input type="hidden" name="once" value="bf51f8c7-cf47-47c9-9a3e-5e0318699487">' in page
