"""What every page knows besides its own words. Asks the database nothing: `request.user` is already there."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from emerald import __version__


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "service_name": settings.SERVICE_NAME,
        "version": __version__,
        "person": person,
        "idle_minutes": settings.IDLE_MINUTES,
        "warning_minutes": settings.IDLE_WARNING_MINUTES,
        # The lazy nonce is falsy until it is read; a template's `if` needs the text.
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
        "messages": lambda: get_messages(request),
    }
