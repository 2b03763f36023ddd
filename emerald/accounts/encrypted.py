"""Text that only Emerald can read again, for a while: encrypted under a key made from SECRET_KEY, one for each purpose.

An old SECRET_KEY goes into SECRET_KEY_FALLBACKS while what it encrypted is still about. What lies for years has keys of
its own (`emerald.encrypted`); secrets of second steps from before they had are still read here.
"""

import base64
import hashlib
import time
import zlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SECOND_STEP = "second step"
TYPED = "typed before sign-in"


class CannotBeOpened(Exception):
    """Not encrypted here, changed since, encrypted for another purpose, or too old."""


def signing_keys() -> tuple[str, ...]:
    """SECRET_KEY and those before it, the newest first."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def decrypt(ciphertext: str, *, to: str) -> str:
    """The text again. Raises CannotBeOpened."""
    try:
        return _box(to).decrypt(ciphertext.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise CannotBeOpened from error


def encrypt_small(text: str, *, to: str) -> str:
    """`text` (a str), made smaller, as letters and digits. `to`: what it is for; nothing else opens it."""
    return _box(to).encrypt(zlib.compress(text.encode())).decode()


def decrypt_small(ciphertext: str, *, to: str, within: float) -> str:
    """The same of what `encrypt_small` made, no more than `within` seconds ago.

    By Fernet's own reckoning nothing could be opened that was encrypted before the clock was set back.
    """
    try:
        opened = zlib.decompress(_box(to).decrypt(ciphertext.encode())).decode()
    except (InvalidToken, UnicodeError, zlib.error) as error:
        raise CannotBeOpened from error
    if time.time() - _encrypted_at(ciphertext) > within:
        raise CannotBeOpened
    return opened


def _encrypted_at(token: str) -> int:
    """In seconds since 1970, as the token says; it was proven by opening it."""
    return int.from_bytes(base64.urlsafe_b64decode(token)[1:9], "big")


def _box(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(key_for(purpose, secret)) for secret in signing_keys()])


def key_for(purpose: str, secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"emerald {purpose} {secret}".encode()).digest())
