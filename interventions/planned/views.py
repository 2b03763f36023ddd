"""Sessions that are planned: planning one, reading it, putting it off, calling it off, recording what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.wording.models import Starter
from interventions.door import open_planned
from interventions.planned.forms import CallOffForm, PlanForm, PlannedWithFilesForm, PutOffForm
from interventions.sessions.prompts import SESSION

TAB = "case_sessions"


@idempotent
@autosaved("Plan a session")
@needs(Right.RECORD_SESSION)
def plan_session(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = PlanForm(answers(request), case=case)
    return question_page(
        request,
        case,
        form,
        "interventions/plan_session.html",
        tab=TAB,
        done="Session planned.",
        obstacles=form.obstacles,
    )


@require_safe
@needs(Right.READ_SESSIONS)
def planned_session(request: SignedInRequest, reference: str, planned: int) -> HttpResponse:
    found = open_planned(request, reference, planned)
    return case_page(
        request,
        found.case,
        "interventions/planned_session.html",
        tab=TAB,
        planned=found,
        times_put_off=found.times_put_off.in_order(),
    )


@idempotent
@autosaved("Put off a planned session")
@needs(Right.RECORD_SESSION)
def put_off_session(request: SignedInRequest, reference: str, planned: int) -> HttpResponse:
    found = open_planned(request, reference, planned)
    form = PutOffForm(answers(request), planned=found)
    return question_page(
        request,
        found.case,
        form,
        "interventions/put_off_session.html",
        tab=TAB,
        done="The planned session was put off.",
        planned=found,
        obstacles=form.obstacles,
    )


@idempotent
@autosaved("Call off a planned session")
@needs(Right.RECORD_SESSION)
def call_off_session(request: SignedInRequest, reference: str, planned: int) -> HttpResponse:
    found = open_planned(request, reference, planned)
    form = CallOffForm(answers(request), planned=found)
    return question_page(
        request,
        found.case,
        form,
        "interventions/call_off_session.html",
        tab=TAB,
        done="The planned session was called off.",
        planned=found,
        obstacles=form.obstacles,
    )


@idempotent
@autosaved("Record a planned session")
@accepts_files
@needs(Right.RECORD_SESSION)
def record_planned(request: SignedInRequest, reference: str, planned: int) -> HttpResponse:
    found = open_planned(request, reference, planned)
    form = PlannedWithFilesForm(answers(request), planned=found, tray=Tray(request))
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, form.done)
        request.autosave.change_at = reverse("change_session", args=[reference, form.outcome.pk])
        return redirect(TAB, reference)
    return case_page(
        request,
        found.case,
        "interventions/record_session.html",
        tab=TAB,
        form=form,
        planned=found,
        obstacles=form.obstacles,
        starters=Starter.offered(SESSION),
    )
