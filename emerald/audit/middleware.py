"""The last word of every request: who acted is put beside its writes, and a refusal is written down."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse

from emerald.audit.actor import who
from emerald.audit.record import refusals_of, refuse, write_refusals
from emerald.database.identity import asking_for

_REFUSALS = {
    HTTPStatus.FORBIDDEN: "This person may not open that page.",
    HTTPStatus.NOT_FOUND: "There is no such page or record, or it is not this person's to see.",
}


def access_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Stands outside the view's transaction: what it writes survives that transaction's roll-back.

    When the refusal cannot be written the answer is a 500, not the refusal: nothing is refused without a trace.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        with asking_for(user.pk if user else None), pghistory.context(**who(user)) as context:
            request.audit_id = context.id  # type: ignore[attr-defined]  # for the access log's entries
            response = get_response(request)
            if user and response.status_code in _REFUSALS and not refusals_of(request):
                _note_unnoted(request, response)
            write_refusals(request)
        return response

    def process_view(request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any) -> None:
        pghistory.context(page=request.resolver_match and request.resolver_match.view_name)

    respond.process_view = process_view  # type: ignore[attr-defined]  # Django looks there for it
    return respond


def _note_unnoted(request: HttpRequest, response: HttpResponse) -> None:
    """The address itself is not kept: anything may be typed into it."""
    match = request.resolver_match
    refuse(
        request,
        "refused",
        subject="page",
        reference=match.kwargs.get("reference", "") if match else "",
        why=_REFUSALS[HTTPStatus(response.status_code)],
    )
