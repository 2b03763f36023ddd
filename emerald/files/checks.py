"""What must be true of a file before it is kept. Each check raises Refused with a sentence that names the file.

What acts by itself inside a document is found by `active_pdf`, `active_office` and `active_message`. Nothing here
unpacks to disk, and no picture is decoded before its size is known.
"""

import re
import zipfile
from typing import BinaryIO
from zipfile import ZipFile

from django.conf import settings

from emerald.files.active_message import check_message
from emerald.files.active_office import Office, check_office
from emerald.files.active_sheet import SHEET_OFFICE
from emerald.files.active_word import WORD_OFFICE
from emerald.files.kinds import M4A, MAIL, OUTLOOK, PDF, SHEET, WORD, Format
from emerald.files.office_parts import DAMAGED
from emerald.files.told_by_content import format_of
from emerald.guards import Refused
from emerald.lazy import lazy

active_pdf = lazy("emerald.files.active_pdf")
CHUNK = 1 << 20
# A document of hundreds of pages with pictures stays far below each of these.
MOST_PARTS = 3_000
MOST_UNPACKED = 150 * 1024 * 1024
MOST_TIMES = 150  # how many times its packed size a part may be, once it is large
LARGE = 5 * 1024 * 1024
FILM = re.compile(rb"hdlr.{8}vide", re.DOTALL)
BOMB = "“{}” unpacks to far more than a document holds, as harmful files do. Ask whoever sent it for a PDF instead."
# Of each, the part that makes it what it is, and the sentence where it is no such document after all.
OFFICES: dict[Format, tuple[Office, str, str]] = {
    WORD: (
        WORD_OFFICE,
        "word/document.xml",
        "“{}” is damaged, or no Word document. Open it in Word, save it again and add that.",
    ),
    SHEET: (
        SHEET_OFFICE,
        "xl/workbook.xml",
        "“{}” is damaged, or no spreadsheet. Open it in Excel, save it again and add that.",
    ),
}


def check(stream: BinaryIO, name: str, size: int, depth: int = 0) -> Format:
    """The Format of the file in `stream` (seekable; left at its beginning). `depth`: how many e-mails it lies within.
    Raises Refused."""
    if not size:
        raise Refused(f"“{name}” is empty.")
    if size > settings.FILES_LARGEST_MB * 1024 * 1024:
        raise Refused(too_large(name))
    found = format_of(stream, name)
    if found in OFFICES:
        _check_office(stream, name, found)
    elif found == PDF:
        active_pdf.check_pdf(stream, name)
    elif found in (MAIL, OUTLOOK):
        check_message(stream, name, found, check, depth)
    elif found == M4A and FILM.search(stream.read()):
        raise Refused(f"“{name}” is not what its name says: it is a film. Only its sound could be taken.")
    stream.seek(0)
    return found


def too_large(name: str) -> str:
    return (
        f"“{name}” is larger than {settings.FILES_LARGEST_MB} MB. Make it smaller, for example by saving it with "
        "smaller pictures, or split it."
    )


def _check_office(stream: BinaryIO, name: str, found: Format) -> None:
    office, main, no_document = OFFICES[found]
    try:
        with zipfile.ZipFile(stream) as packed:
            _check_parts(packed, name, main)
            _unpack_in_thought(packed, name)
            check_office(packed, name, office)
    except DAMAGED:
        raise Refused(no_document.format(name)) from None


def _check_parts(packed: ZipFile, name: str, main: str) -> None:
    """Raises Refused for more than a document holds, ValueError where it is none."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(BOMB.format(name))
    if any(part.file_size > LARGE and part.file_size > MOST_TIMES * part.compress_size for part in parts):
        raise Refused(BOMB.format(name))
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", main} <= names:
        raise ValueError
    if len({part.lower().replace("\\", "/") for part in names}) < len(parts):
        raise ValueError  # which of two parts of one name Word would take, nobody can know


def _unpack_in_thought(packed: ZipFile, name: str) -> None:
    """What the parts say of their size may be a lie, so they are read through and thrown away."""
    seen = 0
    for part in packed.infolist():
        with packed.open(part) as text:
            while piece := text.read(CHUNK):
                seen += len(piece)
                if seen > MOST_UNPACKED:
                    raise Refused(BOMB.format(name))
