"""What a password may be: not too long to be hashed in peace, and not one that many people use."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from django.core.exceptions import ValidationError

from emerald.accounts.models import User
from emerald.lazy import lazy

guessing = lazy("zxcvbn")
LONGEST = 128
TOO_LONG = f"Password must be {LONGEST} characters or fewer"
LOOKED_AT = 72  # zxcvbn's time grows with the square of the length
ENOUGH = 3  # of 0 to 4: ten to the eighth guesses and more


class Bounded:
    """The floor under every form: a megabyte sent as a password is never hashed, whoever calls."""

    def encode(self, password: str, *args: Any, **kwargs: Any) -> str:
        if len(password) > LONGEST:
            raise ValueError(TOO_LONG)
        return super().encode(password, *args, **kwargs)  # type: ignore[misc]  # of the hasher beside it

    def verify(self, password: str, encoded: str) -> bool:
        return len(password) <= LONGEST and super().verify(password, encoded)  # type: ignore[misc]  # likewise


class Argon2(Bounded, Argon2PasswordHasher):
    pass


class PBKDF2(Bounded, PBKDF2PasswordHasher):
    pass


class NotTooLong:
    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(TOO_LONG, code="password_too_long")

    def get_help_text(self) -> str:
        return f"At most {LONGEST} characters."


class NotEasilyGuessed:
    """Of 90,000 known passwords, words and names, of rows of keys, dates and repetitions, alone or put together.

    zxcvbn brings its lists along: nothing is asked over the network.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        own = [*user.name.split(), *user.email.split("@")] if user else []
        if guessing.zxcvbn(password[:LOOKED_AT], user_inputs=[*own, "emerald", "council"])["score"] < ENOUGH:
            raise ValidationError(
                "This password is easy to guess: it is made of words, names or rows of keys that many people use. "
                "Put three or four words together that do not belong together.",
                code="password_easily_guessed",
            )

    def get_help_text(self) -> str:
        return "Not made of what many people use."
