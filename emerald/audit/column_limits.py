"""What is written down as evidence is made to fit its column: an entry refused would be a look without a trace."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from django.db.models import BigIntegerField, CharField, Model

SMALLEST_KEY, LARGEST_KEY = -(2**63), 2**63 - 1
NOT_SHOWN = "\ufffd"  # stands where a character was that PostgreSQL cannot hold


def fitted(model: type[Model], facts: Mapping[str, Any]) -> dict[str, Any]:
    """`facts` (names of columns and their values) as `model` can hold them.

    A text is cut at its column's length. A key that no table can have (somebody made the address up) becomes none, and
    what was asked for stays readable in `reference`, or in `detail` where a reference is given.
    """
    facts = dict(facts)
    if (key := facts.get("subject_id")) is not None and not _is_key(key):
        facts["subject_id"] = None
        beside = "detail" if facts.get("reference") else "reference"
        facts[beside] = " ".join(filter(None, [str(facts.get(beside, "")), _in_words(key)]))
    if "subject_ids" in facts:
        facts["subject_ids"] = [key for key in facts["subject_ids"] if _is_key(key)]
    return {name: _value(model._meta.get_field(name), value) for name, value in facts.items()}


def _in_words(key: object) -> str:
    """Python writes no number of more than 4,300 digits out."""
    return "a number of thousands of digits" if isinstance(key, int) and key.bit_length() > 10_000 else str(key)


def storable(text: str) -> str:
    """`text` without what PostgreSQL takes in no text: NUL, and halves of a surrogate pair."""
    return text.replace("\0", NOT_SHOWN).encode(errors="surrogatepass").decode(errors="replace")


def _is_key(key: object) -> TypeGuard[int]:
    return isinstance(key, int) and SMALLEST_KEY <= key <= LARGEST_KEY


def _value(column: Any, value: Any) -> Any:
    if isinstance(column, CharField):
        return storable("" if value is None else str(value))[: column.max_length]
    if isinstance(column, BigIntegerField) and value is not None and not _is_key(value):
        return None
    return value
