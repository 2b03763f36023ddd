"""What is taken and what is not: by content, with a sentence that names the file."""

import io

import pytest

from emerald.files.checks import check
from emerald.guards import Refused
from tests.factories import files as made

FINE = {
    "Letter.pdf": made.PDF,
    "Plan.docx": made.word(),
    "Photo.jpg": made.picture(),
    "PHOTO.JPEG": made.picture(),
    "Screen.png": made.picture("PNG"),
    "Sticker.webp": made.picture("WEBP"),
    "IMG_1.HEIC": made.picture("HEIF"),
    "Song.mp3": made.MP3,
    "Memo.m4a": made.M4A,
    "Call.wav": made.wav(),
    "Voice.ogg": made.OGG,
    "Without ending": made.PDF,
    "Late frames.mp3": b"\xff\xf3\x48\xc4" + bytes(400),
    "ID3.mp3": b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(60),
}
REFUSED = {
    "an SVG with a script": ("Drawing.svg", made.SVG, "SVG pictures can carry programs"),
    "an SVG that is called a picture": ("Drawing.png", made.SVG, "SVG pictures can carry programs"),
    "a web page": ("Page.html", b"<!DOCTYPE html><html><script>1</script></html>", "Web pages can carry programs"),
    "a program": ("Tool.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00" + bytes(200), "Programs are never taken"),
    "a program that is called a PDF": ("Letter.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(200), "cannot be added"),
    "a picture that is called a PDF": ("Letter.pdf", made.picture(), "is not what its name says: it is a JPEG picture"),
    "a PDF that is called a picture": ("Photo.jpg", made.PDF, "is not what its name says: it is a PDF"),
    "an old Word document": ("Old.doc", made.OLD_WORD, "Save it as .docx"),
    "a locked Word document": ("Locked.docx", made.OLD_WORD, "locked with a password"),
    "a Word document with a macro": ("Plan.docx", made.word(**{"word/vbaProject.bin": "x"}), "has a program in it"),
    "a packed folder called Word": ("Plan.docx", made.packed({"a.txt": "x"}), "Files packed together"),
    "half a Word document": ("Plan.docx", made.word()[:90], "damaged, or no Word document"),
    "a zip bomb in a Word document": ("Plan.docx", made.bomb(), "unpacks to far more than a document holds"),
    "a Word document of many parts": ("Plan.docx", made.word(**{f"p{n}": "" for n in range(3_001)}), "far more"),
    "a film": ("Clip.mp4", made.FILM, "Films are not taken"),
    "a film that is called a recording": ("Memo.m4a", made.FILM, "it is a film"),
    "plain text": ("Notes.txt", b"hello there", "Only PDF, Word (.docx), Excel (.xlsx), e-mails"),
    "nothing": ("Empty.pdf", b"", "“Empty.pdf” is empty."),
}


@pytest.mark.parametrize("name", FINE)
def test_what_the_team_works_with_is_taken(name):
    stream = io.BytesIO(FINE[name])
    assert check(stream, name, len(FINE[name])).content_type.split("/")[0] in {"application", "image", "audio"}
    assert stream.tell() == 0


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_is_said_in_a_sentence_with_the_files_name(what):
    name, content, sentence = REFUSED[what]
    with pytest.raises(Refused, match=r"^“") as refusal:
        check(io.BytesIO(content), name, len(content))
    assert sentence in str(refusal.value)
    assert f"“{name}”" in str(refusal.value)


def test_a_bomb_that_lies_about_its_size_is_read_no_further_than_a_document_goes():
    content = made.bomb()
    told, truth = (1000).to_bytes(4, "little"), (200 * 1024 * 1024).to_bytes(4, "little")
    with pytest.raises(Refused, match=r"far more|damaged"):
        check(io.BytesIO(content.replace(truth, told)), "Plan.docx", len(content))


def test_a_file_that_is_too_large_is_refused_by_its_size(settings):
    settings.FILES_LARGEST_MB = 1
    content = made.PDF + bytes(1024 * 1024)
    with pytest.raises(Refused, match=r"“Scan.pdf” is larger than 1 MB"):
        check(io.BytesIO(content), "Scan.pdf", len(content))
