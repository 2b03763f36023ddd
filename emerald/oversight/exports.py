"""A list, of cases or of consultations, as a file. What a spreadsheet would run as a formula leaves as text.

The first line of every file says who took it away, and when.
"""

from collections.abc import Callable
from dataclasses import dataclass

import tablib
from django.conf import settings

from cases.models.states import State
from emerald.govuk.words import day, moment

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("Reference", "Child", "Team", "Status on the day", "Lead worker on the day", "Opened", "Closed",
           "Reason for closing")


@dataclass(frozen=True)
class Format:
    title: str
    content_type: str


FORMATS = {
    "csv": Format("CSV, for any program", "text/csv; charset=utf-8"),
    "ods": Format("Spreadsheet (ODS)", "application/vnd.oasis.opendocument.spreadsheet"),
}


def escaped(text):
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    text = str(text)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def watermark(user, at, title):
    return f"OFFICIAL-SENSITIVE. {settings.SERVICE_NAME}: {title}. Exported by {user.name} on {moment(at)}."


@dataclass(frozen=True)
class Sheet:
    """A kind of list: its name, its columns, and what stands in them for one row."""

    title: str
    columns: tuple
    cells: Callable


def as_file(rows, *, kind, mark, sheet=None):
    """The file's bytes. `rows` as the sheet takes them: for CASES, the default, as `name_leads` gives them; `kind` a
    key of FORMATS."""
    sheet = sheet or CASES
    made = tablib.Dataset(title=sheet.title)
    for row in ((mark, *("" for _ in sheet.columns[1:])), sheet.columns, *(sheet.cells(one) for one in rows)):
        made.append([escaped(cell) for cell in row])
    written = made.export(kind)
    # The mark at the start tells a spreadsheet that names with accents are UTF-8.
    return written.encode("utf-8-sig") if isinstance(written, str) else written


def _row(case):
    return (case.reference, case.child.name, case.team.name, State(case.state_then).label, case.lead_name,
            day(case.opened_on), day(case.closed_on), case.get_closure_reason_display())


def _advice_row(one):
    return (moment(one.given_at), one.given_by.name, one.team.name, one.to_name, one.to_role, one.to_agency,
            one.get_kind_display(), one.case.reference if one.case else "")


CASES = Sheet("Cases", COLUMNS, _row)
CONSULTATIONS = Sheet("Consultations", (
    "Given", "Given by", "Team", "Given to", "Their job", "Agency", "What it was about", "Case"), _advice_row)
