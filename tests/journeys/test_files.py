"""Files in a real browser: sent ahead with their progress, several at once, none lost; and without any script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from emerald.drafts.models import Draft
from emerald.files.models import Upload
from interventions.notes.models.document import attach
from tests.factories import files as made
from tests.factories.contacts import make_contact
from tests.factories.sessions import make_session
from tests.files.conftest import HARMFUL, clamav, folder
from tests.journeys.accessibility import findings, wider_than_a_phone

__all__ = ["clamav", "folder"]


def chosen(name, content=None):
    content = made.pdf(name) if content is None else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


class Adder:
    """Priya at the page on which documents are added."""

    def __init__(self, page, server, case):
        self.page, self.address = page, server.url + reverse("add_documents", args=[case.reference])

    def open(self):
        self.page.goto(self.address)

    def choose(self, *files):
        self.page.locator("input[type=file]").set_input_files(list(files))

    def here(self, name):
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def everything_came(self, *told):
        """Every file is at its end, in whatever order; until then saving only says that one waits."""
        for sentence in told:
            expect(self.page.locator("[data-sending-status]")).to_contain_text(sentence)

    def save(self):
        self.page.get_by_label("Letter or e-mail", exact=True).check()
        self.page.get_by_role("button", name="Add the documents").click()


@pytest.fixture
def adder(page, live_server, priya, case, sign_in):
    sign_in(priya)
    adder = Adder(page, live_server, case)
    adder.open()
    return adder


def test_several_files_go_ahead_each_with_its_own_end_and_are_saved_with_the_page(adder, case):
    adder.choose(chosen("One.pdf"), chosen("Two.png", made.picture("PNG")), chosen("Drawing.svg", made.SVG))
    expect(adder.here("One.pdf")).to_be_checked()
    expect(adder.here("Two.png")).to_be_checked()
    expect(adder.page.get_by_text("“Drawing.svg” cannot be added. SVG pictures can carry programs")).to_have_count(2)
    adder.everything_came("One.pdf is here.", "Two.png is here.", "“Drawing.svg” cannot be added.")
    assert findings(adder.page) == []
    adder.save()
    expect(adder.page.get_by_text("2 files added.")).to_be_visible()
    assert set(case.documents.values_list("name", flat=True)) == {"One.pdf", "Two.png"}


def test_a_file_sent_ahead_is_kept_by_the_draft_and_survives_a_mistake(adder):
    adder.choose(chosen("Waits.pdf"))
    expect(adder.here("Waits.pdf")).to_be_checked()
    expect(adder.page.locator("[data-draft-status]")).to_have_text(re.compile("^Draft saved"))
    adder.open()
    expect(adder.here("Waits.pdf")).to_have_count(0)
    adder.page.get_by_role("button", name="Carry on with it").click()
    expect(adder.here("Waits.pdf")).to_be_checked()
    adder.page.get_by_role("button", name="Add the documents").click()
    expect(adder.page.get_by_text("There is a problem")).to_be_visible()
    expect(adder.here("Waits.pdf")).to_be_checked()
    adder.save()
    expect(adder.page.get_by_text("1 file added.")).to_be_visible()
    assert not Draft.objects.exists() and not Upload.objects.exists()


def test_a_page_is_not_saved_while_a_file_is_on_its_way(adder, case):
    let_go = []
    adder.page.route("**/files/send/", lambda route: let_go.append(route))  # noqa: PLW0108  it marks what it is given
    adder.choose(chosen("Slow.pdf"))
    expect(adder.page.get_by_role("progressbar", name="How much of Slow.pdf is here")).to_be_visible()
    adder.save()
    expect(adder.page.locator("[data-wait]")).to_have_text("Wait until every file is here, then save again.")
    expect(adder.page.locator("[data-draft-status]")).not_to_contain_text("cannot be reached")
    assert not case.documents.exists()
    let_go[0].continue_()
    expect(adder.here("Slow.pdf")).to_be_checked()
    # Not by the button: it takes no second click within a second.
    adder.page.locator("form[data-draft]").evaluate("form => form.requestSubmit()")
    expect(adder.page.get_by_text("1 file added.")).to_be_visible()


def test_a_dead_network_is_told_beside_the_file(adder, problems):
    adder.page.route("**/files/send/", lambda route: route.abort())
    adder.choose(chosen("Lost.pdf"))
    expect(adder.page.locator("[data-sending]")).to_contain_text("“Lost.pdf”: It was not added, because Emerald cannot")
    problems.clear()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_files_go_with_the_form_and_survive_a_mistake(adder, case):
    adder.choose(chosen("One.pdf"), chosen("Drawing.svg", made.SVG))
    adder.page.get_by_role("button", name="Add the documents").click()
    expect(adder.page.get_by_text("There is a problem")).to_be_visible()
    expect(adder.here("One.pdf")).to_be_checked()
    adder.save()
    expect(adder.page.get_by_text("1 file added.")).to_be_visible()
    assert case.documents.get().name == "One.pdf"


def record_a_letter(page, server, case, *files):
    """Type what a letter needs but for whom it was with, and choose these files."""
    page.goto(server.url + reverse("record_contact", args=[case.reference]))
    page.get_by_label("Letter", exact=True).check()
    page.get_by_role("group", name="Who sent the letter?").get_by_label("They did").check()
    page.get_by_label("What time was it?").fill("0:01")
    page.get_by_label("What was said, or what happened?").fill("The school asks for a meeting.")
    page.locator("input[type=file]").set_input_files(list(files))


def save_once_it_says_whom_it_was_with(adder, case):
    """The page complains first; the file waits, ticked, and goes with the contact."""
    adder.page.get_by_role("button", name="Save the contact").click()
    expect(adder.page.get_by_text("There is a problem")).to_be_visible()
    expect(adder.here("From the school.pdf")).to_be_checked()
    adder.page.get_by_label("A parent or carer").check()
    adder.page.get_by_role("button", name="Save the contact").click()
    expect(adder.page.get_by_text("Contact recorded. 1 file added.")).to_be_visible()
    assert case.contacts.get().attached.get().document.name == "From the school.pdf"


def test_a_letter_is_recorded_with_the_letter_itself(adder, case, live_server):
    record_a_letter(adder.page, live_server, case, chosen("From the school.pdf"), chosen("Drawing.svg", made.SVG))
    expect(adder.here("From the school.pdf")).to_be_checked()
    expect(adder.page.get_by_text("“Drawing.svg” cannot be added. SVG pictures can carry programs")).to_have_count(2)
    save_once_it_says_whom_it_was_with(adder, case)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_a_letter_is_recorded_with_the_letter_itself(adder, case, live_server):
    record_a_letter(adder.page, live_server, case, chosen("From the school.pdf"), chosen("Drawing.svg", made.SVG))
    save_once_it_says_whom_it_was_with(adder, case)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("clamav", ["unix"], indirect=True)
def test_the_pages_are_accessible_and_fit_a_phone_with_every_kind_of_document(
    width, adder, case, priya, clamav, settings
):
    page = adder.page
    page.set_viewport_size({"width": width, "height": 900})
    session, contact = make_session(case, by=priya), make_contact(case, by=priya)
    attach(contact, by=priya, files=[made.make_upload(priya, "Her card " * 12 + ".pdf")])
    made.make_document(
        case,
        by=priya,
        name="A very long name " * 8 + ".pdf",
        title="Letter from her school",
        sharing="never",
        note="The head of year asked us to ring first.",
    )
    made.make_document(case, by=priya, name="Wrong.pdf").take_off(by=priya, because="It belongs to another child.")
    made.make_document(case, by=priya, name="Trap.pdf", content=made.PDF + HARMFUL, kind="picture", sharing="ask")
    settings.CLAMD = "/nowhere/at/all"
    waiting = made.make_document(case, by=priya, name="Waits.pdf", needs="read_sessions")
    settings.CLAMD = ""
    made.make_document(case, by=priya, name="Nobody scanned this.pdf")
    for name, *more in (
        ("case_documents",),
        ("add_documents",),
        ("take_off_document", waiting.pk),
        ("session", session.pk),
        ("add_session_files", session.pk),
        ("record_contact",),
        ("contact", contact.pk),
        ("add_contact_files", contact.pk),
    ):
        page.goto(page.url.split("/cases/")[0] + reverse(name, args=[case.reference, *more]))
        assert [*findings(page), *wider_than_a_phone(page)] == [], name
    adder.open()
    adder.choose(chosen("One.pdf"), chosen("Drawing.svg", made.SVG))
    adder.everything_came("One.pdf is here.", "“Drawing.svg” cannot be added.")
    page.get_by_role("button", name="Add the documents").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert [*findings(page), *wider_than_a_phone(page)] == []
