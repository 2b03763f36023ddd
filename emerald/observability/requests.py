"""One line and one figure for each request, whatever became of it."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse

from emerald.observability import current, metrics

log = logging.getLogger(__name__)
# Asked every few seconds by machines; they are counted, and written down only when something is wrong.
ASKED_BY_MACHINES = frozenset({"health", "ready", "metrics"})
SERVER_ERROR = 500


def observed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The outermost middleware: what goes wrong in any other is seen here as the answer it became."""

    def respond(request: HttpRequest) -> HttpResponse:
        token, started = current.begin(request), perf_counter()
        try:
            response = get_response(request)
            seconds = perf_counter() - started
            facts = current.facts()
            metrics.count(facts["page"], facts["method"], response.status_code, seconds)
            if facts["page"] not in ASKED_BY_MACHINES or response.status_code >= SERVER_ERROR:
                _write(facts, response.status_code, round(seconds * 1000))
            return response
        finally:
            current.end(token)

    return respond


def _write(facts: dict[Any, Any], status: int, milliseconds: int) -> None:
    log.info(
        "%s %s %d in %d ms",
        facts["method"],
        facts["page"],
        status,
        milliseconds,
        extra={"status": status, "milliseconds": milliseconds},
    )
