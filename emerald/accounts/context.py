"""What every page knows of the person: which links the bar shows them, and what each form begins with. Asks the
database nothing."""

from typing import Any

from django.http import HttpRequest

from emerald.accounts import whose_page
from emerald.accounts.navigation import navigation_for


def bar(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    links, beside_name, beside = navigation_for(user, request.path) if user and signed_in else ([], "", [])
    return {
        "navigation": links,
        "pages_beside": beside,
        "pages_beside_name": beside_name,
        "csrf_input": whose_page.hidden(request),
    }
