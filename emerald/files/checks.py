"""What must be true of a file before it is kept. Each check raises Refused with a sentence that names the file.

What acts by itself inside a document is found by `active` and `active_pdf`. Nothing here unpacks to disk, and no
picture is decoded before its size is known.
"""

import re
import zipfile
import zlib
from typing import BinaryIO
from zipfile import ZipFile

from django.conf import settings

from emerald.files.active_word import check_word
from emerald.files.kinds import HEAD, M4A, PDF, WORD, Format, format_of
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
NO_DOCUMENT = "“{}” is damaged, or no Word document. Open it in Word, save it again and add that."


def check(stream: BinaryIO, name: str, size: int) -> Format:
    """The Format of the file in `stream` (seekable; left at its beginning). Raises Refused."""
    if not size:
        raise Refused(f"“{name}” is empty.")
    if size > settings.FILES_LARGEST_MB * 1024 * 1024:
        raise Refused(too_large(name))
    found = format_of(_head(stream), name)
    if found == WORD:
        _check_word(stream, name)
    elif found == PDF:
        _check_pdf(stream, name)
    elif found == M4A and FILM.search(stream.read()):
        raise Refused(f"“{name}” is not what its name says: it is a film. Only its sound could be taken.")
    stream.seek(0)
    return found


def too_large(name: str) -> str:
    return (
        f"“{name}” is larger than {settings.FILES_LARGEST_MB} MB. Make it smaller, for example by saving it with "
        "smaller pictures, or split it."
    )


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _check_pdf(stream: BinaryIO, name: str) -> None:
    if not _head(stream).startswith(b"%PDF-"):
        raise Refused(active_pdf.DAMAGED.format(name))
    active_pdf.check_pdf(stream, name)


def _check_word(stream: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(stream) as packed:
            _check_parts(packed, name)
            _unpack_in_thought(packed, name)
            check_word(packed, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise Refused(NO_DOCUMENT.format(name)) from None


def _check_parts(packed: ZipFile, name: str) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(BOMB.format(name))
    if any(part.file_size > LARGE and part.file_size > MOST_TIMES * part.compress_size for part in parts):
        raise Refused(BOMB.format(name))
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise Refused(NO_DOCUMENT.format(name))
    if len({part.lower().replace("\\", "/") for part in names}) < len(parts):
        raise Refused(NO_DOCUMENT.format(name))  # which of two parts of one name Word would take, nobody can know


def _unpack_in_thought(packed: ZipFile, name: str) -> None:
    """What the parts say of their size may be a lie, so they are read through and thrown away."""
    seen = 0
    for part in packed.infolist():
        with packed.open(part) as text:
            while piece := text.read(CHUNK):
                seen += len(piece)
                if seen > MOST_UNPACKED:
                    raise Refused(BOMB.format(name))
