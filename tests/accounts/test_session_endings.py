"""When a session ends, and what the person reads then."""

import datetime
import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.session_endings import SIGNED_IN_AT
from tests.accounts.conftest import Browser
from tests.factories.people import PASSWORD

ACCOUNT = "/account/"


@pytest.fixture
def priyas_desk(priya):
    desk = Browser()
    desk.sign_in(priya.email)
    return desk


def nothing_happens_for(minutes, desk):
    """Move the session's end as if the last click had been `minutes` ago."""
    row = Session.objects.get(session_key=desk.session.session_key)
    row.expire_date -= datetime.timedelta(minutes=minutes)
    row.save()


def signed_in_hours_ago(hours, desk):
    session = desk.session
    session[SIGNED_IN_AT] = time.time() - hours * 3600
    session.save()


def where_it_sends(desk, address=ACCOUNT):
    return desk.get(address).headers.get("Location", "stays")


def test_a_session_ends_after_fifteen_minutes_of_nothing(priyas_desk):
    nothing_happens_for(15.1, priyas_desk)
    assert where_it_sends(priyas_desk) == "/account/login/?next=%2Faccount%2F&ended=idle"


def test_a_session_lives_through_fourteen_minutes_of_nothing(priyas_desk):
    nothing_happens_for(14, priyas_desk)
    assert where_it_sends(priyas_desk) == "stays"


def test_any_page_starts_the_fifteen_minutes_anew(priyas_desk):
    nothing_happens_for(14, priyas_desk)
    priyas_desk.post(reverse("stay_signed_in"))
    nothing_happens_for(14, priyas_desk)
    assert where_it_sends(priyas_desk) == "stays"


def test_the_sign_in_page_says_that_nothing_happened_for_fifteen_minutes(priyas_desk):
    nothing_happens_for(16, priyas_desk)
    page = priyas_desk.get(ACCOUNT, follow=True).text
    assert "nothing happened for 15 minutes" in page


def test_who_was_never_signed_in_is_not_told_that_they_were(desk):
    assert where_it_sends(desk) == "/account/login/?next=%2Faccount%2F"


def test_words_in_the_address_do_not_reach_the_sign_in_page(desk):
    assert "ring this number" not in desk.get("/account/login/?ended=ring+this+number").text


def test_after_signing_in_again_one_is_where_one_was(priyas_desk, priya):
    nothing_happens_for(16, priyas_desk)
    to_sign_in = where_it_sends(priyas_desk, "/people/who-may-do-what/")
    answer = priyas_desk.post(to_sign_in, {"login": priya.email, "password": PASSWORD})
    assert answer["Location"] == "/people/who-may-do-what/"


def test_a_session_ends_after_twelve_hours_whatever_one_did(priyas_desk):
    signed_in_hours_ago(12.1, priyas_desk)
    assert where_it_sends(priyas_desk).endswith("ended=hours")
    assert where_it_sends(priyas_desk) != "stays"


def test_a_session_lives_through_eleven_hours_of_work(priyas_desk):
    signed_in_hours_ago(11, priyas_desk)
    assert where_it_sends(priyas_desk) == "stays"


def test_whose_account_is_closed_is_out_at_the_next_click(priyas_desk, priya):
    priya.leave()
    assert where_it_sends(priyas_desk).endswith("ended=access")


def test_whose_last_day_has_passed_is_out_at_the_next_click(priyas_desk, priya):
    priya.leave(on=timezone.localdate() - datetime.timedelta(days=1))
    assert where_it_sends(priyas_desk).endswith("ended=access")


def test_somebody_whose_last_day_is_today_stays_signed_in(priyas_desk, priya):
    priya.leave(on=timezone.localdate())
    assert where_it_sends(priyas_desk) == "stays"


def test_a_form_of_somebody_whose_access_ended_is_not_acted_on(ruth, iain, at_work):
    desk = at_work(ruth)
    ruth.leave()
    desk.post(reverse("teams"), {"name": "Emerald West"})
    assert "Emerald West" not in at_work(iain).get(reverse("teams")).text


def test_the_list_shows_ones_own_sessions_and_nobody_elses(priyas_desk, priya, at_work, morag):
    Browser(address="198.51.100.77").sign_in(priya.email)
    at_work(morag).get(ACCOUNT, REMOTE_ADDR="192.0.2.55")
    page = priyas_desk.get(reverse("usersessions_list")).text
    assert "Firefox on Windows" in page
    assert "198.51.100.77" in page
    assert "192.0.2.55" not in page


def test_ending_a_session_signs_that_browser_out_at_its_next_click(priyas_desk, priya):
    other = Browser()
    other.sign_in(priya.email)
    row = UserSession.objects.get(session_key=other.session.session_key)
    priyas_desk.post(reverse("end_session", args=[row.pk]))
    assert where_it_sends(other).endswith("ended=idle")
    assert where_it_sends(priyas_desk) == "stays"


def test_nobody_ends_somebody_elses_session(priyas_desk, at_work, morag):
    row = UserSession.objects.get(session_key=priyas_desk.session.session_key)
    assert at_work(morag).post(reverse("end_session", args=[row.pk])).status_code == 404
    assert where_it_sends(priyas_desk) == "stays"


def test_ending_all_others_leaves_this_one(priyas_desk, priya):
    other = Browser()
    other.sign_in(priya.email)
    priyas_desk.post(reverse("usersessions_list"))
    assert where_it_sends(other) != "stays"
    assert where_it_sends(priyas_desk) == "stays"


def test_signing_out_everywhere_ends_every_session(priyas_desk, priya):
    other = Browser()
    other.sign_in(priya.email)
    assert priyas_desk.post(reverse("sign_out_everywhere"))["Location"] == reverse("account_login")
    assert where_it_sends(other) != "stays"
    assert where_it_sends(priyas_desk) != "stays"


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(priyas_desk, priya):
    other = Browser()
    other.sign_in(priya.email)
    new = "seventeen quiet otters"
    answer = priyas_desk.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer["Location"] == ACCOUNT
    assert "signed out everywhere else" in priyas_desk.get(ACCOUNT).text
    assert where_it_sends(other) != "stays"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"oldpassword": "wrong"}, "That is not your current password"),
        ({"password1": "short", "password2": "short"}, "at least 15 characters"),
        ({"password2": "something quite different"}, "must type the same password"),
    ],
)
def test_a_password_is_not_changed_for_the_wrong_reasons(priyas_desk, said, sentence):
    new = "seventeen quiet otters"
    answer = priyas_desk.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new} | said
    )
    assert sentence in answer.text


def test_signing_out_clears_what_the_browser_kept(priyas_desk):
    assert priyas_desk.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("address", [ACCOUNT, "/account/login/", "/people/", "/nothing-here/"])
def test_no_page_stays_in_the_browser(priyas_desk, address):
    answer = priyas_desk.get(address)
    assert answer["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in answer


def test_a_script_is_told_in_its_own_language_that_one_is_signed_out(desk):
    answer = desk.post(reverse("stay_signed_in"), HTTP_ACCEPT="application/json")
    assert answer.status_code == 401
    assert answer.json()["signed_out"] is True


def test_staying_signed_in_gives_a_fresh_token_and_the_person(priyas_desk, priya):
    said = priyas_desk.post(reverse("stay_signed_in")).json()
    assert (said["minutes"], said["person"], bool(said["csrf"])) == (15, priya.pk, True)


def test_staying_signed_in_is_a_post(priyas_desk):
    assert priyas_desk.get(reverse("stay_signed_in")).status_code == 405
