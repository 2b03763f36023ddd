"""A list of cases as a file. What a spreadsheet would run as a formula leaves as text.

The first line of every file says who took it away, and when.
"""

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


def as_file(cases, *, kind, mark):
    """The file's bytes. `cases` as `name_leads` gives them; `kind` a key of FORMATS."""
    sheet = tablib.Dataset(title="Cases")
    for row in ((mark, *("" for _ in COLUMNS[1:])), COLUMNS, *(_row(case) for case in cases)):
        sheet.append([escaped(cell) for cell in row])
    written = sheet.export(kind)
    # The mark at the start tells a spreadsheet that names with accents are UTF-8.
    return written.encode("utf-8-sig") if isinstance(written, str) else written


def _row(case):
    return (case.reference, case.child.name, case.team.name, State(case.state_then).label, case.lead_name,
            day(case.opened_on), day(case.closed_on), case.get_closure_reason_display())
