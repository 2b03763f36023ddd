"""A pack of the chronology: checked, decided, made, written down, and not kept."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.models import Address, Carer
from cases.models.chronology.entries import Kind
from cases.models.chronology.packs import Pack
from cases.packs.findings import BLACKED_OUT, Passage
from cases.packs.third_party import Looking, find
from emerald.audit.models import AccessEntry
from emerald.papers import drawing
from tests.factories.people import make_user
from tests.factories.sessions import make_session
from tests.pages.form_reader import FormReader
from tests.pages.test_chronology import tell
from tests.papers_read_back import everything_in, pages_of, words_of

HAS_PANGO = drawing.weasyprint is not None
ASKED = {"recipient": "Bryn Olver, family court", "purpose": "Hearing on 3 May"}


def page(case, **asked):
    return reverse("make_pack", args=[case.reference], query=asked)


def key_of(text, case, priya):
    """The name of the question about the first thing that is found in `text`."""
    return find([Passage("-", "-", text)], Looking([text], case, priya))[0].key


@pytest.fixture
def told(case, priya):
    """An entry that names somebody else."""
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt")
    return case.chronicle(Kind.DETAILS, "Lowen moved out.", by=priya)


@pytest.fixture
def make(case, priya, signed_in):
    """Make a pack as a browser would: open the check, decide about everything alike, send it."""
    if not HAS_PANGO:
        pytest.skip("no Pango on this machine: PDFs are left out")

    def send(decision="keep", *, person=None, address=None, before_sending=None, **answers):
        browser, address = signed_in(person or priya), address or page(case)
        text = browser.get(address).text
        form = FormReader(text)
        asked = {part.split('name="')[1].split('"')[0] for part in text.split("<input")[1:] if 'type="radio"' in part}
        posted = form.fields | dict.fromkeys(asked - {"kind"}, decision) | ASKED | {"kind": "pdf"} | answers
        if before_sending:
            before_sending()
        return browser.post(address, posted)

    return send


def test_the_check_shows_what_may_be_somebody_elses(case, told, priya, signed_in):
    shown = signed_in(priya).get(page(case)).text
    for words in (
        "Somebody of the child’s family or carers: Lowen",
        "Name of a member of staff: Priya Nair",
        "Lowen moved out.",
    ):
        assert words in shown


def test_nothing_is_made_until_everything_was_decided(case, told, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(page(case), FormReader(browser.get(page(case)).text).fields | ASKED | {"kind": "pdf"})
    assert "Decide what to do with “Lowen”" in answer.text
    assert "There is a problem" in answer.text
    assert not Pack.objects.exists()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("recipient", "Enter who the pack is for"),
        ("purpose", "Enter what the pack is needed for"),
        ("kind", "Select what kind of file"),
    ],
)
def test_for_whom_and_why_must_be_said(case, make, missing, sentence):
    assert sentence in make(**{missing: ""}).text
    assert not Pack.objects.exists()


def test_a_pdf_has_a_cover_page_numbers_and_a_marking_on_every_page(case, make, priya):
    tell(case, 80, by=priya)
    answer = make()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{case.reference}-chronology-')
    pages = pages_of(answer.content)
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "OFFICIAL-SENSITIVE" in text
        assert case.reference in text
    for words in ("Bryn Olver, family court", "Hearing on 3 May", "Priya Nair, caseworker", "82 entries"):
        assert words in pages[0]
    assert all("What happened" in text for text in pages[1:])  # the table's head is repeated
    assert "Tamsin" not in "".join(pages)


def test_a_pdf_is_tagged_and_has_a_title_and_a_language(make):
    read = PdfReader(BytesIO(make().content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "en-GB"
    assert read.metadata.title.startswith("Chronology EM-")


def test_a_word_document_says_the_same(case, make, priya):
    case.chronicle(Kind.DETAILS, 'Said <b>"a & b"</b>\x0b {{ 7 * 7 }} {% x %}.', by=priya)
    answer = make(kind="docx")
    told = words_of(answer.content)
    for words in (
        "Bryn Olver, family court",
        "Hearing on 3 May",
        "3 entries",
        "OFFICIAL-SENSITIVE",
        'Said <b>"a & b"</b> {{ 7 * 7 }} {% x %}.',
    ):
        assert words in told
    inside = everything_in(answer.content)
    assert "NUMPAGES" in inside
    assert "w:tblHeader" in inside
    assert Pack.objects.get().pages is None


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_is_blacked_out_is_nowhere_in_the_file(case, told, make, kind):
    made = make("black_out", kind=kind).content
    text = "".join(pages_of(made)) if kind == "pdf" else everything_in(made)
    assert f"{BLACKED_OUT} moved out." in text
    assert "Lowen" not in text


def test_an_entry_can_be_left_out_of_a_pack(case, told, make, priya):
    lowen = key_of(told.sentence, case, priya)
    text = "".join(pages_of(make(**{lowen: "leave_out"}).content))
    assert "moved out" not in text
    assert "became lead worker" in text
    assert "1 entry" in text
    pack = Pack.objects.get()
    assert (pack.entries, pack.left_out) == (2, 1)
    assert {"kind": "carer", "in": 1, "decision": "leave_out", "because": ""} in pack.decisions


def test_the_filters_decide_what_is_in_a_pack(case, make, priya):
    make_session(case, by=priya)
    text = "".join(pages_of(make(address=page(case, kind="direct_work")).content))
    assert "saw the child alone" in text
    assert "became lead worker" not in text
    assert "Direct work: 1 entry" in text
    assert Pack.objects.get().narrowed == "direct work"


def test_the_cover_names_people_as_they_are_written(case, make, priya, signed_in):
    case.chronicle(Kind.DETAILS, "School changed.", by=priya)
    assert "Recorded by Priya Nair: 1 entry" in pages_of(make(address=page(case, person=priya.pk)).content)[0]
    assert "Recorded by Priya Nair: 1 entry" in signed_in(priya).get(reverse("packs", args=[case.reference])).text


def test_a_sensitive_address_is_blacked_out_unless_somebody_says_why(case, make, priya):
    Address.objects.create(child=case.child, lines="14 Harbour Row", sensitive=True, why_sensitive="Refuge")
    told = case.chronicle(Kind.DETAILS, "Moved to 14 Harbour Row.", by=priya)
    assert "Harbour" not in "".join(pages_of(make().content))
    key = key_of(told.sentence, case, priya)
    answer = make(**{key: "on"})
    assert "Enter why “14 Harbour Row” must be shown" in answer.text
    answer = make(**{key: "on", f"{key}_because": "The court knows it."})
    assert "14 Harbour Row" in "".join(pages_of(answer.content))
    assert [one["because"] for one in Pack.objects.newest_first()[0].decisions if one["kind"] == "sensitive"] == [
        "The court knows it."
    ]


def test_sections_are_in_it_when_asked_for(case, make, told, priya):
    make_session(case, by=priya, what_happened="We talked of Zane Moor.", childs_words="He waits.")
    without = "".join(pages_of(make().content))
    assert "He waits." not in without
    text = "".join(pages_of(make("black_out", sections=["child", "sessions"], name_child="on").content))
    for words in ("The child’s details", "Tamsin Quillfeather", "He waits.", f"We talked of {BLACKED_OUT}."):
        assert words in text
    assert Pack.objects.newest_first()[0].sections == ["The child’s details", "Direct work in full"]


def test_what_stands_only_in_a_section_not_chosen_needs_no_decision(case, make, priya):
    make_session(case, by=priya, what_happened="We talked of Zane Moor.")
    zane = key_of("Zane Moor", case, priya)
    assert make(**{zane: ""})["Content-Type"] == "application/pdf"
    assert "Decide what to do with “Zane Moor”" in make(**{zane: ""}, sections=["sessions"]).text


def test_nobody_packs_what_they_may_not_read(case, make, morag):
    case.chronicle(Kind.ACCESS, "Restricted for a reason.", by=morag, needs="restrict")
    assert "Restricted for a reason." not in "".join(pages_of(make().content))


def test_whoever_may_not_make_packs_is_told_whom_to_ask(case, team, morag, signed_in):
    answer = signed_in(make_user(role="business_support", teams=[team])).get(page(case))
    assert answer.status_code == 403
    assert morag.name in answer.text


def test_what_was_told_after_the_check_is_not_slipped_in(case, make, priya):
    answer = make(before_sending=lambda: case.chronicle(Kind.DETAILS, "Told meanwhile.", by=priya))
    assert "While you were checking, 1 entry came. No file was made." in answer.text
    assert not Pack.objects.exists()
    assert make()["Content-Type"] == "application/pdf"


def test_a_mark_that_is_nonsense_makes_no_file(case, make):
    assert "something was changed" in make(checked="x" * 50).text


def test_who_took_what_for_whom_and_why_is_written_down(case, make, priya):
    made = make().content
    pack = Pack.objects.get()
    assert (pack.made_by, pack.recipient, pack.purpose, pack.kind, pack.entries) == (
        priya,
        ASKED["recipient"],
        ASKED["purpose"],
        "pdf",
        2,
    )
    assert pack.sha256 == sha256(made).hexdigest()
    assert pack.pages == len(pages_of(made))
    logged = AccessEntry.objects.newest_first()[0]
    assert (logged.verb, logged.reference, logged.actor_id) == ("exported", case.reference, priya.pk)
    for words in (pack.sha256, ASKED["recipient"], ASKED["purpose"], "2 entries"):
        assert words in logged.detail


def test_a_pack_is_listed_and_never_changed(case, make, priya, signed_in):
    make()
    shown = signed_in(priya).get(reverse("packs", args=[case.reference])).text
    for words in (*ASKED.values(), Pack.objects.get().sha256, "Everything its maker may read: 2 entries"):
        assert words in shown
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.update(purpose="Another")


def test_where_pango_is_missing_a_sentence_says_so_and_word_still_works(case, make, priya, signed_in, monkeypatch):
    monkeypatch.setattr(drawing, "weasyprint", None)
    assert "Pango is missing" in signed_in(priya).get(page(case)).text
    assert "Pango is missing" in make().text
    assert not Pack.objects.exists()
    assert words_of(make(kind="docx").content)


def test_more_than_2000_entries_ask_for_dates(case, priya, signed_in):
    tell(case, 2_000, by=priya)
    assert "A pack holds at most 2,000 entries" in signed_in(priya).get(page(case)).text


def test_a_chronology_narrowed_by_nonsense_is_no_pack(case, priya, signed_in):
    assert "cannot be read" in signed_in(priya).get(page(case, since_day=timezone.localdate().day)).text


def test_typed_text_fetches_nothing(case, make, priya):
    case.chronicle(
        Kind.DETAILS, '<img src="http://127.0.0.1:9/x"><link rel=stylesheet href="file:///etc/passwd">', by=priya
    )
    assert "file:///etc/passwd" in "".join(pages_of(make().content)).replace("\n", "")


def test_the_check_costs_the_same_however_many_entries(case, priya, signed_in, queries_of):
    browser = signed_in(priya)
    few = queries_of(browser, page(case))
    tell(case, 200, by=priya)
    assert queries_of(browser, page(case)) == few <= 32
