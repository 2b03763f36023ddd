"""EMAIL_URL, read into Django's settings. Standard library only: it is read before anything is set up.

    smtp+tls://user:password@host:587    the connection is encrypted once it stands (STARTTLS); 587 when not said
    smtps://user:password@host:465       it is encrypted from the first letter; 465 when not said
    smtp://host:25                       it is not encrypted: for a server on this machine or in your own network

No sentence quotes what was said there: a password is part of it.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from emerald.env import MissingSetting

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LIKE = "It looks like smtp+tls://user:password@mail.council.example:587, or smtp://mail.council.example:25."
IN_PERCENT = "Write @, /, :, ? and # in a user name or password as %40, %2F, %3A, %3F and %23, and % itself as %25."


def mail_settings(url: str) -> dict[str, Any]:
    """{name of a setting of Django's: value}; without a URL, those of a place that sends nothing. Raises
    MissingSetting with a sentence."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    scheme, host, port, user, password = _parts(url)
    if bool(user) != bool(password):
        raise MissingSetting(f"EMAIL_URL has a user name or a password, and not both. {LIKE} {IN_PERCENT}")
    if password and scheme == "smtp":
        raise MissingSetting("EMAIL_URL would send its password unencrypted: begin it with smtp+tls:// or smtps://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": scheme == "smtp+tls",
        "EMAIL_USE_SSL": scheme == "smtps",
    }


def _parts(url: str) -> tuple[str, str, int, str, str]:
    scheme = url.partition("://")[0].lower()
    if scheme not in PORTS or "://" not in url:
        raise MissingSetting(f"EMAIL_URL must begin with smtp+tls://, smtps:// or smtp://. {LIKE}")
    try:
        read = urlsplit(url)
        port = read.port
    except ValueError:
        raise MissingSetting(f"The host or the port in EMAIL_URL cannot be read. {LIKE} {IN_PERCENT}") from None
    if not read.hostname or read.path not in {"", "/"} or read.query or read.fragment or port == 0:
        raise MissingSetting(f"EMAIL_URL cannot be read. {LIKE} {IN_PERCENT}")
    return (scheme, read.hostname, port or PORTS[scheme], unquote(read.username or ""), unquote(read.password or ""))
