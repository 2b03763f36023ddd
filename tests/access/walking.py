"""Everything somebody can get out of the site: every page and form, every file, their mail and their calendar."""

from io import BytesIO
from zipfile import ZipFile

from django.db import transaction
from django.urls import reverse

from emerald.accounts.permissions import Right
from emerald.mail.models import Mail
from emerald.reminders.digest import digest
from emerald.reminders.models import CalendarLink, Notice
from tests.access.page import LIBRARY, PUBLIC
from tests.access.pages import PAGES, address_of
from tests.pages.form_reader import FormReader
from tests.papers_read_back import everything_in

EXPORTS = {
    "export_measures": (),
    "export_persons": (),
    "disruption_export": ("figure_of_people",),
    "caseload_export": ("figure",),
    "consultation_export": (),
    "audit_log_export": (),
}
ASKED = {"recipient": "Family court", "purpose": "Hearing"}


def texts(browser, user, world, opens=lambda page: True):
    """(where, text) of everything `user`, signed in in `browser`, is answered; of pages those that `opens` says they
    may open: what the others answer is asked by `test_matrix`."""
    yield from pages(browser, world, opens)
    yield from files(browser, world)
    yield "mail", digest(Mail(recipient=user), list(Notice.objects.active().of(user))).body
    yield "calendar", browser.get(reverse("calendar_feed", args=[CalendarLink.make(user)])).text
    if Right.MAKE_PACKS in user.rights_on_a_case:
        yield "pack", pack(browser, world)


def pages(browser, world, opens):
    for page in PAGES:
        if "GET" in page.methods and page.needs not in (LIBRARY, PUBLIC) and opens(page):
            answer = browser.get(address_of(page, world))
            if answer.status_code == 200 and not answer.streaming:
                yield page.name, answer.text


def files(browser, world):
    for name in EXPORTS:
        address = address_of(next(page for page in PAGES if page.name == name), world)
        for kind in ("csv", "ods"):
            answer = browser.post(address, {"kind": kind, "reason": "To look"})
            if answer.status_code == 200 and "attachment" in answer.get("Content-Disposition", ""):
                yield name, answer.content.decode() if kind == "csv" else unpacked(answer.content)


def unpacked(made):
    with ZipFile(BytesIO(made)) as parts:
        return parts.read("content.xml").decode()


def pack(browser, world):
    """With every section, and everything in it kept."""
    address = reverse("make_pack", args=[world["reference"]])
    page = browser.get(address).text
    asked = {part.split('name="')[1].split('"')[0] for part in page.split("<input")[1:] if 'type="radio"' in part}
    sections = [
        part.split('value="')[1].split('"')[0] for part in page.split("<input")[1:] if 'name="sections"' in part
    ]
    with transaction.atomic():
        answer = browser.post(
            address,
            FormReader(page).fields
            | dict.fromkeys(asked - {"kind"}, "keep")
            | ASKED
            | {"kind": "docx", "sections": sections},
        )
        transaction.set_rollback(True)
    return everything_in(answer.content)


class FullFormReader(FormReader):
    """With the text of every box of several lines, as a browser sends it back."""

    def __init__(self, page):
        self._box = None
        super().__init__(page)

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        self._box = dict(attributes).get("name") if tag == "textarea" and self._inside else None

    def handle_data(self, data):
        if self._box:
            self.fields[self._box] = data.removeprefix("\n")

    def handle_endtag(self, tag):
        super().handle_endtag(tag)
        if tag == "textarea":
            self._box = None
