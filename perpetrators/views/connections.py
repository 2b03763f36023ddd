"""Connections found: those of a person, a place or a child, asking about one, and answering."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may, open_case
from cases.models import Child
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_found, open_item, open_person, open_place, open_reply
from perpetrators.forms.connections import AnswerForm, AskForm, DecideForm
from perpetrators.models import ConnectionFound, ConnectionReply, ConnectionRequest, PersonOfConcern, Place
from perpetrators.models.connections.shared import Connections
from perpetrators.models.register.scope import Scope
from perpetrators.views.page import person_page
from perpetrators.views.places import place_page

ANSWERED_SHOWN = 50
ASKED = (
    "Your request was kept. If there is another record with the same, whoever is responsible for it reads it; you find "
    "an answer here when one comes."
)


@require_safe
@needs(Right.READ_SUSPECTS)
def of_person(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    connected = _connected(request, person, person.scope, person.rights)
    return person_page(request, person, "perpetrators/connections.html", tab="person_connections", **connected)


@require_safe
@needs(Right.READ_SUSPECTS)
def of_place(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    connected = _connected(request, found, found.scope, found.rights)
    return place_page(request, found, "perpetrators/connections.html", tab="place_connections", **connected)


@require_safe
@needs(Right.READ_SUSPECTS)
def of_child(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    connected = _connected(request, case.child, Scope(request.user), case.rights)
    return case_page(request, case, "perpetrators/case_connections.html", tab="case_disruption", **connected)


@idempotent
@autosaved("Ask about a connection")
@needs(Right.RECORD_SUSPECTS)
def ask_of_person(request: SignedInRequest, suspect: str, item: str) -> HttpResponse:
    person = open_person(request, suspect)
    page = partial(person_page, request, person, "perpetrators/ask_connection.html", tab="person_connections")
    back = ("person_connections", person.reference)
    return _ask_about(request, Connections(person, person.scope), item, page=page, back=back)


@idempotent
@autosaved("Ask about a connection")
@needs(Right.RECORD_SUSPECTS)
def ask_of_place(request: SignedInRequest, place: str, item: str) -> HttpResponse:
    found = open_place(request, place)
    page = partial(place_page, request, found, "perpetrators/ask_connection.html", tab="place_connections")
    back = ("place_connections", found.reference)
    return _ask_about(request, Connections(found, found.scope), item, page=page, back=back)


@idempotent
@autosaved("Ask about a connection")
@needs(Right.RECORD_SUSPECTS)
def ask_of_child(request: SignedInRequest, reference: str, item: str) -> HttpResponse:
    case = open_case(request, reference)
    page = partial(case_page, request, case, "perpetrators/ask_case_connection.html", tab="case_disruption")
    back = ("case_connections", case.reference)
    return _ask_about(request, Connections(case.child, Scope(request.user)), item, page=page, back=back)


def _ask_about(
    request: SignedInRequest,
    connections: Connections,
    key: str,
    *,
    page: Callable[..., HttpResponse],
    back: tuple[str, str],
) -> HttpResponse:
    """The request about one of `connections`. `back`: the page of all of them, and the record's reference."""
    item = open_item(request, connections, key)
    form = AskForm(answers(request), record=connections.record, key=key)
    cancel_url = reverse(back[0], args=back[1:])
    return ask(request, form, done=ASKED, then=back, draw=lambda: page(form=form, item=item, cancel_url=cancel_url))


def _connected(
    request: SignedInRequest, about: Child | PersonOfConcern | Place, scope: Scope, rights: frozenset[str]
) -> dict[str, Any]:
    connections = Connections(about, scope)
    found = connections.shown
    record(
        request,
        "listed",
        subject="connection",
        reference=getattr(about, "reference", ""),
        subject_ids=[other.record.pk for one in found for other in one.seen],
    )
    return {
        "found": found,
        "items": connections.items,
        "asks": Right.RECORD_SUSPECTS in rights,
        "told": list(ConnectionFound.reported_to_user(request.user, about=about)),
        "requests": ConnectionRequest.read(ConnectionRequest.asked_here(about, request.user)),
    }


@require_safe
@needs(Right.RECORD_SUSPECTS)
def requests(request: SignedInRequest) -> HttpResponse:
    for_those_who_may(request)
    mine = ConnectionReply.asked_of(request.user)
    waiting, answered = list(mine.waiting().oldest_first()), list(mine.latest_answered()[:ANSWERED_SHOWN])
    record(request, "listed", subject="connection request", subject_ids=[one.pk for one in (*waiting, *answered)])
    return render(
        request,
        "perpetrators/connection_requests.html",
        {
            "waiting": waiting,
            "answered": answered,
            "found": _found(request),
            "told": list(ConnectionFound.reported_to_user(request.user)[:ANSWERED_SHOWN]),
            "asked": ConnectionRequest.read(ConnectionRequest.asked(request.user)[:ANSWERED_SHOWN]),
        },
    )


def _found(request: SignedInRequest) -> list[ConnectionFound]:
    found = list(ConnectionFound.to_decide(request.user))
    record(request, "listed", subject="connection found", subject_ids=[one.pk for one in found])
    return found


@idempotent
@autosaved("Decide about a connection that was found")
def decide(request: SignedInRequest, found: int) -> HttpResponse:
    one = open_found(request, found)
    form = None if one.outcome else DecideForm(answers(request), found=one)
    return ask(
        request,
        form,
        done="What you decided was saved.",
        then="connection_requests",
        draw=lambda: render(
            request,
            "perpetrators/connection_found.html",
            {"form": form, "one": one, "sides": one.sides_for(request.user)},
        ),
    )


@idempotent
@autosaved("Answer a request about a connection")
def answer(request: SignedInRequest, reference: str, reply: int) -> HttpResponse:
    found = open_reply(request, reply)
    if found.reference != reference:
        raise Http404("No such request about this record.")
    form = None if found.answered_at else AnswerForm(answers(request), reply=found)
    return ask(
        request,
        form,
        done="Your answer was sent.",
        then="connection_requests",
        draw=lambda: render(request, "perpetrators/answer_connection.html", {"form": form, "reply": found}),
    )
