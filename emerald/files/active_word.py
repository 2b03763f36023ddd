"""What in a Word document does something by itself: of its own kind, the fields."""

import re
from collections.abc import Iterable
from typing import Any

from emerald.files.active_office import Office
from emerald.files.office_parts import attribute, called

FETCHES = (
    "“{}” fetches something from elsewhere when it is opened (a template, a picture or a text). Save it as a "
    "PDF and add that."
)
FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD|"
    r"QUOTE(\s+\d+){3,})(?![A-Z])",
    re.IGNORECASE | re.MULTILINE,
)


def _fields(events: Iterable[tuple[str, Any]]) -> str | None:
    """A field's words may be spread over many pieces of a paragraph; a new field begins a new line here."""
    written = []
    for event, element in events:
        what = called(element)
        if event == "start" and what == "fldchar":
            written.append("\n")
        elif event == "start" and what == "fldsimple":
            written += ["\n", attribute(element, "instr"), "\n"]
        elif event == "end" and what in {"instrtext", "delinstrtext"}:
            written.append(element.text or "")
    return FETCHES if FIELDS.search("".join(written)) else None


WORD_OFFICE = Office(
    program="“{}” has a program in it (a macro). Save it in Word as .docx without macros and add that.",
    inside="“{}” has another file inside it, which cannot be checked. Take that out, or save the document as a PDF and "
    "add that.",
    fetches=FETCHES,
    others=("spreadsheetml.sheet", "ms-excel", "presentationml"),
    written=_fields,
    too_long="“{}” is too long to be checked. Save it as a PDF and add that.",
)
