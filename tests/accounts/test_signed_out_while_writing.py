"""A note is open in one tab when its writer signs out in another, without scripts: not a word of it is lost, and nobody
but its writer is shown it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from emerald.accounts.devices import COOKIE
from emerald.accounts.interrupted_form import FIELD
from tests.accounts.conftest import Browser
from tests.factories.people import PASSWORD
from tests.pages.form_reader import FormReader
from tests.pages.posted_session import typed

NOTE = "She said “not again”, twice.\r\n  Then she left."
PAGES_OF_IT = "a long day " * 280_000  # 3 MB
OFFERED = reverse("carry_on")


class Desk(Browser):
    """A browser that is held to the check against forgery, and sends what its pages hold."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def form(self, address):
        return FormReader(self.get(address).text).fields

    def enter(self, person, page=None):
        """Sign in on `page`, or on one that is opened for it."""
        fields = FormReader(page.text).fields if page else self.form(reverse("account_login"))
        return self.post(reverse("account_login"), fields | {"login": person.email, "password": PASSWORD})

    def leave(self):
        self.post(reverse("account_logout"), {"csrfmiddlewaretoken": self.cookies["csrftoken"].value})
        assert not self.cookies["sessionid"].value

    def save(self, place, form, **more):
        return self.post(place, form | typed() | more)


@pytest.fixture
def place(case):
    return reverse("record_session", args=[case.reference])


@pytest.fixture
def desk(priya):
    desk = Desk()
    desk.enter(priya)
    return desk


@pytest.fixture
def form(desk, place):
    return desk.form(place)


@pytest.fixture
def saved(desk, place, form):
    """The page that answers a note saved after its writer signed out in another tab."""
    desk.leave()
    return desk.save(place, form, what_happened=NOTE)


def shown(page, text=NOTE):
    return text.split(".")[0].replace("\r\n", "&#10;") in page.text


def test_after_signing_in_its_writer_is_offered_the_note_and_saves_it(desk, place, saved, priya, case):
    assert "You were signed out before this was saved" in saved.text
    assert desk.enter(priya, saved)["Location"] == OFFERED
    offered = desk.get(OFFERED)
    assert shown(offered)
    desk.post(place, FormReader(offered.text).fields | typed(what_happened=NOTE))
    assert [session.what_happened for session in case.sessions.all()] == [NOTE.replace("\r\n", "\n")]


def test_whoever_else_signs_in_there_is_not_shown_it(desk, saved, morag):
    assert not shown(saved)
    assert desk.enter(morag, saved)["Location"] == reverse("home")
    assert not shown(desk.get(OFFERED, follow=True))


def test_it_is_the_writers_also_where_somebody_else_sat_there_in_between(desk, place, form, priya, morag):
    """What the browser remembers is then of the other person; the page says whose it is."""
    desk.leave()
    desk.enter(morag)
    desk.session.flush()
    form["csrfmiddlewaretoken"] = desk.cookies["csrftoken"].value
    page = desk.save(place, form, what_happened=NOTE)
    assert desk.enter(morag, page)["Location"] == reverse("home")
    assert not shown(desk.get(OFFERED, follow=True))
    desk.leave()
    page = desk.save(place, form | {"csrfmiddlewaretoken": desk.cookies["csrftoken"].value}, what_happened=NOTE)
    assert desk.enter(priya, page)["Location"] == OFFERED


def test_a_page_that_claims_to_be_somebodys_is_believed_only_with_its_seal(desk, place, form, priya):
    desk.leave()
    page = desk.save(place, form | {"whose": f"{priya.pk}:forged"}, what_happened=NOTE)
    assert FIELD not in FormReader(page.text).fields
    assert shown(page)  # given back to whoever sent it, to be copied
    assert "Nothing you typed is saved. Copy it from here" in page.text


def test_a_note_from_another_site_is_not_carried(desk, place, form):
    desk.leave()
    page = desk.save(place, form | {"csrfmiddlewaretoken": "x" * 64}, what_happened=NOTE)
    assert page.status_code == 403
    assert FIELD not in FormReader(page.text).fields


def test_while_it_waits_nobody_reads_it_in_the_database(desk, saved, priya):
    desk.enter(priya, saved)
    assert "not again" not in str(dict(desk.session))


def test_a_second_note_is_given_back_where_its_writer_signed_in_with_the_first(desk, place, saved, form, priya, morag):
    second = desk.save(place, form, what_happened=f"Second. {NOTE}")
    desk.enter(priya, saved)
    assert shown(desk.enter(priya, second))
    desk.leave()
    desk.enter(morag)
    assert not shown(desk.enter(priya, second))


def test_a_note_whose_sign_in_page_went_out_of_date_travels_on(desk, saved, priya):
    del desk.cookies["csrftoken"]
    again = desk.enter(priya, saved)
    assert desk.enter(priya, again)["Location"] == OFFERED


def test_a_photograph_beside_it_is_no_reason_to_lose_it(desk, place, form, priya):
    desk.leave()
    large = SimpleUploadedFile("Photograph.jpg", b"x" * 3_000_000)
    page = desk.save(place, form, what_happened=NOTE, files=large)
    desk.enter(priya, page)
    assert shown(desk.get(OFFERED))


def test_megabytes_of_it_are_given_back_to_be_copied(desk, place, form):
    desk.leave()
    assert PAGES_OF_IT.strip() in desk.save(place, form, what_happened=PAGES_OF_IT).text


def test_a_browser_nobody_ever_used_sends_no_megabytes(desk, place, form):
    desk.leave()
    del desk.cookies[COOKIE]
    assert desk.save(place, form, what_happened=PAGES_OF_IT).status_code == 400


def test_megabytes_typed_while_signed_in_come_back_in_their_box(desk, place, form):
    page = desk.save(place, form, what_happened=PAGES_OF_IT)
    assert page.status_code == 200
    assert "must be 100,000 characters or fewer" in page.text
    assert PAGES_OF_IT.strip() in page.text
