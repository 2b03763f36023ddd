"""How often cases are reviewed, children seen and workers supervised: set by the team, without code."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.forms.planning.frequency import FrequencyForm
from cases.models.planning.frequency import every_frequency, frequency_of_key
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
def frequencies(request: SignedInRequest) -> HttpResponse:
    return render(request, "cases/frequencies.html", {"frequencies": every_frequency()})


@idempotent
@autosaved("Change how often")
def change_frequency(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.SET_FREQUENCIES)
    frequency = frequency_of_key(pk)
    if frequency is None:
        raise Http404("There is no such frequency.")
    form = FrequencyForm(answers(request), frequency=frequency)
    return ask(
        request,
        form,
        done="From now on this is how often.",
        then="frequencies",
        draw=lambda: render(request, "cases/change_frequency.html", {"form": form, "frequency": frequency}),
    )
