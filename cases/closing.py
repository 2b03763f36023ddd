"""What must be done before a case can close: the closing checks that parts declare (DESIGN.md section 2).

A check returns sentences; none means that nothing stands in the way. It says which right one needs to read its
sentences: what has to be finished may tell of direct work or of a measure.
"""

from collections.abc import Collection
from typing import Any

from cases.parts import CasePart
from emerald.database.identity import acting_as_emerald

SOMETHING_ELSE = "Something else has to be finished first, which your role does not show."


@acting_as_emerald("closing checks")
def outstanding(case: Any) -> list[str]:
    """Every sentence of every check: for the verb."""
    return [sentence for check in CasePart.joined("closing_checks") for sentence in check.sentences(case)]


@acting_as_emerald("closing checks")
def outstanding_for(case: Any, rights: Collection[str]) -> list[str]:
    """The sentences that somebody with `rights` on the case may read; for the rest together one that tells nothing."""
    told = [
        (check.needs in rights, sentence)
        for check in CasePart.joined("closing_checks")
        for sentence in check.sentences(case)
    ]
    shown = [sentence for may, sentence in told if may]
    return shown if len(shown) == len(told) else [*shown, SOMETHING_ELSE]
