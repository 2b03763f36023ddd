"""When the child of a case was last seen: each part that knows of visits says so, and the latest day counts.

The day stands on the case itself (`Case.last_seen_on`), pushed by whoever saw the child. The sources are asked only
when a day must be taken back.
"""

from datetime import date

from cases.models import Case
from cases.parts import CasePart


def last_seen(case: Case) -> date | None:
    """The latest day any source knows of, or None."""
    return max((day for source in CasePart.joined("seen_sources") if (day := source(case))), default=None)
