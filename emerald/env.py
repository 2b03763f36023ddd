"""What the environment says, read once and refused in a sentence when it makes no sense. Standard library only."""

import os
from enum import StrEnum
from pathlib import Path

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
