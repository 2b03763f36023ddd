"""The pages for what went wrong. What a person had typed is given back on each, because none of it was saved."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from emerald.database.failures import Failure, why
from emerald.govuk.unsaved_input import posted_again, typed_back

RETRY_AFTER = {Failure.HELD: 5, Failure.SLOW: 60, Failure.FULL: 600, Failure.AWAY: 60}  # seconds
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def _page(request: HttpRequest, template: str, status: int, **words: Any) -> HttpResponse:
    return render(request, f"errors/{template}.html", {"typed": typed_back(request), **words}, status=status)


def _sentences(exception: Exception) -> list[str]:
    """The sentences a refusal carries: `sentences`, `sentence`, or what the exception was made with."""
    said = getattr(exception, "sentences", None) or getattr(exception, "sentence", None) or exception.args
    return [each for each in ([said] if isinstance(said, str) else said) if isinstance(each, str) and each.strip()]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400", 400, too_large=isinstance(exception, TOO_LARGE))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page somebody may know of and not open. The exception says who may, or whom to ask."""
    return _page(request, "403", 403, sentences=_sentences(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same words for what does not exist and what one may not see: nothing of the exception is shown."""
    return _page(request, "404", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "stale", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Must work with the database down: no context processors, no session, no person.

    What the database did not do in time is nobody's fault and soon over: a 503 that says when to try again."""
    failure = why(sys.exc_info()[1])
    words = {"csp_nonce": str(getattr(request, "csp_nonce", "")), "typed": typed_back(request)}
    if failure is None:
        return HttpResponse(render_to_string("errors/500.html", words), status=500)
    words |= {"failure": failure, "again": posted_again(request), "address": request.get_full_path()}
    page = render_to_string("errors/503.html", words)
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER[failure]})
