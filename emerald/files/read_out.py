"""What stands in a file, as plain text, to be written out for somebody outside: all of it that can be read, also what
its program hides. Nothing of the file itself goes along, so nothing lies beneath the words.
"""

import time
from dataclasses import dataclass, field
from typing import BinaryIO

from emerald.files.kinds import BY_CONTENT_TYPE, MAIL, OUTLOOK, PDF, PICTURES, SHEET, WORD, Format
from emerald.files.office_parts import TooLong
from emerald.files.read_message import read_message
from emerald.files.read_office import read_sheet, read_word
from emerald.guards import Refused
from emerald.lazy import lazy

read_pdf = lazy("emerald.files.read_pdf")
SECONDS = 15  # for one file; a page waits for it
MOST_LETTERS = 200_000  # of one file: some 100 pages
LEFT_OUT = "Left out. {}"
A_PICTURE = "It is a picture, and what is on it cannot be read here."
A_SOUND = "It is a sound recording, and what is said in it cannot be read here."
TOO_LONG = "It is too long to be written out here."
UNREADABLE = "It could not be read. Open it from the Documents page and look."
EMPTY = "No words were found in it. It may be a picture of a page, as scanners make them."


@dataclass
class Words:
    """`texts`: (heading, text) in order. `why_not`: the sentence where the file cannot be written out."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    why_not: str = ""


def words_of(stream: BinaryIO, content_type: str) -> Words:
    """The words of a file that was taken, in `stream`. Never raises for what is in it."""
    found = BY_CONTENT_TYPE.get(content_type)
    try:
        texts = _texts(stream, found, time.monotonic() + SECONDS)
    except Refused as refusal:
        return Words(why_not=LEFT_OUT.format(refusal))
    except TooLong:
        return Words(why_not=LEFT_OUT.format(TOO_LONG))
    except Exception:  # noqa: BLE001  a reader may fail in any way on bytes somebody made up
        return Words(why_not=LEFT_OUT.format(UNREADABLE))
    texts = [(heading, text.replace("\0", "").strip()) for heading, text in texts]
    texts = [(heading, text) for heading, text in texts if text]
    if sum(len(text) for _, text in texts) > MOST_LETTERS:
        return Words(why_not=LEFT_OUT.format(TOO_LONG))
    return Words(texts) if texts else Words(why_not=LEFT_OUT.format(EMPTY))


def _texts(stream: BinaryIO, found: Format | None, until: float) -> list[tuple[str, str]]:
    """Raises Refused with why this kind cannot be written out, TooLong, or whatever a reader raises."""
    stream.seek(0)
    if found in (MAIL, OUTLOOK):
        return read_message(stream, found, until, _texts)
    if found == WORD:
        return read_word(stream, until)
    if found == SHEET:
        return read_sheet(stream, until)
    if found == PDF:
        pages: list[tuple[str, str]] = read_pdf.read_pdf(stream, until)
        return pages
    raise Refused(A_PICTURE if found in PICTURES else A_SOUND)
