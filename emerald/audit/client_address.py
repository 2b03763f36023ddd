"""Where a request came from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The client's address, or None when it is not one (a Unix socket).

    Behind PROXIES_IN_FRONT proxies of ours it is the entry the outermost of them added; what the client wrote into
    the header itself stands further left and is never believed.
    """
    said: str = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES_IN_FRONT and len(forwarded) >= settings.PROXIES_IN_FRONT:
        said = forwarded[-settings.PROXIES_IN_FRONT]
    try:
        return str(ip_address(said.partition("%")[0]))  # without the name of a network card, which is no part of it
    except ValueError:
        return None
