"""A paper: what leaves Emerald as a file for people to read. It knows nothing of cases; who makes one fills it."""

import re
from dataclasses import dataclass, field
from typing import Any

# What no XML document can carry; typed text may hold it all the same.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARKING = "OFFICIAL-SENSITIVE"


def printable(text: str) -> str:
    """`text` without the characters no document can carry, each line break one character."""
    return _NOT_XML.sub("", str(text).replace("\r\n", "\n"))


@dataclass(frozen=True)
class Part:
    """A chapter: a table (`head` and `rows` of cells), or texts under headings of their own."""

    heading: str
    head: tuple[str, ...] = ()
    rows: list[Any] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)  # [(heading, text)]


@dataclass(frozen=True)
class Paper:
    """`facts` stand on the cover: [(what, text)]. `reference` and the marking stand at the head of every page."""

    title: str
    reference: str
    facts: list[tuple[str, str]]
    parts: list[Part]
    warning: str = ""
    marking: str = MARKING

    def as_words(self) -> dict[str, Any]:
        """The same as plain values for a template, with nothing in it that a document cannot carry."""
        return {
            "title": printable(self.title),
            "reference": printable(self.reference),
            "marking": self.marking,
            "warning": printable(self.warning),
            "facts": [{"what": printable(what), "text": printable(text)} for what, text in self.facts],
            "parts": [
                {
                    "heading": printable(part.heading),
                    "head": [printable(cell) for cell in part.head],
                    "rows": [[printable(cell) for cell in row] for row in part.rows],
                    "texts": [{"heading": printable(heading), "text": printable(text)} for heading, text in part.texts],
                }
                for part in self.parts
            ],
        }
