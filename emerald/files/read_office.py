"""The words of a Word document and of a spreadsheet: also what a reader does not see at once, as comments, what a
tracked change took out, hidden sheets, and who wrote it.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZipFile

from emerald.files.office_parts import TooLong, attribute, called, elements
from emerald.lazy import lazy

openpyxl = lazy("openpyxl")
TAKEN_OUT, AUTHORS = "Taken out by a tracked change", "Who wrote in it"
SELF = "What the file says of itself"
# Under which heading the words of a part come, by the beginning of its name.
WORD_PARTS = (
    ("word/document", "Text"),
    ("word/header", "At the top of its pages"),
    ("word/footer", "At the foot of its pages"),
    ("word/footnotes", "Footnotes"),
    ("word/endnotes", "Endnotes"),
    ("word/comments", "Comments"),
    ("word/", "Elsewhere in the file"),
    ("docprops/", SELF),
    ("customxml/", SELF),
)
SHEET_PARTS = (
    ("xl/comments", "Comments"),
    ("xl/threadedcomments", "Comments"),
    ("xl/persons", AUTHORS),
    ("xl/drawings", "In shapes and pictures"),
    ("xl/charts", "In charts"),
    ("xl/workbook", "Names in the workbook"),
    ("docprops/", SELF),
    ("customxml/", SELF),
)
NO_WORDS = ("word/styles", "word/settings", "word/fonttable", "word/theme", "word/websettings", "word/numbering")
BREAKS = {"p", "br", "cr", "tr", "comment", "threadedcomment", "definedname"}
# What a program says of itself and counts, which tells of nobody.
OF_THE_PROGRAM = {
    *("application", "appversion", "template", "totaltime", "pages", "words", "characters", "lines", "paragraphs"),
    *("characterswithspaces", "docsecurity", "scalecrop", "linksuptodate", "shareddoc", "hyperlinkschanged"),
    *("revision", "created", "modified", "i4"),
}
SAYS_WHO = {"author", "displayname", "initials", "lastmodifiedby", "username"}
SAYS_MORE = {"descr", "title", "alt", "tooltip", "prompt", "prompttitle", "error"}


def read_word(stream: BinaryIO, until: float) -> list[tuple[str, str]]:
    """(heading, text) of all there is. Raises TooLong, or what `office_parts` raises."""
    with ZipFile(stream) as packed:
        return _words_of_parts(packed, WORD_PARTS, until)


def read_sheet(stream: BinaryIO, until: float) -> list[tuple[str, str]]:
    """(heading, text) of each sheet, a line for each row, and of the rest. Raises as `read_word`, or as openpyxl."""
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    texts = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size may be a lie
        hidden = "" if sheet.sheet_state == "visible" else " (hidden)"
        texts.append((f"Sheet “{sheet.title}”{hidden}", "\n".join(_rows_of(sheet, until))))
    with ZipFile(stream) as packed:
        return [*texts, *_words_of_parts(packed, SHEET_PARTS, until)]


def _rows_of(sheet: Any, until: float) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        if time.monotonic() > until:
            raise TooLong
        if cells := [str(cell) for cell in row if cell is not None]:
            yield "\t".join(cells)


def _words_of_parts(packed: ZipFile, headings: tuple[tuple[str, str], ...], until: float) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {
        heading: [] for heading in (*(heading for _, heading in headings), TAKEN_OUT, AUTHORS)
    }
    for part in sorted(packed.namelist()):
        said = part.lower().replace("\\", "/")
        heading = next((heading for beginning, heading in headings if said.startswith(beginning)), None)
        if heading and said.endswith(".xml") and not said.startswith(NO_WORDS):
            for where, words in _words_in(packed, part, until).items():
                found[where or heading].append("".join(words).strip())
    return [(heading, "\n".join(dict.fromkeys(filter(None, texts)))) for heading, texts in found.items()]


def _words_in(packed: ZipFile, part: str, until: float) -> dict[str, list[str]]:
    """{"" for the words of the part, or TAKEN_OUT or AUTHORS: pieces of text}."""
    words: dict[str, list[str]] = defaultdict(list)
    aside = 0  # within what is there twice, for older programs
    apart = part.lower().startswith(("docprops", "customxml"))  # a fact in each element, and no pieces of a sentence
    for event, element in elements(packed, part, until):
        what = called(element)
        if what == "fallback":
            aside += 1 if event == "start" else -1
        if aside or event == "start" or (apart and what in OF_THE_PROGRAM):
            continue
        where = TAKEN_OUT if what == "deltext" else AUTHORS if what in SAYS_WHO else ""
        words[where].append(_said_by(element) + ("\n" if apart or what in BREAKS or where == AUTHORS else ""))
        words[""].append("\t" if what == "tab" else "")
        words[AUTHORS] += [f"{attribute(element, name)}\n" for name in SAYS_WHO if attribute(element, name)]
        words[""] += [f" {attribute(element, name)}\n" for name in SAYS_MORE if attribute(element, name)]
    return words


def _said_by(element: Any) -> str:
    return element.text or ""
