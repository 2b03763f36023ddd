"""What the environment says, read once and refused in a sentence when it makes no sense. Standard library only."""

import base64
import hashlib
import os
import re
from enum import StrEnum
from pathlib import Path

MAKE_A_KEY = 'Make one with: python3 -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
ROOT = Path(__file__).resolve().parent.parent


class Mode(StrEnum):
    """Where this copy of Emerald runs. Nothing said means production, so a forgotten variable fails safe."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


class MissingSetting(RuntimeError):
    """A setting production cannot do without; the message says which and what to put there."""


def mode():
    said = os.environ.get("EMERALD_MODE", Mode.PRODUCTION)
    if said not in list(Mode):
        raise MissingSetting(f"EMERALD_MODE is '{said}'. It must be one of: {', '.join(Mode)}.")
    return Mode(said)


def required(name, *, why):
    """The variable's value; raises MissingSetting with `why` when it is absent or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise MissingSetting(f"{name} is not set. {why}")
    return value


def keys(name, *, why, instead=None):
    """Fernet keys, comma-separated. Where none is said, one made from `instead`; without that, MissingSetting."""
    said = words(name)
    if not said and instead:
        return [base64.urlsafe_b64encode(hashlib.sha256(f"{name} {instead}".encode()).digest()).decode()]
    if not said:
        raise MissingSetting(f"{name} is not set. {why} {MAKE_A_KEY}")
    if not all(re.fullmatch(r"[\w-]{43}=", one) for one in said):
        raise MissingSetting(f"{name} holds something that is no key. {MAKE_A_KEY}")
    return said


def flag(name, *, default):
    """A yes/no variable: 1, true, yes, on against 0, false, no, off."""
    said = os.environ.get(name, "").strip().lower()
    if said == "":
        return default
    if said in {"1", "true", "yes", "on"}:
        return True
    if said in {"0", "false", "no", "off"}:
        return False
    raise MissingSetting(f"{name} is '{said}'. Say yes or no.")


def words(name, *, default=""):
    """A comma-separated variable as a list without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name, *, default):
    said = os.environ.get(name, "").strip()
    if said == "":
        return default
    if not said.isdigit():
        raise MissingSetting(f"{name} is '{said}'. It must be a whole number.")
    return int(said)


def seconds(name, *, default):
    """As many whole numbers of seconds, comma-separated, as `default` has; 0 is no limit."""
    said = words(name)
    if not said:
        return default
    if len(said) != len(default) or not all(each.isdigit() for each in said):
        example = ",".join(map(str, default))
        raise MissingSetting(f"{name} is '{','.join(said)}'. It must be {len(default)} whole numbers, as in {example}.")
    return tuple(map(int, said))
