"""Which keys a backup needs, told by marks that say nothing of the keys; and the proof that an Emerald that had them
made it.

age seals a backup against reading. Whoever has its public key could make another one, so the list of digests carries a
number that only the holder of EMERALD_FACTS_KEYS can work out.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from pyrage import IdentityError, RecipientError, x25519

from emerald.guards import Refused

_PRIVATE = "AGE-SECRET-KEY-1"


def recipients() -> list[Any]:
    """Those who can open what is made now. Raises Refused where nobody is named, or something is no key."""
    if not settings.BACKUP_RECIPIENTS:
        raise Refused(
            "EMERALD_BACKUP_RECIPIENTS names nobody who could open a backup, and Emerald makes none that anybody can "
            "read. Make a key with `age-keygen` on another machine and put its public half (age1…) there."
        )
    if any(one.startswith(_PRIVATE) for one in settings.BACKUP_RECIPIENTS):
        raise Refused(
            "EMERALD_BACKUP_RECIPIENTS holds a private key. Put its public half there (age1…), and make a new key: "
            "this machine should never have seen that one."
        )
    try:
        return [x25519.Recipient.from_str(one) for one in settings.BACKUP_RECIPIENTS]
    except RecipientError:
        raise Refused("EMERALD_BACKUP_RECIPIENTS holds something that is no public key of age (age1…).") from None


def identities(text: str) -> list[Any]:
    """The private keys in a file that `age-keygen` wrote, given as its text. Raises Refused when there is none."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [x25519.Identity.from_str(line) for line in lines if line.startswith(_PRIVATE)]
    except IdentityError:
        found = []
    if not found:
        raise Refused(f"That is no private key of age: a line of it begins with {_PRIVATE}.")
    return found


def identities_in(path: Path) -> list[Any]:
    """The same from a file. Raises Refused when it cannot be read."""
    try:
        return identities(Path(path).read_text())
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The private key {path} cannot be read.") from None


def needed() -> dict[str, list[str]]:
    """{setting: marks of its keys, the newest first}: what must be there for everything in a backup to be readable."""
    return {
        "EMERALD_FACTS_KEYS": [_mark(key) for key in settings.FACTS_KEYS],
        "EMERALD_SECOND_STEP_KEYS": [_mark(key) for key in settings.SECOND_STEP_KEYS],
        "SECRET_KEY": [_mark(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)],
    }


def lacking(marks: dict[str, list[str]]) -> Iterator[str]:
    """Of `needed()` as a backup tells it: sentences about what is not here."""
    here = {mark for these in needed().values() for mark in these}
    lost = {
        "EMERALD_FACTS_KEYS": "children’s addresses cannot be read",
        "EMERALD_SECOND_STEP_KEYS": "second steps must be set up anew",
        "SECRET_KEY": "`verify_audit` cannot vouch for secrets, and everybody signs in again",
    }
    for setting, what in lost.items():
        if missing := set(marks.get(setting, ())) - here:
            yield f"{setting}: {len(missing)} of the keys that were in force are not here; without them {what}."


def proof(text: bytes) -> str:
    """The number that goes with this text, under the newest key."""
    return _number(settings.FACTS_KEYS[0], text)


def proves(number: str, text: bytes) -> bool:
    """Whether somebody who had one of our keys worked this number out."""
    return any(hmac.compare_digest(_number(key, text), number) for key in settings.FACTS_KEYS)


def _number(key: str, text: bytes) -> str:
    return hmac.new(hashlib.sha256(b"emerald backups " + key.encode()).digest(), text, hashlib.sha256).hexdigest()


def _mark(key: str) -> str:
    return hmac.new(b"emerald backups name keys", key.encode(), hashlib.sha256).hexdigest()[:16]
