"""How a page about one measure is drawn, and every question about one answered."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.asking import ask
from emerald.govuk.forms import GovukForm
from perpetrators.models import Measure
from perpetrators.models.measures.states import State
from perpetrators.views.page import record_page

COLOURS = {
    State.CONSIDERED: "grey",
    State.APPLIED: "light-blue",
    State.INTERIM: "turquoise",
    State.IN_FORCE: "green",
    State.VARIED: "green",
    State.BREACHED: "red",
}


def measure_page(
    request: SignedInRequest, measure: Measure, template: str = "perpetrators/form.html", **words: Any
) -> HttpResponse:
    """Render a page about `measure` (from its door)."""
    return record_page(request, measure, template, tab="measure", header=header_of(measure), **words)


def header_of(measure: Measure) -> dict[str, Any]:
    person, place = measure.person, measure.place
    against = [f"Against {person.name}, {person.reference}"] if person else []
    at = [f"At {place.name}, {place.reference}"] if place else []
    colour = COLOURS.get(measure.state_today, "grey")
    officer = f"Officer: {measure.officer.name}" if measure.officer else "No officer yet"
    return {"title": measure.title, "status": (measure.state_in_words, colour), "facts": [*against, *at, officer]}


def measure_question(
    request: SignedInRequest,
    measure: Measure,
    form: GovukForm,
    *,
    done: str | Callable[[Any], str],
    template: str = "perpetrators/measure_form.html",
    **words: Any,
) -> HttpResponse:
    """Ask `form` about `measure`. Answered and saved, it says `done` (of the form) and goes to the measure;
    otherwise it is drawn again with what was typed."""
    return ask(
        request,
        form,
        done=done,
        then=measure,
        draw=lambda: measure_page(
            request, measure, template, form=form, cancel_url=measure.get_absolute_url(), **words
        ),
    )
