"""Conditions of a measure, its breaches and its papers."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.guards import Refused
from perpetrators.door import open_measure
from perpetrators.forms.measures.terms import (
    BreachForm,
    ConditionForm,
    EndConditionForm,
    OutcomeForm,
    PapersForm,
    TakeOffPaperForm,
)
from perpetrators.presenters.measure import MeasurePresenter
from perpetrators.views.measures.page import measure_question
from perpetrators.views.page import there


@idempotent
@autosaved("Condition of a measure")
@needs(Right.KEEP_MEASURES)
def add_condition(request: SignedInRequest, measure: str) -> HttpResponse:
    found = open_measure(request, measure)
    form = ConditionForm(answers(request), measure=found)
    obstacles = [] if form.is_bound else found.why_not_condition()
    return measure_question(
        request, found, form, done="The condition was added.", heading="Add a condition", obstacles=obstacles
    )


@idempotent
@autosaved("End a condition of a measure")
@needs(Right.KEEP_MEASURES)
def end_condition(request: SignedInRequest, measure: str, condition: int) -> HttpResponse:
    found = open_measure(request, measure)
    one = there(MeasurePresenter(found).condition_of_key(condition))
    form = EndConditionForm(answers(request), measure=found, condition=one)
    return measure_question(
        request, found, form, done="The condition was ended.", heading="End a condition", condition=one
    )


@idempotent
@autosaved("Breach of a measure")
@needs(Right.KEEP_MEASURES)
def record_breach(request: SignedInRequest, measure: str) -> HttpResponse:
    found = open_measure(request, measure)
    form = BreachForm(answers(request), measure=found, conditions=MeasurePresenter(found).conditions_shown)
    obstacles = [] if form.is_bound else found.why_not_breached()
    return measure_question(
        request,
        found,
        form,
        heading="Record a breach",
        obstacles=obstacles,
        means=found.row.breach_means,
        done="The breach was recorded. The workers of each child it protects are told.",
    )


@idempotent
@autosaved("Outcome of a breach")
@needs(Right.KEEP_MEASURES)
def breach_outcome(request: SignedInRequest, measure: str, breach: int) -> HttpResponse:
    found = open_measure(request, measure)
    one = there(MeasurePresenter(found).breach_of_key(breach))
    form = OutcomeForm(answers(request), breach=one)
    return measure_question(
        request, found, form, done="The outcome was recorded.", heading="What came of the breach", breach=one
    )


@idempotent
@autosaved("Papers of a measure")
@accepts_files
@needs(Right.KEEP_MEASURES)
def add_papers(request: SignedInRequest, measure: str) -> HttpResponse:
    found = open_measure(request, measure)
    form = PapersForm(answers(request), measure=found, tray=Tray(request))
    return measure_question(request, found, form, done="The papers were added.", heading="Add papers")


@require_safe
@needs(Right.READ_SUSPECTS)
def download_paper(request: SignedInRequest, measure: str, paper: int) -> HttpResponse | FileResponse:
    """Always as a file to save, never shown by the browser as part of this site."""
    found = open_measure(request, measure)
    one = there(MeasurePresenter(found).paper_of_key(paper))
    try:
        stream = one.file.opened()
    except Refused as refusal:
        messages.error(request, f"“{one.name}”: {refusal}")
        return redirect(found)
    record(request, "downloaded", subject="measure paper", subject_id=one.pk, reference=found.reference)
    response = FileResponse(stream, as_attachment=True, filename=one.name, content_type=one.file.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@idempotent
@autosaved("Take a paper of a measure off")
@needs(Right.KEEP_MEASURES)
def take_off_paper(request: SignedInRequest, measure: str, paper: int) -> HttpResponse:
    found = open_measure(request, measure)
    one = there(MeasurePresenter(found).paper_of_key(paper))
    form = TakeOffPaperForm(answers(request), document=one)
    return measure_question(
        request,
        found,
        form,
        heading="Take a paper off",
        paper=one,
        done="The paper was taken off. Its entry and the reason stay.",
    )
