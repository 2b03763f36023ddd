"""What was recorded by mistake: said by one person, decided by a second."""

from django.http import HttpResponse
from django.shortcuts import redirect

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_measure
from perpetrators.forms.measures.mistakes import DecideMistakeForm, SayMistakenForm
from perpetrators.presenters.measure import MeasurePresenter
from perpetrators.views.measures.page import measure_question
from perpetrators.views.page import there

SAID = "Recorded as a possible mistake. It counts until a second person who keeps this measure agrees."


@idempotent
@autosaved("Measure recorded by mistake")
@needs(Right.KEEP_MEASURES)
def say_measure_mistaken(request: SignedInRequest, measure: str) -> HttpResponse:
    found = open_measure(request, measure)
    form = SayMistakenForm(answers(request), measure=found)
    obstacles = [] if form.is_bound else MeasurePresenter(found).why_not_said(None)
    return measure_question(
        request, found, form, done=SAID, heading="This measure was recorded by mistake", obstacles=obstacles
    )


@idempotent
@autosaved("Breach recorded by mistake")
@needs(Right.KEEP_MEASURES)
def say_breach_mistaken(request: SignedInRequest, measure: str, breach: int) -> HttpResponse:
    found = open_measure(request, measure)
    presented = MeasurePresenter(found)
    one = there(presented.breach_of_key(breach))
    form = SayMistakenForm(answers(request), measure=found, breach=one)
    obstacles = [] if form.is_bound else presented.why_not_said(one)
    return measure_question(
        request, found, form, done=SAID, heading="This breach was recorded by mistake", obstacles=obstacles, breach=one
    )


@idempotent
@autosaved("Decide whether it was recorded by mistake")
@needs(Right.KEEP_MEASURES)
def decide_mistake(request: SignedInRequest, measure: str, mistake: int) -> HttpResponse:
    found = open_measure(request, measure)
    one = there(MeasurePresenter(found).mistake_of_key(mistake))
    if not one.is_waiting:
        return redirect(found)
    form = DecideMistakeForm(answers(request), mistake=one)
    obstacles = one.why_not_decided_by(request.user)
    return measure_question(
        request,
        found,
        form,
        template="perpetrators/decide_mistake.html",
        done="Your decision was saved.",
        heading="Was it recorded by mistake?",
        mistake=one,
        obstacles=obstacles,
    )
