"""Each kind of particular brought to the form by which the same one is found elsewhere.

What was typed is kept beside it (`Particular.value`); the form is for comparing and never shown. When two are the same
is decided in `emerald.text`, for the register as for everybody.
"""

import re
from hashlib import sha256

from emerald.encrypted import keyed
from emerald.text.compared import as_compared
from emerald.text.handles import handle_as_compared
from emerald.text.naming import run_together
from emerald.text.phones import phone_as_compared
from emerald.text.plates import ENOUGH, known_of, plate_as_compared
from emerald.text.postal import address_as_compared

LONGEST = 120  # as the column
# Shorter forms are too common to speak of a connection (REC).
SHORTEST = {"phone": 10, "handle": 3, "email": 6, "address": 6, "licence": 4, "police": 5}


def match_of(kind: str, value: str) -> str:
    """`value`, a particular of this kind (a ParticularKind or its word), in the form by which it is compared.

    Names as one word, however they are parted. At most LONGEST characters, and two that differ behind them are still
    two; empty when nothing is left of it. An address is a keyed mark of its form (`emerald.encrypted`), because it
    stands beside a child.
    """
    form = _FORMS.get(str(kind), _alphanumeric)(str(value).replace("\x00", ""))
    if str(kind) == "address" and says_enough(kind, form):
        return keyed(form)
    return form if len(form) <= LONGEST else f"{form[:50]} {sha256(form.encode(errors='replace')).hexdigest()}"


def _email(value: str) -> str:
    return as_compared(re.sub(r"\s", "", value)).removeprefix("mailto:")


def _name(value: str) -> str:
    return run_together(value)


def _alphanumeric(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())


_FORMS = {
    "name": _name,
    "nickname": _name,
    "phone": phone_as_compared,
    "email": _email,
    "handle": handle_as_compared,
    "vehicle": plate_as_compared,
    "address": address_as_compared,
}


def says_enough(kind: str, match: str) -> bool:
    """Whether this form is long enough to speak of a connection when it stands elsewhere too."""
    if str(kind) == "vehicle":
        return len(known_of(match)) >= ENOUGH
    return len(match) >= SHORTEST.get(str(kind), 2)
