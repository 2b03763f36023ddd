"""A form about a measure does not ask what its reader may not read; what it did not ask it does not send, and so does
not overwrite."""

from typing import Any

from perpetrators.forms.measures.facts import PREFIX
from perpetrators.models import Measure


def withhold(form: Any, measure: Measure) -> None:
    """Take such questions, and what they would start from, out of `form`; `form.withheld` says that there is more and
    whom to ask. `measure` comes from its door."""
    reading = measure.reading
    for name in list(form.fields):
        if not reading.may_write(name.removeprefix(PREFIX)):
            del form.fields[name]
            form.initial.pop(name, None)
    form.withheld = reading.withheld
