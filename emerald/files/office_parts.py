"""The parts of an Office document (Word, Excel), read one element at a time and forgotten."""

import time
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

SECONDS = 20  # for all parts of one document
MOST_DEEP = 500  # elements within each other; Word has some dozens
LOOKED_AFTER = 20_000  # elements; then the clock is asked
# What reading a document raises that no Office program wrote, beside what `elements` makes of it.
DAMAGED = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


class TooLong(Exception):
    """It would take longer than somebody waits."""


def elements(packed: ZipFile, part: str, until: float | None = None) -> Iterator[tuple[str, Any]]:
    """("start" or "end", element) of each element in `part`, an XML part. An element is gone after its end, so a large
    part takes no memory. Raises ValueError where it is no XML that Office writes, TooLong after `until`."""
    open_ones: list[Any] = []
    try:
        with packed.open(part) as text:
            for number, (event, element) in enumerate(iterparse(text, events=("start", "end"), forbid_dtd=True)):
                yield event, element
                if event == "start":
                    open_ones.append(element)
                    if len(open_ones) > MOST_DEEP:
                        raise ValueError
                else:
                    open_ones.pop()
                    if open_ones:
                        open_ones[-1].remove(element)
                if until is not None and number % LOOKED_AFTER == 0 and time.monotonic() > until:
                    raise TooLong
    except (ParseError, DefusedXmlException, LookupError):
        raise ValueError from None  # no document that Office wrote


def called(element: Any) -> str:
    """The name of an element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name in small letters, in whatever namespace; "" where it is not there."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2].lower() == name), "")
