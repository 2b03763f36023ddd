"""The whole table: {model: {rule: its fields}}. See `tests.access.field_rules`.

Those of a record with a module in `tests.records` stand there.
"""

from tests.access.fields import cases, interventions, perpetrators
from tests.records import records

FIELDS = cases.FIELDS | perpetrators.FIELDS | interventions.FIELDS
for record in records():
    FIELDS |= record.FIELDS
