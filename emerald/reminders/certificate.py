"""The certificate that browsers are shown at Emerald's own address: until when it holds, and what to do about it.

Whoever looks after Emerald cannot open a page any more once it is over, so the worker says it in its log as well.
"""

import logging
import socket
import ssl
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from emerald.words import day_in_words, plural

log = logging.getLogger(__name__)

SOON = timedelta(days=14)  # what renews certificates by itself does so a month before
SECONDS = 1.0  # to connect, and again to answer: a page does not wait longer
KEPT_SECONDS = 60 * 60
RENEW = "Renew it, and have the proxy read it anew (nginx -s reload)."
UNREACHABLE = (
    "Emerald’s own address did not answer from here, so nobody can tell how long its certificate holds. Look at it in "
    "a browser, beside the address."
)


def is_shown() -> bool:
    """Whether there is one at all: an address without HTTPS has none."""
    return settings.SITE_ADDRESS.startswith("https://")


def ends_at() -> datetime | None:
    """The moment at which the certificate ends; None where its address does not answer."""
    address = urlsplit(settings.SITE_ADDRESS)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # one that is over is read as well
    try:
        with (
            socket.create_connection((address.hostname, address.port or 443), timeout=SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=address.hostname) as shown,
        ):
            certificate = shown.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(certificate or b"").not_valid_after_utc


def last_look() -> datetime | None:
    """As `ends_at`, asked once an hour."""
    return cache.get_or_set("certificate-ends", ends_at, KEPT_SECONDS)


def trouble(ends: datetime) -> str:
    """What to do, in sentences; empty while it holds for long."""
    left, day = ends - timezone.now(), day_in_words(ends)
    if left <= timedelta(0):
        return f"The certificate of Emerald’s own address ended on {day}: browsers refuse every page. {RENEW}"
    if left <= SOON:
        return (
            f"The certificate of Emerald’s own address ends on {day}, {in_days(left)} from now. {RENEW} Afterwards "
            "browsers refuse every page."
        )
    return ""


def in_days(left: timedelta) -> str:
    return plural(left.days, "day")


def look() -> None:
    """Look at it anew, and say in the log what is to be done."""
    if not is_shown():
        return
    ends = ends_at()
    cache.set("certificate-ends", ends, KEPT_SECONDS)
    if ends is None:
        log.warning(UNREACHABLE)
    elif said := trouble(ends):
        log.warning(said)
