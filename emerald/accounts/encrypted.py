"""Text that only Emerald can read again: encrypted under a key made from SECRET_KEY, one for each purpose.

An old SECRET_KEY goes into SECRET_KEY_FALLBACKS while what it encrypted is still about.
"""

import base64
import hashlib
import zlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SECOND_STEP = "second step"
TYPED = "typed before sign-in"


class CannotBeOpened(Exception):
    """Not encrypted here, changed since, encrypted for another purpose, or too old."""


def encrypt(text, *, to):
    """`text` (a str) as letters and digits. `to`: what it is for; nothing else opens it."""
    return _box(to).encrypt(text.encode()).decode()


def decrypt(ciphertext, *, to, within=None):
    """The text again. `within`: how many seconds ago it may have been encrypted at most. Raises CannotBeOpened."""
    try:
        return _box(to).decrypt(ciphertext.encode(), ttl=within).decode()
    except (InvalidToken, UnicodeError) as error:
        raise CannotBeOpened from error


def encrypt_small(text, *, to):
    """The same for a long text, made smaller first."""
    return _box(to).encrypt(zlib.compress(text.encode())).decode()


def decrypt_small(ciphertext, *, to, within=None):
    try:
        return zlib.decompress(_box(to).decrypt(ciphertext.encode(), ttl=within)).decode()
    except (InvalidToken, UnicodeError, zlib.error) as error:
        raise CannotBeOpened from error


def _box(purpose):
    return MultiFernet(
        [Fernet(_key(purpose, secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(purpose, secret):
    return base64.urlsafe_b64encode(hashlib.sha256(f"emerald {purpose} {secret}".encode()).digest())
