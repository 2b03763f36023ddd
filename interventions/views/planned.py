"""Sessions that are planned: planning one, reading it, putting it off, calling it off, recording what became of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page, question_page
from emerald.accounts.permissions import Right
from emerald.drafts.keeping import answers, keeps_drafts
from emerald.drafts.once import once
from interventions.door import open_planned
from interventions.forms.planned import CallOffForm, PlanForm, PlannedForm, PutOffForm

TAB = "case_sessions"


@once
@keeps_drafts("Plan a session")
def plan_session(request, reference):
    case = open_case(request, reference, to=Right.RECORD_SESSION)
    form = PlanForm(answers(request), case=case)
    return question_page(request, case, form, "interventions/plan_session.html", tab=TAB, done="Session planned.",
                         obstacles=form.obstacles)


@require_safe
def planned_session(request, reference, planned):
    planned = open_planned(request, reference, planned, to=Right.READ_SESSIONS)
    return case_page(request, planned.case, "interventions/planned_session.html", tab=TAB, planned=planned,
                     times_put_off=planned.times_put_off.in_order())


@once
@keeps_drafts("Put off a planned session")
def put_off_session(request, reference, planned):
    planned = open_planned(request, reference, planned, to=Right.RECORD_SESSION)
    form = PutOffForm(answers(request), planned=planned)
    return question_page(request, planned.case, form, "interventions/put_off_session.html", tab=TAB,
                         done="The planned session was put off.", planned=planned, obstacles=form.obstacles)


@once
@keeps_drafts("Call off a planned session")
def call_off_session(request, reference, planned):
    planned = open_planned(request, reference, planned, to=Right.RECORD_SESSION)
    form = CallOffForm(answers(request), planned=planned)
    return question_page(request, planned.case, form, "interventions/call_off_session.html", tab=TAB,
                         done="The planned session was called off.", planned=planned, obstacles=form.obstacles)


@once
@keeps_drafts("Record a planned session")
def record_planned(request, reference, planned):
    planned = open_planned(request, reference, planned, to=Right.RECORD_SESSION)
    form = PlannedForm(answers(request), planned=planned)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Session recorded.")
        return redirect(TAB, reference)
    return case_page(request, planned.case, "interventions/record_session.html", tab=TAB, form=form, planned=planned,
                     obstacles=form.obstacles)
