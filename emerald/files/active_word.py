"""What in a Word document does something by itself when it is opened: it runs, or it fetches, or it holds another file.

A document is judged by its own lists (its relationships and kinds of parts, wherever they stand and however they are
written), and by its fields. Links that somebody has to click are left alone.
"""

import re
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from emerald.guards import Refused

PROGRAM = "“{}” has a program in it (a macro). Save it in Word as .docx without macros and add that."
INSIDE = (
    "“{}” has another file inside it, which cannot be checked. Take that out, or save the document as a PDF and "
    "add that."
)
FETCHES = (
    "“{}” fetches something from elsewhere when it is opened (a template, a picture or a text). Save it as a "
    "PDF and add that."
)
PROGRAMS = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex[^/]*\.(bin|xml)|attachedtoolbars\.bin|"
    r"[^/]*\.(exe|dll|js|vbs|ps1|bat|cmd|scr|hta|lnk|jar))$"
)
FILES_INSIDE = re.compile(
    r"(^|/)(embeddings/.+|oleobject[^/]*|afchunk[^/]*|[^/]*\.(rtf|html?|mht|mhtml|docx?|docm|"
    r"dotm?|xlsx?|xlsm|xlsb|pptx?|pptm|zip|swf|svg|eml|msg|pdf))$"
)
# The kind a part is said to be, in [Content_Types].xml.
KINDS = (
    ("macroenabled", PROGRAM),
    ("vbaproject", PROGRAM),
    ("vbadata", PROGRAM),
    ("activex", PROGRAM),
    ("oleobject", INSIDE),
    ("shockwave", INSIDE),
    ("rfc822", INSIDE),
    ("/rtf", INSIDE),
    ("html", INSIDE),
    ("msword", INSIDE),
    ("ms-excel", INSIDE),
    ("spreadsheetml.sheet", INSIDE),
)
# How a part is joined to another; the last word of its address.
JOINED_BY = (
    ("vbaproject", PROGRAM),
    ("wordvbadata", PROGRAM),
    ("activexcontrol", PROGRAM),
    ("control", PROGRAM),
    ("attachedtoolbars", PROGRAM),
    ("keymapcustomizations", PROGRAM),
    ("extensibility", PROGRAM),
    ("oleobject", INSIDE),
    ("package", INSIDE),
    ("afchunk", INSIDE),
    ("subdocument", FETCHES),
)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
CLICKED = {"http", "https", "mailto", "tel", "file", "ftp"}
FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD|"
    r"QUOTE(\s+\d+){3,})(?![A-Z])",
    re.IGNORECASE | re.MULTILINE,
)


def check_word(packed: ZipFile, name: str) -> None:
    """Raises Refused when the opened archive `packed` does anything by itself, ValueError when it cannot be read."""
    for part in packed.namelist():
        said = part.lower().replace("\\", "/")
        if PROGRAMS.search(said):
            raise Refused(PROGRAM.format(name))
        if FILES_INSIDE.search(said):
            raise Refused(INSIDE.format(name))
        if said.endswith((".rels", ".xml")):
            _read(packed, part, said, name)


def _read(packed: ZipFile, part: str, said: str, name: str) -> None:
    look = _relationships if said.endswith(".rels") else _kinds if said == "[content_types].xml" else _fields
    try:
        with packed.open(part) as text:
            sentence = look(iterparse(text, events=("start", "end"), forbid_dtd=True))
    except (ParseError, DefusedXmlException, LookupError):
        raise ValueError from None  # no document that Word wrote
    if sentence:
        raise Refused(sentence.format(name))


def _relationships(events: Any) -> str | None:
    for event, element in events:
        if event == "start" and _called(element) == "relationship":
            said = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
            joined = said.get("type", "").lower().rpartition("/")[2]
            if found := next((sentence for word, sentence in JOINED_BY if joined == word), None):
                return found
            if not _stays_here(joined, said.get("targetmode", "").lower(), said.get("target", "")):
                return FETCHES
    return None


def _stays_here(joined: Any, mode: Any, target: Any) -> bool:
    """Whether it leads to another part of the document, or is a link to click."""
    scheme = SCHEME.match(target)
    if joined == "hyperlink":
        return scheme is None or scheme[1].lower() in CLICKED
    return mode != "external" and scheme is None and not target.lstrip().startswith(("//", "\\\\"))


def _kinds(events: Any) -> str | None:
    for event, element in events:
        kind = element.attrib.get("ContentType", "").lower() if event == "start" else ""
        if found := next((sentence for word, sentence in KINDS if word in kind), None):
            return found
    return None


def _fields(events: Any) -> str | None:
    """A field's words may be spread over many pieces of a paragraph; a new field begins a new line here."""
    written = []
    for event, element in events:
        called = _called(element)
        if event == "start" and called == "fldchar":
            written.append("\n")
        elif event == "start" and called == "fldsimple":
            said = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "instr"]
            written += ["\n", *said, "\n"]
        elif event == "end" and called in {"instrtext", "delinstrtext"}:
            written.append(element.text or "")
        if event == "end":
            element.clear()
    return FETCHES if FIELDS.search("".join(written)) else None


def _called(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower()
