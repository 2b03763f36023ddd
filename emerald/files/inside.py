"""What a packed file (a zip, or Microsoft's older container) is, by what is in it and not by its name.

Word, Excel, an e-mail of Outlook's and a folder of files all begin with the same few bytes as others of their
container, so these are opened. Nothing is unpacked but the list of what is there.
"""

import zipfile
import zlib
from typing import BinaryIO

from emerald.files import instead
from emerald.files.kinds import OUTLOOK, SHEET, WORD, Format
from emerald.lazy import lazy

olefile = lazy("olefile")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"
IS_LOCKED = 1  # of a packed part's flags
LISTED = 64 * 1024  # bytes of the list of kinds that are read; Word writes some two thousand
# The kind a document says it is, in [Content_Types].xml. What has a macro is told before what has not.
BY_ITS_LIST = (
    ("ms-word.document.macroenabled", instead.WORD_MACROS),
    ("ms-word.template.macroenabled", instead.WORD_MACROS),
    ("wordprocessingml.template", instead.WORD_TEMPLATE),
    ("ms-excel.sheet.binary", instead.BINARY_SHEET),
    ("ms-excel.sheet.macroenabled", instead.SHEET_MACROS),
    ("ms-excel.template.macroenabled", instead.SHEET_MACROS),
    ("ms-excel.addin", instead.SHEET_MACROS),
    ("spreadsheetml.template", instead.SHEET_TEMPLATE),
)
BY_ITS_PARTS: tuple[tuple[str, Format | str], ...] = (
    ("word/document.xml", WORD),
    ("xl/workbook.xml", SHEET),
    ("xl/workbook.bin", instead.BINARY_SHEET),
    ("ppt/presentation.xml", instead.TALK),
)
# Of OpenDocument, whose first part says what it is.
OPEN_DOCUMENT = (
    ("opendocument.spreadsheet", instead.OTHER_SHEET),
    ("opendocument.presentation", instead.TALK),
    ("opendocument", instead.OTHER_TEXT),
)
BY_ITS_STREAMS: tuple[tuple[str, Format | str], ...] = (
    ("encryptedpackage", instead.LOCKED),
    ("worddocument", instead.OLD_WORD),
    ("workbook", instead.OLD_SHEET),
    ("book", instead.OLD_SHEET),
    ("powerpoint document", instead.OLD_TALK),
    ("__properties_version1.0", OUTLOOK),
)


def what_is_in(stream: BinaryIO, head: bytes) -> Format | str | None:
    """The Format, or the sentence about what cannot be taken; None where the file is no such container."""
    if head.startswith(EMPTY_ZIP):
        return instead.PACKED
    if head.startswith(ZIP):
        return _in_zip(stream)
    return _in_ole(stream) if head.startswith(OLE) else None


def _in_zip(stream: BinaryIO) -> Format | str | None:
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
            names = {part.filename.lower().replace("\\", "/") for part in parts}
            said = _said_of_itself(packed, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return instead.SCRAMBLED
    found = next((kind for part, kind in BY_ITS_PARTS if part in names), None)
    if found is not None:
        return next((sentence for word, sentence in BY_ITS_LIST if word in said), found)
    if document := next((sentence for word, sentence in OPEN_DOCUMENT if word in said), None):
        return document
    return instead.PACKED_AND_LOCKED if any(part.flag_bits & IS_LOCKED for part in parts) else instead.PACKED


def _said_of_itself(packed: zipfile.ZipFile, names: set[str]) -> str:
    """What stands in the part in which documents say what they are, in small letters."""
    said = ""
    for part in packed.namelist():
        if part.lower() in {"[content_types].xml", "mimetype"}:
            with packed.open(part) as text:
                said += text.read(LISTED).replace(b"\0", b"").decode("latin-1").lower()
    return said


def _in_ole(stream: BinaryIO) -> Format | str | None:
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream.read()) as ole:
            names = {path[0].lower() for path in ole.listdir(streams=True, storages=True)}
    except Exception:  # noqa: BLE001  a reader may fail in any way on bytes somebody made up
        return instead.OLD_OR_LOCKED
    return next((kind for name, kind in BY_ITS_STREAMS if name in names), instead.OLD_OR_LOCKED)
