"""Facts that lie encrypted in the database: a copy of it without the keys tells none of them.

The keys are EMERALD_FACTS_KEYS, the newest first, apart from every other secret; those of second steps of sign-in,
EMERALD_SECOND_STEP_KEYS. What is encrypted can be shown and cannot be looked for; where it has to be compared, `keyed`
gives the same mark for the same words. Why, and for which facts: emerald/decisions/0031-encryption-at-rest.md. After a
change of keys `manage.py reencrypt_facts` and `reencrypt_second_steps` encrypt everything anew.
"""

import hashlib
import hmac
import logging
import time
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.functions import Cast

log = logging.getLogger(__name__)
MARK = "sealed:"  # as it stands before each text in every database there is: never changed
FACTS, SECOND_STEPS = "FACTS_KEYS", "SECOND_STEP_KEYS"  # the settings a text may lie under


class WrongKey(RuntimeError):
    """A fact was encrypted with a key that is not among those of the setting it lies under."""


class Opened(str):
    """A fact in words that remembers how it lay there: saved unchanged, it lies there unchanged."""

    __slots__ = ("ciphertext",)
    ciphertext: str


class Unreadable(Opened):
    """What a fact reads as whose key is not there: a few words in its place. Saved unchanged, it lies there unchanged,
    and is read again on the day the key is back. Whoever compares, looks for or changes facts asks for it first."""

    __slots__ = ()

    def __new__(cls, ciphertext: str) -> "Unreadable":
        made = super().__new__(cls, "cannot be read, its key is missing")
        made.ciphertext = ciphertext
        return made


def encrypt(words: str, *, under: str = FACTS) -> str:
    return MARK + _box(tuple(getattr(settings, under))).encrypt(words.encode()).decode()


def decrypt(text: str, *, under: str = FACTS) -> str:
    """The words of an encrypted text; a text from before there were keys stays as it is. Raises WrongKey."""
    if not text or not text.startswith(MARK):
        return text
    try:
        words = Opened(_box(tuple(getattr(settings, under))).decrypt(text.removeprefix(MARK).encode()).decode())
    except InvalidToken:
        raise WrongKey(
            f"A fact cannot be opened with EMERALD_{under}. Put the key it was encrypted with back, after "
            "the newest one."
        ) from None
    words.ciphertext = text
    return words


def is_newest(text: str, *, under: str = FACTS) -> bool:
    """Whether this text, as it lies in the database, is encrypted under the newest key."""
    try:
        Fernet(getattr(settings, under)[0]).decrypt(text.removeprefix(MARK).encode())
    except InvalidToken:
        return False
    return text.startswith(MARK)


def keyed(words: str) -> str:
    """A mark that is the same for the same words and that nobody can make without the key: for comparing. The newest
    key makes it, so that older ones may stay behind it for what was kept of the past."""
    key = hashlib.sha256(b"emerald marks " + settings.FACTS_KEYS[0].encode()).digest()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


_told = {"at": float("-inf")}


def _tell(error: Exception) -> None:
    """Into the log, once a minute, however many rows a page reads."""
    if time.monotonic() - _told["at"] > 60:
        _told["at"] = time.monotonic()
        log.error("%s", error)


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # it takes none while it runs
    """A text that lies encrypted. Empty stays empty, so that the database can tell whether there is one."""

    def get_prep_value(self, value: Any) -> Any:
        words = super().get_prep_value(value)
        return getattr(value, "ciphertext", None) or (encrypt(words) if words else words)

    def from_db_value(self, value: str, expression: Any, connection: Any) -> str:
        try:
            return decrypt(value)
        except WrongKey as error:
            _tell(error)
            return Unreadable(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"exact", "isnull"}:
            raise FieldError(f"{self.name} lies encrypted: it can be asked whether it is empty, and nothing else.")
        return super().get_lookup(lookup_name)


def unreadable(instance: models.Model) -> bool:
    """Whether any fact of this row cannot be read."""
    return any(isinstance(getattr(instance, field.attname), Unreadable) for field in instance._meta.concrete_fields)


def unreadable_rows(*, at_each_end: int) -> int:
    """How many rows cannot be read, of the oldest and of the newest of each table: a key that was lost or forgotten
    shows at one of the two ends, and nobody waits for all of a table."""
    return sum(
        len(_unreadable_among(model, names, at_each_end))
        for model in apps.get_models()
        if (names := [each.attname for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField)])
        and not hasattr(model, "pgh_tracked_model")
    )


def _unreadable_among(model: type[models.Model], names: list[str], number: int) -> set[Any]:
    lying = {f"lying_{name}": Cast(models.F(name), models.TextField()) for name in names}
    rows = model._default_manager.annotate(**lying).values_list("pk", *lying)
    both = [*rows.order_by("pk")[:number], *rows.order_by("-pk")[:number]]
    return {pk for pk, *texts in both if not all(map(_can_be_opened, texts))}


def _can_be_opened(text: str) -> bool:
    try:
        decrypt(text)
    except WrongKey:
        return False
    return True
