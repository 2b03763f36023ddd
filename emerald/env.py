"""What the environment says, read once and refused in a sentence when it makes no sense. Standard library only."""

import base64
import hashlib
import os
import re
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit

MAKE_A_KEY = 'Make one with: python3 -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
ROOT = Path(__file__).resolve().parent.parent


class Mode(StrEnum):
    """Where this copy of Emerald runs. Nothing said means production, so a forgotten variable fails safe."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


class MissingSetting(RuntimeError):
    """A setting production cannot do without; the message says which and what to put there."""


def mode() -> Mode:
    given = os.environ.get("EMERALD_MODE", Mode.PRODUCTION)
    if given not in list(Mode):
        raise MissingSetting(f"EMERALD_MODE is '{given}'. It must be one of: {', '.join(Mode)}.")
    return Mode(given)


def said(name: str, default: str = "") -> str:
    """The variable's text, or what the file holds that NAME_FILE names: there secrets can lie, readable by one process
    and shown by no list of variables. MissingSetting when both are there, or the file cannot be read."""
    value, path = os.environ.get(name, "").strip(), os.environ.get(f"{name}_FILE", "").strip()
    if value and path:
        raise MissingSetting(f"{name} and {name}_FILE are both set. Leave one of them out.")
    if not path:
        return value or default
    try:
        return Path(path).read_text(encoding="utf-8").strip() or default
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise MissingSetting(f"{name}_FILE names {path}, which cannot be read: {why}.") from None


def required(name: str, *, why: str) -> str:
    """The variable's value; raises MissingSetting with `why` when it is absent or empty."""
    value = said(name)
    if not value:
        raise MissingSetting(f"{name} is not set. {why}")
    return value


def server(name: str, schemes: Collection[str], *, why: str, named: bool = False) -> str:
    """The address of a server, `scheme://user:password@host:port/name`; `named`: it must have a name at its end.

    A password may hold signs that mean something in an address, as one does that was chosen for Compose: they come back
    as %40 and the like. Raises MissingSetting, which never quotes it.
    """
    given = required(name, why=why)
    scheme, _, rest = given.partition("://")
    who, at, where = rest.rpartition("@")
    if at and "/" in where and ":" in who:
        user, _, password = who.partition(":")
        given = f"{scheme}://{user}:{quote(password, safe='%')}@{where}"
    try:
        read = urlsplit(given)
        whole = read.port or read.hostname or read.path.strip("/")
    except ValueError:
        whole = False  # a host or a port that is none
    if not whole or scheme not in schemes or (named and not read.path.strip("/")):
        raise MissingSetting(f"{name} cannot be read. {why} In a password write % as %25.")
    return given


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def keys(name: str, *, why: str, instead: str | None = None) -> list[str]:
    """Fernet keys, comma-separated. Where none is said, one made from `instead`; without that, MissingSetting."""
    given = words(name)
    if not given and instead:
        return [base64.urlsafe_b64encode(hashlib.sha256(f"{name} {instead}".encode()).digest()).decode()]
    if not given:
        raise MissingSetting(f"{name} is not set. {why} {MAKE_A_KEY}")
    if not all(re.fullmatch(r"[\w-]{43}=", one) for one in given):
        raise MissingSetting(f"{name} holds something that is no key. {MAKE_A_KEY}")
    return given


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1, true, yes, on against 0, false, no, off."""
    given = said(name).lower()
    if given == "":
        return default
    if given in {"1", "true", "yes", "on"}:
        return True
    if given in {"0", "false", "no", "off"}:
        return False
    raise MissingSetting(f"{name} is '{given}'. Say yes or no.")


def one_of(name: str, choices: Collection[str], *, default: str) -> str:
    """A variable with few values; MissingSetting for any other."""
    given = said(name, default)
    if given not in choices:
        raise MissingSetting(f"{name} is '{given}'. It must be one of: {', '.join(choices)}.")
    return given


def words(name: str, *, default: str = "") -> list[str]:
    """A comma-separated variable as a list without blanks."""
    return [word.strip() for word in said(name, default).split(",") if word.strip()]


def number(name: str, *, default: int) -> int:
    given = said(name)
    if given == "":
        return default
    if not given.isdigit():
        raise MissingSetting(f"{name} is '{given}'. It must be a whole number.")
    return int(given)


def seconds(name: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
    """As many whole numbers of seconds, comma-separated, as `default` has; 0 is no limit."""
    given = words(name)
    if not given:
        return default
    if len(given) != len(default) or not all(each.isdigit() for each in given):
        example = ",".join(map(str, default))
        raise MissingSetting(
            f"{name} is '{','.join(given)}'. It must be {len(default)} whole numbers, as in {example}."
        )
    return tuple(map(int, given))
