"""What does something by itself is not taken: a program, a file inside, something fetched. What is harmless is."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader, PdfWriter

from emerald.files.checks import check
from emerald.guards import Refused
from tests.factories import files as made
from tests.files.active_samples import HARMFUL_PDF, HARMFUL_WORD, HARMLESS_PDF, HARMLESS_WORD, JS, book


def looked_at(content, name):
    return check(io.BytesIO(content), name, len(content))


@pytest.mark.parametrize("what", HARMLESS_WORD)
def test_a_word_document_that_only_says_something_is_taken(what):
    assert looked_at(HARMLESS_WORD[what], "Letter.docx").key == "word"


@pytest.mark.parametrize("what", HARMLESS_PDF)
def test_a_pdf_that_only_says_something_is_taken(what):
    assert looked_at(HARMLESS_PDF[what], "Letter.pdf").key == "pdf"


@pytest.mark.parametrize(
    ("what", "kind"), [*((what, "docx") for what in HARMFUL_WORD), *((what, "pdf") for what in HARMFUL_PDF)]
)
def test_a_document_that_does_something_by_itself_is_refused_in_a_sentence(what, kind):
    content, sentence = {"docx": HARMFUL_WORD, "pdf": HARMFUL_PDF}[kind][what]
    with pytest.raises(Refused, match=rf"^“Letter.{kind}” ") as refusal:
        looked_at(content, f"Letter.{kind}")
    assert sentence in str(refusal.value)
    assert "{" not in str(refusal.value)


def encrypted(content, password):
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt(user_password=password, owner_password="the owner's", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_opens_without_a_password_is_looked_into_although_it_is_encrypted():
    assert looked_at(encrypted(book(), ""), "Letter.pdf").key == "pdf"
    with pytest.raises(Refused, match="a script"):
        looked_at(encrypted(book("/OpenAction 4 0 R", packed=(JS,)), ""), "Letter.pdf")


def test_a_pdf_locked_with_a_password_is_refused():
    with pytest.raises(Refused, match="locked with a password"):
        looked_at(encrypted(book(), "secret"), "Letter.pdf")


@settings(max_examples=80, deadline=None)
@given(
    some.sampled_from([one[0] for one in HARMFUL_PDF.values()] + list(HARMLESS_PDF.values())),
    some.lists(some.tuples(some.integers(0, 10_000), some.integers(0, 255)), min_size=1, max_size=12),
)
def test_a_damaged_pdf_is_answered_with_a_sentence_or_taken_and_never_with_a_failure(content, changes):
    changed = bytearray(content)
    for where, byte in changes:
        changed[8 + where % (len(changed) - 8)] = byte
    try:
        looked_at(bytes(changed), "Letter.pdf")
    except Refused as refusal:
        assert str(refusal).startswith("“Letter.pdf”")


@settings(max_examples=80, deadline=None)
@given(
    some.sampled_from([one[0] for one in HARMFUL_WORD.values()]),
    some.lists(some.tuples(some.integers(0, 10_000), some.integers(0, 255)), min_size=1, max_size=12),
)
def test_neither_is_a_damaged_word_document(content, changes):
    changed = bytearray(content)
    for where, byte in changes:
        changed[4 + where % (len(changed) - 4)] = byte
    try:
        looked_at(bytes(changed), "Letter.docx")
    except Refused as refusal:
        assert str(refusal).startswith("“Letter.docx”")


OTHER_KINDS = {
    "Talk.pptx": (made.packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "PDF"),
    "Letter.docm": (made.word(), "it is a Word document"),
    "All.zip": (made.packed({"a.txt": "x"}), "Unpack them"),
    "Letter.rtf": (rb"{\rtf1\ansi Hello}", "Save it as .docx"),
    "Letter.odt": (made.packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "Save it as .docx"),
    "Page.html": (b"<!DOCTYPE html><html></html>", "Web pages"),
    "Page.xhtml": (b"<?xml version='1.0'?><html/>", "cannot be added"),
    "Drawing.svg": (made.SVG, "SVG"),
    "Drawing.svgz": (b"\x1f\x8b\x08\x00" + bytes(60), "cannot be added"),
    "Run.js": (b"alert(1)", "cannot be added"),
    "Run.hta": (b"<html><script>1</script></html>", "cannot be added"),
    "Run.ps1": (b"Write-Host 1", "cannot be added"),
    "Go.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(90), "cannot be added"),
}


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_every_other_kind_that_can_carry_a_program_is_refused_with_what_to_do_instead(name):
    content, sentence = OTHER_KINDS[name]
    with pytest.raises(Refused) as refusal:
        looked_at(content, name)
    assert sentence in str(refusal.value)
