"""The request that is being answered, for the lines written meanwhile."""

from contextvars import ContextVar, Token
from typing import Any

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def begin(request: HttpRequest) -> Token[HttpRequest | None]:
    """Returns what `end` wants back."""
    return _request.set(request)


def end(token: Token[HttpRequest | None]) -> None:
    _request.reset(token)


def facts() -> dict[str, Any]:
    """{request_id, page, method, user}: the access log's id of the request, the name of its page, the key of who is
    signed in. What is not known is left out; without a request there are none."""
    request = _request.get()
    return {} if request is None else facts_of(request)


def facts_of(request: HttpRequest) -> dict[str, Any]:
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "_cached_user", None)  # never asked for here: that would be a query
    found = {
        "request_id": getattr(request, "audit_id", None),
        "page": match.view_name if match else "unknown address",
        "method": request.method if request.method in METHODS else "other",
        "user": getattr(user, "pk", None),
    }
    return {name: str(value) if name == "request_id" else value for name, value in found.items() if value is not None}


METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})  # anything else may be typed
