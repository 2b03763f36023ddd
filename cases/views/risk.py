"""The risk to a child: the level over time, assessing it, and the manager's decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may, list_cases, open_assessment, open_case, show
from cases.forms.risk.assessment import AnswersForm, DecisionForm, LevelForm, ReturnForm, StartForm
from cases.models.queries import CaseQuerySet
from cases.models.risk.assessment import RiskAssessment
from cases.models.risk.completed import CompletedAssessment
from cases.models.risk.rules import why_not_answered_yet
from cases.presenters.level_history import LevelHistory
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.paging import page_of

TAB = "case_risk"


@require_safe
@needs(Right.READ_RISK)
def risk(request: SignedInRequest, reference: str) -> HttpResponse:
    """The level for everybody who sees it; the assessments behind it open for those who read them."""
    case = open_case(request, reference)
    history = LevelHistory(case.risk_assessments.with_people().newest_first())
    return case_page(
        request, case, "cases/risk/risk.html", tab=TAB, history=history, reads=Right.READ_ASSESSMENTS in case.rights
    )


@idempotent
@needs(Right.ASSESS_RISK)
def start(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = StartForm(answers(request), case=case)
    if form.is_valid() and form.save(by=request.user):
        return redirect("write_assessment", case.reference, form.outcome.pk)
    return case_page(
        request,
        case,
        "cases/risk/start.html",
        tab=TAB,
        form=form,
        obstacles=case.why_not_assess(),
        under_way=case.assessment_under_way,
    )


@require_safe
@needs(Right.READ_ASSESSMENTS)
def assessment(request: SignedInRequest, reference: str, assessment: int) -> HttpResponse:
    """As it was filled in, in the words of its day, beside the one before."""
    found = open_assessment(request, reference, assessment)
    return case_page(
        request,
        found.case,
        "cases/risk/assessment.html",
        tab=TAB,
        assessment=found,
        filled_in=CompletedAssessment(found),
        obstacles=found.why_not_decide(request.user),
    )


@idempotent
@autosaved("Assess the risk")
@needs(Right.ASSESS_RISK)
def write(request: SignedInRequest, reference: str, assessment: int) -> HttpResponse:
    found = open_assessment(request, reference, assessment)
    form = AnswersForm(answers(request), assessment=found)
    if form.is_valid() and form.save(by=request.user):
        if form.is_for_later:
            messages.success(request, "Saved. You can go on whenever you like.")
            return redirect("risk_assessment", found.case.reference, found.pk)
        return redirect("choose_level", found.case.reference, found.pk)
    return case_page(request, found.case, "cases/risk/write.html", tab=TAB, form=form, assessment=found)


@idempotent
@autosaved("Choose the level of risk")
@needs(Right.ASSESS_RISK)
def choose_level(request: SignedInRequest, reference: str, assessment: int) -> HttpResponse:
    found = open_assessment(request, reference, assessment)
    form = LevelForm(answers(request), assessment=found)
    return _then(
        request,
        found,
        form,
        "cases/risk/level.html",
        "Submitted. A manager other than you signs it off.",
        obstacles=found.why_not_write() or why_not_answered_yet(found),
    )


@idempotent
@autosaved("Sign off a risk assessment")
@needs(Right.SIGN_OFF_RISK)
def sign_off(request: SignedInRequest, reference: str, assessment: int) -> HttpResponse:
    return _decide(
        request,
        reference,
        assessment,
        DecisionForm,
        "cases/risk/sign_off.html",
        "Signed off. The level of the case is the one of this assessment.",
    )


@idempotent
@autosaved("Return a risk assessment")
@needs(Right.SIGN_OFF_RISK)
def give_back(request: SignedInRequest, reference: str, assessment: int) -> HttpResponse:
    return _decide(
        request,
        reference,
        assessment,
        ReturnForm,
        "cases/risk/return.html",
        "The assessment went back with your comment.",
    )


@require_safe
@needs(Right.SIGN_OFF_RISK)
def waiting(request: SignedInRequest) -> HttpResponse:
    """Assessments of the person's cases that wait for a manager's signature."""
    for_those_who_may(request)
    page = page_of(
        list_cases(request, to=Right.SIGN_OFF_RISK).assessments_waiting_for_sign_off().newest_first(),
        request.GET,
        ready=CaseQuerySet.with_assessment_waiting,
    )
    return render(request, "cases/risk/waiting.html", {"page": page, "cases": show(request, page.rows)})


def _decide(
    request: SignedInRequest, reference: str, assessment: int, form_class: type[Any], template: str, done: str
) -> HttpResponse:
    found = open_assessment(request, reference, assessment)
    form = form_class(answers(request), assessment=found)
    return _then(request, found, form, template, done, obstacles=found.why_not_decide(request.user))


def _then(
    request: SignedInRequest, assessment: RiskAssessment, form: LevelForm, template: str, done: str, **words: Any
) -> HttpResponse:
    return ask(
        request,
        form,
        done=done,
        then=("risk_assessment", assessment.case.reference, assessment.pk),
        draw=lambda: case_page(request, assessment.case, template, tab=TAB, form=form, assessment=assessment, **words),
    )
