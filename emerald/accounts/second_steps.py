"""The second steps that people have set up: which secrets can still be read, and under which key they lie."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from emerald.accounts.models import User
from emerald.accounts.second_factor import CannotBeRead
from emerald.encrypted import SECOND_STEPS, is_newest

SECRET = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def readable(user: User) -> list[Authenticator]:
    """Those of this person whose secret can be read."""
    return [step for step in _with_secrets().filter(user=user) if _can_be_read(step)]


def has_unreadable(user: User) -> bool:
    """Whether this person cannot sign in, because nothing of their second step can be read any more."""
    return _with_secrets().filter(user=user).exists() and not readable(user)


def people_with_unreadable() -> int:
    """How many people have one whose secret cannot be read."""
    return len({step.user_id for step in _with_secrets() if not _can_be_read(step)})


def not_newest() -> list[int]:
    """The keys of those whose secret does not lie under the newest of EMERALD_SECOND_STEP_KEYS."""
    return [step.pk for step in _with_secrets() if not is_newest(secret_of(step), under=SECOND_STEPS)]


def encrypt_anew() -> tuple[int, int]:
    """(how many were encrypted anew, how many cannot be read and stay as they are). Needs a transaction.

    Each is saved by itself, so that it leaves its trace (`emerald.accounts.secrets_traced`).
    """
    done = unreadable = 0
    for step in _with_secrets().filter(pk__in=not_newest()).select_for_update():
        try:
            step.data[SECRET[step.type]] = get_adapter().encrypt(get_adapter().decrypt(secret_of(step)))
        except CannotBeRead:
            unreadable += 1
        else:
            step.save(update_fields=["data"])
            done += 1
    return done, unreadable


def secret_of(step: Authenticator) -> str:
    """As it lies in the database."""
    return step.data[SECRET[step.type]]


def _with_secrets() -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(type__in=SECRET).order_by("pk")


def _can_be_read(step: Authenticator) -> bool:
    try:
        get_adapter().decrypt(secret_of(step))
    except CannotBeRead:
        return False
    return True
