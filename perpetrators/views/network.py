"""The network around a person of concern, a place or a child."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.models import Child
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from perpetrators.door import open_person, open_place
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.register.scope import Scope
from perpetrators.presenters.network import STEPS, Network
from perpetrators.views.page import person_page
from perpetrators.views.places import place_page


@require_safe
@needs(Right.READ_SUSPECTS)
def of_person(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    return person_page(
        request, person, "perpetrators/network.html", tab="person_network", **_around(request, person, person.scope)
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def of_place(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    return place_page(
        request, found, "perpetrators/network.html", tab="place_network", **_around(request, found, found.scope)
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def of_child(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "perpetrators/case_network.html",
        tab="case_disruption",
        **_around(request, case.child, Scope(request.user)),
    )


def _around(request: SignedInRequest, start: Child | PersonOfConcern | Place, scope: Scope) -> dict[str, Any]:
    """The network, as wide as `?steps=` says; the log keeps the cases of whose children the page tells."""
    asked = request.GET.get("steps", "")
    network = Network(start, scope, steps=int(asked) if asked in {str(step) for step in STEPS} else STEPS[0])
    record(request, "listed", subject="case", subject_ids=network.case_keys, detail="On a network picture")
    return {"network": network}
