"""What people save is compared with other records. Each comparison is in the access log with the cases it touched, and
is counted for each person and day; who compares more than the settings allow for is shown to the data protection
officer. The person themselves is told nothing: the answer would tell who is known.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from emerald.audit.models.access_entry import AccessEntry
from emerald.audit.models.many_comparisons import ManyComparisons
from emerald.audit.record import record_act

COMPARED = "compared"
LOOKING = "looking for a child"  # before a case is opened: what a person does on purpose


def note_comparison(by: Any, *, of: str, cases: Iterable[int] = ()) -> None:
    """Write down that something `by` entered was compared; `cases`: the keys of those it touched, perhaps none.

    `of`: what kind of thing, never its value. Two statements, whatever was found.
    """
    record_act(by, COMPARED, subject="case", subject_ids=sorted(cases), detail=of)
    ManyComparisons.notice(by)


def may_look(user: Any) -> bool:
    """Whether `user` has looked for children less often today than `settings.LOOKS_A_DAY`."""
    return AccessEntry.objects.comparisons_today(user.pk).filter(detail=LOOKING).count() < settings.LOOKS_A_DAY
