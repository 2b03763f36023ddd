"""What in an Office document does something by itself when it is opened: it runs, or it fetches, or it holds another
file.

A document is judged by its own lists (its relationships and kinds of parts, wherever they stand and however they are
written), and by what its program takes for more than words: a field in Word, a formula in Excel. Links that somebody
has to click are left alone.
"""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from emerald.files.office_parts import SECONDS, TooLong, called, elements
from emerald.guards import Refused

PROGRAMS = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex[^/]*\.(bin|xml)|attachedtoolbars\.bin|macrosheets/.+|"
    r"[^/]*\.(exe|dll|js|vbs|ps1|bat|cmd|scr|hta|lnk|jar))$"
)
FILES_INSIDE = re.compile(
    r"(^|/)(embeddings/.+|oleobject[^/]*|afchunk[^/]*|[^/]*\.(rtf|html?|mht|mhtml|docx?|docm|"
    r"dotm?|xlsx?|xlsm|xlsb|pptx?|pptm|zip|swf|svg|eml|msg|pdf))$"
)
# The kind a part is said to be, in [Content_Types].xml.
PROGRAM_KINDS = ("macroenabled", "vbaproject", "vbadata", "activex", "macrosheet")
KINDS_INSIDE = ("oleobject", "shockwave", "rfc822", "/rtf", "html", "msword")
# How a part is joined to another; the last word of its address.
RUNS = {
    *("vbaproject", "wordvbadata", "activexcontrol", "control", "attachedtoolbars", "keymapcustomizations"),
    *("extensibility", "xlmacrosheet", "xlintlmacrosheet"),
}
HOLDS = {"oleobject", "package", "afchunk"}
READS_ELSEWHERE = {"subdocument", "externallink", "connections", "querytable"}
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
CLICKED = {"http", "https", "mailto", "tel", "file", "ftp"}


@dataclass(frozen=True)
class Office:
    """What is particular to the documents of one program. The sentences take the file's name; `written` gives the one
    for what is written in a part; `others` are kinds that have no place in it."""

    program: str
    inside: str
    fetches: str
    others: tuple[str, ...]
    written: Callable[[Iterable[tuple[str, Any]]], str | None]
    too_long: str


def check_office(packed: ZipFile, name: str, office: Office) -> None:
    """Raises Refused when the opened archive `packed` does anything by itself, ValueError when it cannot be read."""
    until = time.monotonic() + SECONDS
    for part in packed.namelist():
        said = part.lower().replace("\\", "/")
        if PROGRAMS.search(said):
            raise Refused(office.program.format(name))
        if FILES_INSIDE.search(said):
            raise Refused(office.inside.format(name))
        if said.endswith((".rels", ".xml")):
            _read(packed, part, name, office, until)


def _read(packed: ZipFile, part: str, name: str, office: Office, until: float) -> None:
    said = part.lower().replace("\\", "/")
    found = elements(packed, part, until)
    try:
        if said.endswith(".rels"):
            sentence = _relationships(found, office)
        elif said == "[content_types].xml":
            sentence = _kinds(found, office)
        else:
            sentence = office.written(found)
    except TooLong:
        sentence = office.too_long
    if sentence:
        raise Refused(sentence.format(name))


def _relationships(events: Iterable[tuple[str, Any]], office: Office) -> str | None:
    for event, element in events:
        if event == "start" and called(element) == "relationship":
            said = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
            joined = said.get("type", "").lower().rpartition("/")[2]
            if joined in RUNS:
                return office.program
            if joined in HOLDS:
                return office.inside
            stays = _stays_here(joined, said.get("targetmode", "").lower(), said.get("target", ""))
            if joined in READS_ELSEWHERE or not stays:
                return office.fetches
    return None


def _stays_here(joined: str, mode: str, target: str) -> bool:
    """Whether it leads to another part of the document, or is a link to click."""
    scheme = SCHEME.match(target)
    if joined == "hyperlink":
        return scheme is None or scheme[1].lower() in CLICKED
    return mode != "external" and scheme is None and not target.lstrip().startswith(("//", "\\\\"))


def _kinds(events: Iterable[tuple[str, Any]], office: Office) -> str | None:
    for event, element in events:
        kind = element.attrib.get("ContentType", "").lower() if event == "start" else ""
        if any(word in kind for word in PROGRAM_KINDS):
            return office.program
        if any(word in kind for word in (*KINDS_INSIDE, *office.others)):
            return office.inside
    return None
