"""The whole address of a page, for whoever reads it outside Emerald: in a mail, a calendar, on the operator's screen.

It is EMERALD_ADDRESS and the path, never the host a request came for: that is written by whoever sent the request, and
would stand in somebody else's mail.
"""

from django.conf import settings


def full_address(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"
