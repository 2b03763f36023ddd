"""Places: recording one, its page, what it is known by, and its plan."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.forms.planning.plan import ResolveForm
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.govuk.forms import GovukForm
from perpetrators.comparing.notices import notify_of_connections
from perpetrators.door import open_person, open_place
from perpetrators.forms.places import (
    PlaceActionForm,
    PlaceForm,
    PlaceParticularForm,
    PlacePlanForm,
    TakeOffParticularForm,
)
from perpetrators.models import Place
from perpetrators.presenters.place import PlacePresenter
from perpetrators.views.page import person_page, record_page

RESOLVED_SHOWN = 50


def place_page(
    request: SignedInRequest, place: Place, template: str, *, tab: str = "place", **words: Any
) -> HttpResponse:
    """Render `perpetrators/...` for `place` (from the door) under its header and tabs."""
    header = {
        "title": place.name,
        "facts": [place.area.name, place.postcode or place.web_address or "No postcode"],
        "status": (place.get_kind_display(), "grey"),
    }
    return record_page(request, place, template, tab=tab, header=header, **words)


def place_question(
    request: SignedInRequest,
    place: Place,
    form: GovukForm,
    template: str,
    *,
    done: str,
    tab: str = "place",
    **words: Any,
) -> HttpResponse:
    """Ask `form`; answered and saved it says `done`, and whether what was saved stands on another record too."""

    def onwards(form: GovukForm) -> tuple[str, str]:
        if isinstance(form, PlaceForm | PlaceParticularForm):
            saved = form.outcome if isinstance(form, PlaceParticularForm) else None
            notify_of_connections(request, place, saved=saved)
        return tab, place.reference

    return ask(
        request,
        form,
        done=done,
        then=onwards,
        draw=lambda: place_page(request, place, template, tab=tab, form=form, **words),
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def place(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    return place_page(
        request,
        found,
        "perpetrators/place.html",
        presented=PlacePresenter(found, found.scope),
        records=Right.RECORD_SUSPECTS in found.rights,
    )


@idempotent
@autosaved("Record a place")
def record_place(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.KEEP_REGISTER)
    form = PlaceForm(answers(request), by=request.user)
    return ask(
        request,
        form,
        done="The place was recorded.",
        then=lambda form: _recorded(request, form.outcome),
        draw=lambda: render(request, "perpetrators/record_place.html", {"form": form}),
    )


@idempotent
@autosaved("Record a place")
@needs(Right.RECORD_SUSPECTS)
def record_place_of_person(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = PlaceForm(answers(request), by=request.user, person=person)
    return ask(
        request,
        form,
        done="The place was recorded and linked to this person.",
        then=lambda form: _recorded(request, form.outcome),
        draw=lambda: person_page(request, person, "perpetrators/record_place_of_person.html", form=form),
    )


@idempotent
@autosaved("Change a place")
@needs(Right.RECORD_SUSPECTS)
def change_place(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    form = PlaceForm(answers(request), by=request.user, place=found)
    return place_question(request, found, form, "perpetrators/change_place.html", done="The place was changed.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def add_place_particular(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    form = PlaceParticularForm(answers(request), place=found)
    return place_question(request, found, form, "perpetrators/add_place_particular.html", done="It was added.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def take_off_place_particular(request: SignedInRequest, place: str, particular: int) -> HttpResponse:
    found = open_place(request, place)
    to_take_off = _there(found.particulars.of_key(particular), "particular")
    form = TakeOffParticularForm(answers(request), place=found, particular=to_take_off)
    return place_question(
        request,
        found,
        form,
        "perpetrators/take_off_place_particular.html",
        done="It was taken off.",
        particular=to_take_off,
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def plan(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    return place_page(
        request,
        found,
        "perpetrators/place_plan.html",
        tab="place_plan",
        records=Right.RECORD_SUSPECTS in found.rights,
        waiting=list(found.actions.waiting().by_due()),
        resolved=list(found.actions.latest_resolved()[:RESOLVED_SHOWN]),
    )


@idempotent
@autosaved("Write the plan for a place")
@needs(Right.RECORD_SUSPECTS)
def write_place_plan(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    form = PlacePlanForm(answers(request), place=found)
    return place_question(
        request, found, form, "perpetrators/write_place_plan.html", done="The plan was saved.", tab="place_plan"
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def add_place_action(request: SignedInRequest, place: str) -> HttpResponse:
    found = open_place(request, place)
    form = PlaceActionForm(answers(request), place=found)
    return place_question(
        request, found, form, "perpetrators/add_place_action.html", done="The action is on the plan.", tab="place_plan"
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def change_place_action(request: SignedInRequest, place: str, action: int) -> HttpResponse:
    found = open_place(request, place)
    to_do = _there(found.actions.of_key(action), "action")
    form = PlaceActionForm(answers(request), place=found, action=to_do)
    return place_question(
        request,
        found,
        form,
        "perpetrators/change_place_action.html",
        done="The action was changed.",
        tab="place_plan",
        action=to_do,
    )


@idempotent
@autosaved("Mark an action at a place as done")
@needs(Right.RECORD_SUSPECTS)
def resolve_place_action(request: SignedInRequest, place: str, action: int) -> HttpResponse:
    found = open_place(request, place)
    to_do = _there(found.actions.of_key(action), "action")
    form = ResolveForm(answers(request), action=to_do, today=timezone.localdate())
    return place_question(
        request,
        found,
        form,
        "perpetrators/resolve_place_action.html",
        done="What became of the action was saved.",
        tab="place_plan",
        action=to_do,
    )


def _recorded(request: SignedInRequest, place: Place) -> Place:
    notify_of_connections(request, place)
    return place


def _there(found: Any, called: str) -> Any:
    if found is None:
        raise Http404(f"No such {called} at this place.")
    return found
