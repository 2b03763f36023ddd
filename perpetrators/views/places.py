"""Places: recording one, its page, what it is known by, and its plan."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.forms.planning.plan import ResolveForm
from emerald.accounts.door import require
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.comparing.notices import notify_of_connections
from perpetrators.door import open_person, open_place
from perpetrators.forms.places import (
    PlaceActionForm,
    PlaceForm,
    PlaceParticularForm,
    PlacePlanForm,
    TakeOffParticularForm,
)
from perpetrators.presenters.place import PlacePresenter
from perpetrators.views.page import person_page, record_page

RESOLVED_SHOWN = 50


def place_page(request, place, template, *, tab="place", **words):
    """Render `perpetrators/...` for `place` (from the door) under its header and tabs."""
    header = {
        "title": place.name,
        "facts": [place.area.name, place.postcode or place.web_address or "No postcode"],
        "status": (place.get_kind_display(), "grey"),
    }
    return record_page(request, place, template, tab=tab, header=header, **words)


def place_question(request, place, form, template, *, done, tab="place", **words):
    """Ask `form`; answered and saved it says `done`, and whether what was saved stands on another record too."""

    def onwards(form):
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
def place(request, place):
    place = open_place(request, place)
    return place_page(
        request,
        place,
        "perpetrators/place.html",
        presented=PlacePresenter(place, place.scope),
        records=Right.RECORD_SUSPECTS in place.rights,
    )


@idempotent
@autosaved("Record a place")
def record_place(request):
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
def record_place_of_person(request, suspect):
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
def change_place(request, place):
    place = open_place(request, place)
    form = PlaceForm(answers(request), by=request.user, place=place)
    return place_question(request, place, form, "perpetrators/change_place.html", done="The place was changed.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def add_place_particular(request, place):
    place = open_place(request, place)
    form = PlaceParticularForm(answers(request), place=place)
    return place_question(request, place, form, "perpetrators/add_place_particular.html", done="It was added.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def take_off_place_particular(request, place, particular):
    place = open_place(request, place)
    particular = _there(place.particulars.of_key(particular), "particular")
    form = TakeOffParticularForm(answers(request), place=place, particular=particular)
    return place_question(
        request,
        place,
        form,
        "perpetrators/take_off_place_particular.html",
        done="It was taken off.",
        particular=particular,
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def plan(request, place):
    place = open_place(request, place)
    return place_page(
        request,
        place,
        "perpetrators/place_plan.html",
        tab="place_plan",
        records=Right.RECORD_SUSPECTS in place.rights,
        waiting=list(place.actions.waiting().by_due()),
        resolved=list(place.actions.latest_resolved()[:RESOLVED_SHOWN]),
    )


@idempotent
@autosaved("Write the plan for a place")
@needs(Right.RECORD_SUSPECTS)
def write_place_plan(request, place):
    place = open_place(request, place)
    form = PlacePlanForm(answers(request), place=place)
    return place_question(
        request, place, form, "perpetrators/write_place_plan.html", done="The plan was saved.", tab="place_plan"
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def add_place_action(request, place):
    place = open_place(request, place)
    form = PlaceActionForm(answers(request), place=place)
    return place_question(
        request, place, form, "perpetrators/add_place_action.html", done="The action is on the plan.", tab="place_plan"
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def change_place_action(request, place, action):
    place = open_place(request, place)
    action = _there(place.actions.of_key(action), "action")
    form = PlaceActionForm(answers(request), place=place, action=action)
    return place_question(
        request,
        place,
        form,
        "perpetrators/change_place_action.html",
        done="The action was changed.",
        tab="place_plan",
        action=action,
    )


@idempotent
@autosaved("Resolve an action at a place")
@needs(Right.RECORD_SUSPECTS)
def resolve_place_action(request, place, action):
    place = open_place(request, place)
    action = _there(place.actions.of_key(action), "action")
    form = ResolveForm(answers(request), action=action, today=timezone.localdate())
    return place_question(
        request,
        place,
        form,
        "perpetrators/resolve_place_action.html",
        done="The action is resolved.",
        tab="place_plan",
        action=action,
    )


def _recorded(request, place):
    notify_of_connections(request, place)
    return place


def _there(found, called):
    if found is None:
        raise Http404(f"No such {called} at this place.")
    return found
