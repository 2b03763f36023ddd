"""The entry in the access log for a list of what is due."""

from collections.abc import Iterable
from typing import Any

from emerald.accounts.door import SignedInRequest
from emerald.audit.record import record_kinds
from emerald.reminders.register import ON_A_CASE


def note_shown(
    request: SignedInRequest, rows: Iterable[Any], *, cases: Iterable[int] = (), verb: str = "listed", **more: Any
) -> None:
    """Write down whose reminders or due dates are about to leave: an entry for each kind of record among them, and one
    about cases for an empty list too. `rows` have `about` and `record_id`; `cases`: keys of those beside them."""
    keys: dict[str, set[int]] = {ON_A_CASE: set(cases)}
    for row in rows:
        keys.setdefault(row.about, set()).add(row.record_id)
    kinds = [about for about in keys if keys[about]] or [ON_A_CASE]
    record_kinds(request, verb, {about: sorted(keys[about]) for about in kinds}, **more)
