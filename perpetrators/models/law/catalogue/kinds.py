"""The catalogue of measures, one row a kind: what the law asks, as data. Source: DOMAIN.md sections 3.2 and 3.2b.

A row's `source` names the entries of DOMAIN.md section 11; GK marks general knowledge, which a page calls "check
locally". A new kind is a new row, and needs no migration. A key stands for one kind for good: measures keep it.
"""

from django.conf import settings

from perpetrators.models.law.catalogue import bail, civil, orders, orders_of_2026, others
from perpetrators.models.law.catalogue.civil import CAWN
from perpetrators.models.law.catalogue.others import FREE
from perpetrators.models.law.catalogue.row import MeasureKind

ROWS = (*bail.ROWS, *civil.ROWS, *orders_of_2026.ROWS, *orders.ROWS, *others.ROWS)
KINDS = {row.key: row for row in ROWS}
OTHER = FREE[-1]
NOTICE = CAWN.key


def kind_of(key: str) -> MeasureKind:
    """The row of this key; of a key no longer in the table the row of “another measure”."""
    return KINDS.get(key, OTHER)


def is_offered(row: MeasureKind) -> bool:
    """Whether such a measure can be proposed and recorded here."""
    return not row.switched_on_by or bool(getattr(settings, row.switched_on_by))


def groups() -> list[tuple[str, list[MeasureKind]]]:
    """[(group, its rows)] of what is offered, in the order of the table, for a page on which one chooses."""
    offered = [row for row in KINDS.values() if is_offered(row)]
    return [
        (group, [row for row in offered if row.group == group]) for group in dict.fromkeys(row.group for row in offered)
    ]
