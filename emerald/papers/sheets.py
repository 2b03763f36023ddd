"""A list as a file for a spreadsheet. What a spreadsheet would run as a formula leaves as text.

The first line of every file says who took it away, and when. It knows nothing of what the list is of; who makes one
says so with a Sheet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.audit.record import record
from emerald.govuk.fields import LongTextField, RadioField
from emerald.govuk.forms import GovukForm
from emerald.lazy import lazy
from emerald.papers.paper import MARKING
from emerald.words import moment

tablib = lazy("tablib")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Format:
    title: str
    content_type: str


FORMATS = {
    "csv": Format("CSV, for any program", "text/csv; charset=utf-8"),
    "ods": Format("Spreadsheet (ODS)", "application/vnd.oasis.opendocument.spreadsheet"),
}


@dataclass(frozen=True)
class Sheet:
    """A kind of list: its name, its columns, and what stands in them for one row."""

    title: str
    columns: tuple[str, ...]
    cells: Callable[[Any], Sequence[Any]]


class ExportForm(GovukForm):
    kind = RadioField(
        "Which kind of file?",
        choices=[(key, kind.title) for key, kind in FORMATS.items()],
        required="Select which kind of file",
        hints={
            "csv": "A spreadsheet that opens it leaves out noughts at the start of telephone and other numbers, unless "
            "you import its columns as text",
            "ods": "Numbers stay as they are",
        },
    )
    reason = LongTextField(
        "Why do you need it?",
        limit=300,
        rows=3,
        required="Enter why you need this list",
        hint="Kept in the access log. Do not name a child.",
    )


def escaped(text: object) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    text = str(text)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def watermark(user: User, at: datetime, title: str) -> str:
    return f"{MARKING}. {settings.SERVICE_NAME}: {title}. Exported by {user.name} on {moment(at)}."


def as_file(rows: Iterable[Any], *, kind: str, mark: str, sheet: Sheet) -> bytes:
    """The file's bytes. `rows` as the sheet takes them; `kind` a key of FORMATS."""
    made = tablib.Dataset(title=sheet.title)
    for row in ((mark, *("" for _ in sheet.columns[1:])), sheet.columns, *(sheet.cells(one) for one in rows)):
        made.append([escaped(cell) for cell in row])
    written = made.export(kind)
    # The mark at the start tells a spreadsheet that names with accents are UTF-8.
    return written.encode("utf-8-sig") if isinstance(written, str) else written


def take_away(
    request: SignedInRequest,
    rows: Iterable[Any],
    *,
    sheet: Sheet,
    subject: str,
    name: str,
    title: str,
    kind: str,
    reason: str,
    detail: str,
    each_is_kept: bool = True,
) -> HttpResponse:
    """The answer that hands `rows` over as a file, with the entry in the access log that says so and why.

    `subject`: what the rows are, for the access log; `name`: of the file, without its ending; `title`: of the list, for
    the first line; `detail`: which list it was, in words that name nobody; `each_is_kept`: whether the access log names
    each row that went.
    """
    rows = list(rows)
    keys = [row.pk for row in rows] if each_is_kept else ()
    record(request, "exported", subject=subject, subject_ids=keys, detail=f"{detail}, {kind}: {reason}")
    mark = watermark(request.user, timezone.now(), title)
    answer = HttpResponse(as_file(rows, kind=kind, mark=mark, sheet=sheet), content_type=FORMATS[kind].content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
