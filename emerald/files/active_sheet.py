"""What in a spreadsheet does something by itself: of its own kind, the formulas. Those that only reckon stay."""

import re
from collections.abc import Iterable
from typing import Any

from emerald.files.active_office import Office
from emerald.files.office_parts import attribute, called

SAVE_VALUES = "Copy the cells into a new spreadsheet as values, save that as .xlsx and add it, or save it as a PDF."
PROGRAM = f"“{{}}” has a program in it (a macro). {SAVE_VALUES}"
FETCHES = f"“{{}}” fetches something from elsewhere when it is opened (another file, a list or a page). {SAVE_VALUES}"
FORMULAS = {
    *("f", "formula", "formula1", "formula2", "oldformula", "definedname", "calculatedcolumnformula"),
    "totalsrowformula",
}
QUOTED = re.compile(r'"[^"]*"')
RUNS = re.compile(r"(?<![\w.])(CALL|REGISTER|REGISTER\.ID|EXEC|RUN|FORMULA)\s*\(|\|.*!", re.IGNORECASE)
READS_ELSEWHERE = re.compile(
    r"(?<![\w.])(?:_xlfn\.|_xlws\.)*(WEBSERVICE|IMAGE|RTD|SQL\.REQUEST|STOCKHISTORY|IMPORT\w*)\s*\(", re.IGNORECASE
)
BY_ITSELF = re.compile(r"(_xlnm\.)?auto_?(open|close|activate|deactivate)", re.IGNORECASE)


def _formulas(events: Iterable[tuple[str, Any]]) -> str | None:
    for event, element in events:
        what = called(element) if event == "end" else ""
        if what == "definedname" and BY_ITSELF.match(attribute(element, "name")):
            return PROGRAM
        if what in {"ddelink", "olelink"}:
            return FETCHES
        if what in FORMULAS and element.text:
            said = QUOTED.sub('""', element.text)
            if RUNS.search(said):
                return PROGRAM
            if READS_ELSEWHERE.search(said):
                return FETCHES
    return None


SHEET_OFFICE = Office(
    program=PROGRAM,
    inside=f"“{{}}” has another file inside it, which cannot be checked. {SAVE_VALUES}",
    fetches=FETCHES,
    others=("wordprocessingml.document", "presentationml"),
    written=_formulas,
    too_long=f"“{{}}” is too large to be checked. {SAVE_VALUES}",
)
