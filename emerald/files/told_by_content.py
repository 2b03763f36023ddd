"""What a file is, told by what is in it; its name is only asked whether it says the same."""

from email.parser import BytesHeaderParser
from pathlib import PurePath
from typing import BinaryIO

import puremagic

from emerald.files import instead
from emerald.files.inside import what_is_in
from emerald.files.kinds import (
    BRANDS_OF_HEIC,
    FORMATS,
    HEAD,
    HEIC,
    M4A,
    MAIL,
    MP3,
    MP3_FRAME,
    OUTLOOK,
    PDF,
    TAKEN,
    Format,
)
from emerald.guards import Refused

PDF_MARK, BEFORE_A_PDF = b"%PDF-", 1024  # bytes of something else that a reader of PDFs passes over
BEFORE_A_MAIL = b"\xef\xbb\xbf\r\n "
# Lines at the top of an e-mail: one that says from whom, and one more.
FROM_WHOM = {"from", "sender", "return-path", "received"}
MORE = {"to", "cc", "bcc", "date", "subject", "message-id", "mime-version", "received", "delivered-to", "content-type"}
OF_A_SAVED_PAGE = "snapshot-content-location"


def head_of(stream: BinaryIO) -> bytes:
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def format_of(stream: BinaryIO, name: str) -> Format:
    """The Format of the file in `stream` (left at its beginning), called `name`. Raises Refused where it is none that
    is taken, or where the name says that it is another."""
    head = head_of(stream)
    ending = PurePath(name).suffix.lower()
    found = what_is_in(stream, head) or by_its_beginning(head, name)
    stream.seek(0)
    if found is None or found == instead.SCRAMBLED or (found == instead.OLD_OR_LOCKED and ending in OUTLOOK.endings):
        found = instead.BY_ENDING.get(ending) or found or f"Only {TAKEN} are taken"
    if isinstance(found, str):
        raise Refused(f"“{name}” cannot be added. {found}.")
    if ending and ending not in found.endings:
        raise Refused(
            f"“{name}” is not what its name says: it is {found.words}. If you expected that, give it a name "
            f"that ends in {found.endings[0]} and add it again."
        )
    return found


def by_its_beginning(head: bytes, name: str) -> Format | str | None:
    """The Format of what is no container, or the sentence about what cannot be taken."""
    marks = marks_of(head)
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS_OF_HEIC:
        return HEIC
    if found := next((one for one in FORMATS if one.fits(head, marks)), None) or _by_other_marks(head, name):
        return found
    if sentence := next((sentence for mark, sentence in instead.BY_MARK.items() if mark in marks), None):
        return sentence
    return _as_mail(head) or (PDF if PDF_MARK in head[: BEFORE_A_PDF + len(PDF_MARK)] else None)


def marks_of(head: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _by_other_marks(head: bytes, name: str) -> Format | None:
    """Recorders leave out the mark of their own: MPEG frames without a title, sound in a film's container."""
    if MP3_FRAME.match(head):
        return MP3
    if head[4:8] == b"ftyp" and name.lower().endswith(".m4a"):
        return M4A
    return None


def _as_mail(head: bytes) -> Format | str | None:
    """An e-mail has no mark: it begins with lines of certain names."""
    if head.startswith((b"!BDN", b"From ")):
        return instead.MAILBOX
    if b"\0" in head:
        return None
    begins = BytesHeaderParser().parsebytes(head.lstrip(BEFORE_A_MAIL))
    lines = {line.lower() for line in begins.keys()}  # noqa: SIM118  a message's own iteration is over its payload
    if OF_A_SAVED_PAGE in lines or str(begins.get("from", "")).startswith("<Saved by"):
        return instead.WEB_PAGE
    return MAIL if lines & FROM_WHOM and len(lines & (FROM_WHOM | MORE)) > 1 else None
