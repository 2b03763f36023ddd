"""What in a PDF does something by itself, or holds another file. Every object is looked at, packed ones too; what is
drawn on the pages is not unpacked."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from emerald.guards import Refused

SECONDS = 15
PRINT_IT = "Print it to a new PDF and add that."
SCRIPT = f"“{{}}” has a program in it (a script). {PRINT_IT}"
INSIDE = f"“{{}}” has another file, a film or a sound inside it, which cannot be checked. {PRINT_IT}"
ACTS = f"“{{}}” starts or fetches something by itself when it is opened or clicked. {PRINT_IT}"
LOCKED = (
    "“{}” is locked with a password, so it cannot be checked. Open it with the password, print it to a new PDF and add "
    "that."
)
TANGLED = f"“{{}}” is too tangled to be checked. {PRINT_IT}"
DAMAGED = "“{}” is damaged, or no PDF. Open it, save it as a PDF again and add that."
# Where a key of this name stands, something lies behind it.
KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/XFA": SCRIPT,
    "/EmbeddedFiles": INSIDE,
    "/EF": INSIDE,
    "/RichMediaContent": INSIDE,
    "/RichMediaSettings": INSIDE,
    "/3DD": INSIDE,
}
ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": ACTS,
    "/SubmitForm": ACTS,
    "/ImportData": ACTS,
    "/GoToR": ACTS,
    "/GoToE": INSIDE,
    "/GoTo3DView": INSIDE,
    "/Rendition": INSIDE,
    "/Movie": INSIDE,
    "/Sound": INSIDE,
    "/RichMediaExecute": INSIDE,
}
# The kind of an object, in /Type or /Subtype.
KINDS = {
    "/EmbeddedFile": INSIDE,
    "/FileAttachment": INSIDE,
    "/RichMedia": INSIDE,
    "/Screen": INSIDE,
    "/Movie": INSIDE,
    "/Sound": INSIDE,
    "/3D": INSIDE,
    "/Rendition": INSIDE,
}
# In the file's own bytes, for what a reader finds that repairs a file in another way than ours.
PLAIN = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)(?=[\s/<>\[\]()%]|$)")
PLAINLY = {b"JavaScript": SCRIPT, b"XFA": SCRIPT, b"Launch": ACTS}
WRITTEN_AS_NUMBERS = re.compile(rb"#([0-9A-Fa-f]{2})")
ENCRYPTED = re.compile(rb"/Encrypt[\s<\d]")
HEADER, MOST_BEFORE = b"%PDF-", 1024  # a reader of PDFs looks for the header no further on
PIECE, OVERLAP = 1 << 20, 256


def check_pdf(stream: BinaryIO, name: str) -> None:
    """Raises Refused."""
    try:
        sentence = _what_stands_there(stream) or _what_acts(stream)
    except Exception:  # noqa: BLE001  a reader may fail in any way on bytes somebody made up
        sentence = LOCKED if any(ENCRYPTED.search(piece) for piece in _pieces(stream)) else DAMAGED
    if sentence:
        raise Refused(sentence.format(name))


def readers_of(stream: BinaryIO) -> list[PdfReader]:
    """Whoever can read the PDF in `stream`, at least one. Where other bytes stand before its header (a mail gateway and
    a scanner put some there), places in it may be counted from the header or from the first byte: both are tried, what
    counts from the header first. Raises whatever pypdf raises where there is none."""
    stream.seek(0)
    begins = max(stream.read(MOST_BEFORE + len(HEADER)).find(HEADER), 0)
    if not begins:
        return [PdfReader(stream, strict=False)]
    found, why = [], []
    stream.seek(begins)
    for one in (BytesIO(stream.read()), stream):
        try:
            found.append(PdfReader(one, strict=False))
        except Exception as failure:  # noqa: BLE001  raised below where no reader is left
            why.append(failure)
    if not found:
        raise why[0]
    return found


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    before = b""
    while piece := stream.read(PIECE):
        yield WRITTEN_AS_NUMBERS.sub(lambda match: bytes([int(match[1], 16)]), before + piece)
        before = piece[-OVERLAP:]


def _what_stands_there(stream: BinaryIO) -> str | None:
    found = next(filter(None, map(PLAIN.search, _pieces(stream))), None)
    return PLAINLY.get(found[1], INSIDE) if found else None


def _what_acts(stream: BinaryIO) -> str | None:
    until = time.monotonic() + SECONDS
    readers, why = readers_of(stream), []
    for reader in readers:
        try:
            if sentence := _acts(reader, until):
                return sentence
        except Exception as failure:  # noqa: BLE001  one of two ways to count may lead nowhere
            why.append(failure)
    if len(why) == len(readers):
        raise why[0]
    return None


def _acts(reader: PdfReader, until: float) -> str | None:
    if reader.is_encrypted and not reader.decrypt(""):
        return LOCKED
    waiting, seen = [reader.trailer, *_all_of(reader)], set()
    while waiting:
        if time.monotonic() > until:
            return TANGLED
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, ArrayObject):
            waiting += list(one)
        elif isinstance(one, DictionaryObject):
            if sentence := _sentence_of(one):
                return sentence
            waiting += [value for key, value in one.items() if not (isinstance(one, StreamObject) and key == "/Length")]
    return None


def _all_of(reader: PdfReader) -> Iterator[Any]:
    """What no page leads to, too: another reader may find its own way there."""
    for generation, objects in reader.xref.items():
        yield from (IndirectObject(number, generation, reader) for number in objects if number)
    yield from (IndirectObject(number, 0, reader) for number in reader.xref_objStm)


def _sentence_of(one: DictionaryObject) -> str | None:
    if known := KEYS.keys() & one.keys():
        return KEYS[min(known)]
    return ACTIONS.get(_name(one, "/S")) or KINDS.get(_name(one, "/Subtype")) or KINDS.get(_name(one, "/Type"))


def _name(one: DictionaryObject, key: str) -> str:
    value = one.raw_get(key) if key in one else None
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, str) else ""
