"""A file written out: every word in it, also those its program hides, and a sentence where it cannot be read."""

import io
import random

import docx
import pypdf
from docx.oxml import parse_xml
from pypdf.annotations import Text

from emerald.files.kinds import BY_CONTENT_TYPE, JPEG, MAIL, OUTLOOK, PDF, SHEET, WAV, WORD
from emerald.files.read_out import words_of
from tests.factories import files as made
from tests.factories import outlook
from tests.files.active_samples import book, stream, text
from tests.files.active_samples import docx as packed_docx
from tests.files.mail_samples import FINE, GIF, GOOD_HTML, eml, msg_in_msg, workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DELETED = f'<w:del {W} w:id="1" w:author="Dora Marsh"><w:r><w:delText>Taken away</w:delText></w:r></w:del>'
ADDED = f'<w:ins {W} w:id="2" w:author="Ines Vale"><w:r><w:t>Put in</w:t></w:r></w:ins>'
SPLIT = "<w:r><w:t>Pen</w:t></w:r><w:r><w:t>hale</w:t></w:r>"


def read(content, found):
    words = words_of(io.BytesIO(content), found.content_type)
    return words.why_not or "\n".join(f"{heading}: {text}" for heading, text in words.texts)


def word():
    document = docx.Document()
    paragraph = document.add_paragraph("Seen at school")
    document.add_comment(paragraph.runs, text="Ask the aunt", author="Cora Fell", initials="CF")
    document.add_paragraph()._p.append(parse_xml(DELETED))
    document.add_paragraph()._p.append(parse_xml(ADDED))
    document.add_table(1, 1).cell(0, 0).text = "In a cell"
    document.sections[0].header.paragraphs[0].text = "Above"
    document.core_properties.author, document.core_properties.keywords = "Alma Reed", "Refuge"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def pdf():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(book("", "/Contents 4 0 R", stream(b""))))
    writer.add_annotation(page_number=0, annotation=Text(rect=(1, 1, 9, 9), text="Ask the aunt", title_bar="Cora Fell"))
    writer.add_metadata({"/Author": "Alma Reed"})
    writer.add_outline_item(title="To the aunt", page_number=0)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_what_a_word_document_hides_is_written_out():
    said = read(word(), WORD)
    for words in ("Seen at school", "Ask the aunt", "Cora Fell", "Taken away", "Dora Marsh", "Put in", "Ines Vale"):
        assert words in said
    for words in ("In a cell", "Above", "Alma Reed", "Refuge"):
        assert words in said
    assert "Microsoft" not in said  # nobody who could be asked about
    assert "Taken out by a tracked change: Taken away" in said


def test_a_name_that_word_keeps_in_pieces_is_one_and_two_facts_are_two():
    assert "Penhale" in read(packed_docx(text(SPLIT)), WORD)
    facts = "<p><creator>Alma Reed</creator><subject>Cora Fell</subject></p>"
    assert "Alma Reed\nCora Fell" in read(packed_docx(**{"docProps/core.xml": facts}), WORD)


def test_a_hidden_sheet_and_comments_are_written_out():
    said = read(workbook([("When", "What"), ("3 May", 7700900123)]), SHEET)
    assert "3 May\t7700900123" in said and "Ask again" in said and "Sam" in said
    assert "Sheet “Aside” (hidden): Not for all" in said


def test_notes_bookmarks_and_who_made_a_pdf_are_written_out():
    said = read(pdf(), PDF)
    for words in ("Ask the aunt", "Cora Fell", "Author: Alma Reed", "Bookmarks: To the aunt"):
        assert words in said


def test_an_email_is_written_out_with_all_that_is_attached():
    inner = eml("Within", attached=[("Deep.xlsx", workbook([("Deepest", 1)]))])
    said = read(eml("Hello", html=GOOD_HTML, attached=[("A.docx", word()), ("in.eml", inner)]).as_bytes(), MAIL)
    for words in (
        "Sam Ode <sam@police.example>",
        "Hello",
        "Hi",
        "A.docx",
        "Ask the aunt",
        "Within",
        "Deep.xlsx",
        "Deepest",
    ):
        assert words in said
    to = [("Zoë Fell", "zoe@home.example")]
    said = read(outlook.msg(to=to, attached=[("A.docx", word())]), OUTLOOK)
    assert "Zoë Fell zoe@home.example" in said and "Ask the aunt" in said
    assert "in.msg" in read(msg_in_msg(pdf()), OUTLOOK) and "Alma Reed" in read(msg_in_msg(pdf()), OUTLOOK)


def test_what_cannot_be_written_out_says_so():
    assert "It is a picture" in read(made.picture(), JPEG)
    assert "It is a sound recording" in read(made.wav(), WAV)
    assert "No words were found" in read(made.PDF, PDF)
    assert "It is a picture" in read(eml(attached=[("a.gif", GIF)]).as_bytes(), MAIL)
    assert "too long" in read(eml("long words " * 40_000).as_bytes(), MAIL)
    assert "could not be read" in read(b"nonsense", WORD)


def test_damaged_files_are_written_out_or_say_that_they_cannot_and_never_fail():
    chance = random.Random(3)
    for content, found in ((word(), WORD), (workbook(), SHEET), (pdf(), PDF), (outlook.msg(), OUTLOOK)):
        for _ in range(25):
            changed = bytearray(content)
            for _ in range(5):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            assert read(bytes(changed), found)


def test_every_kind_that_is_taken_has_its_answer():
    for found in BY_CONTENT_TYPE.values():
        assert read(FINE["a spreadsheet"][1], found)
