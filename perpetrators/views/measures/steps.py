"""One page for each step of a measure: `STEPS` says what it asks and how it is called."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_measure
from perpetrators.forms.measures.steps import STEPS
from perpetrators.views.measures.page import measure_question


def page_of(key: str) -> Callable[..., HttpResponse]:
    """The view of the step `key`."""
    form_of: Any
    heading, done, form_of = STEPS[key]

    @idempotent
    @autosaved(f"Measure: {heading[0].lower()}{heading[1:]}")
    @needs(Right.KEEP_MEASURES)
    def take_step(request: SignedInRequest, measure: str) -> HttpResponse:
        found = open_measure(request, measure)
        form = form_of.of(found)(answers(request), measure=found)
        verb = getattr(type(found), form.verb)
        obstacles = [] if form.is_bound else found.why_not_now(verb.sources, verb.words)
        return measure_question(
            request,
            found,
            form,
            done=_told if key in ("correct_days", "correct_interim_days") else f"{done}.",
            heading=heading,
            obstacles=obstacles,
            row=found.row,
        )

    return take_step


def _told(form: Any) -> str:
    """What changed, with its old and its new value."""
    return str(form.outcome.sentence)
