"""The whole table: {model: {rule: its fields}}. See `rules`."""

from tests.access.fields import cases, interventions, perpetrators

FIELDS = cases.FIELDS | perpetrators.FIELDS | interventions.FIELDS
