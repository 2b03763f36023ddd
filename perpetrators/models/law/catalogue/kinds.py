"""The catalogue of measures, one row a kind: what the law asks, as data. Source: DOMAIN.md sections 3.2 and 3.2b.

A row's `source` names the entries of DOMAIN.md section 11; GK marks general knowledge, which a page calls "check
locally". A new kind is a new row, and needs no migration. A key stands for one kind for good: measures keep it.
"""

from perpetrators.models.law.catalogue import bail, civil, orders, others
from perpetrators.models.law.catalogue.civil import CAWN
from perpetrators.models.law.catalogue.others import FREE
from perpetrators.models.law.catalogue.row import MeasureKind

KINDS = {row.key: row for row in (*bail.ROWS, *civil.ROWS, *orders.ROWS, *others.ROWS)}
OTHER = FREE[-1]
NOTICE = CAWN.key


def kind_of(key: str) -> MeasureKind:
    """The row of this key; of a key no longer in the table the row of “another measure”."""
    return KINDS.get(key, OTHER)


def groups() -> list[tuple[str, list[MeasureKind]]]:
    """[(group, its rows)], in the order of the table, for a page on which one chooses."""
    return [
        (group, [row for row in KINDS.values() if row.group == group])
        for group in dict.fromkeys(row.group for row in KINDS.values())
    ]
