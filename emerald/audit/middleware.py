"""The last word of every request: who acted is put beside its writes, and a refusal is written down."""

from http import HTTPStatus

import pghistory

from emerald.audit.actor import who
from emerald.audit.record import refusals_of, refuse, write_refusals
from emerald.database.identity import asking_for

_REFUSALS = {
    HTTPStatus.FORBIDDEN: "This person may not open that page.",
    HTTPStatus.NOT_FOUND: "There is no such page or record, or it is not this person's to see.",
}


def access_log(get_response):
    """Stands outside the view's transaction: what it writes survives that transaction's roll-back.

    When the refusal cannot be written the answer is a 500, not the refusal: nothing is refused without a trace.
    """

    def respond(request):
        user = request.user if request.user.is_authenticated else None
        with asking_for(user.pk if user else None), pghistory.context(**who(user)) as context:
            request.audit_id = context.id
            response = get_response(request)
            if user and response.status_code in _REFUSALS and not refusals_of(request):
                _note_unnoted(request, response)
            write_refusals(request)
        return response

    def process_view(request, view, args, kwargs):
        pghistory.context(page=request.resolver_match.view_name)

    respond.process_view = process_view
    return respond


def _note_unnoted(request, response):
    """The address itself is not kept: anything may be typed into it."""
    match = request.resolver_match
    refuse(
        request,
        "refused",
        subject="page",
        reference=match.kwargs.get("reference", "") if match else "",
        why=_REFUSALS[response.status_code],
    )
