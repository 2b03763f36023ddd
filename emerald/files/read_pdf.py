"""The words of a PDF: its pages, its notes and fields, its bookmarks, and what it tells of itself."""

import re
import time
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader

from emerald.files.active_pdf import readers_of
from emerald.files.office_parts import TooLong

# A line this long ended because the page did, and not the sentence.
WRAPPED = re.compile(r"(?<=[^\n]{50})\n(?=\S)")
OF_A_NOTE = ("/Contents", "/RC", "/T", "/Subj", "/V", "/TU", "/DV")
MARKUP = re.compile(r"<[^>]*>")


def read_pdf(stream: BinaryIO, until: float) -> list[tuple[str, str]]:
    """(heading, text) of each page and of what stands beside them. Raises TooLong, or whatever pypdf raises."""
    reader = readers_of(stream)[0]
    if reader.is_encrypted:
        reader.decrypt("")
    texts, without = [], []
    for number, page in enumerate(reader.pages, 1):
        if time.monotonic() > until:
            raise TooLong
        said = WRAPPED.sub(" ", page.extract_text() or "")
        texts.append((f"Page {number}", said))
        without += [] if said.strip() else [number]
        texts.append((f"Notes and fields on page {number}", "\n".join(_notes_on(page))))
    if without and len(without) < len(texts) / 2:
        said = f"No words can be read on page {', '.join(map(str, without))}: look at the file itself."
        texts.append(("Not written out", said))
    texts.append(("Bookmarks", "\n".join(_titles(reader.outline))))
    return [*texts, ("What the file says of itself", "\n".join(_told(reader)))]


def _notes_on(page: PageObject) -> list[str]:
    notes: Any = page.get("/Annots") or []
    objects = [note.get_object() for note in notes.get_object()] if notes else []
    said = [str(one[key]) for one in objects if hasattr(one, "keys") for key in OF_A_NOTE if key in one]
    return [MARKUP.sub("", text) for text in said]


def _titles(outline: list[Any]) -> list[str]:
    return [title for one in outline for title in (_titles(one) if isinstance(one, list) else [str(one.title)])]


def _told(reader: PdfReader) -> list[str]:
    return [f"{key.lstrip('/')}: {value}" for key, value in (reader.metadata or {}).items() if isinstance(value, str)]
