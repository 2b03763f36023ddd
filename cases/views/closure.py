"""Closing a case: proposed by one person, decided by another."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.closure import ApproveForm, ProposeForm, ReturnForm, WithdrawForm
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
@needs(Right.SEE_CASE)
def closure(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/closure.html",
        tab="case_status",
        proposals=case.closures_with_people(),
        obstacles=case.why_not_propose(case.rights),
        whom_to_ask=case.whom_to_ask(),
    )


@idempotent
@autosaved("Propose closing")
@needs(Right.PROPOSE_CLOSURE)
def propose(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = ProposeForm(answers(request), case=case)
    return question_page(
        request,
        case,
        form,
        "cases/propose_closure.html",
        tab="case_status",
        then="case_closure",
        done="Closure proposed. A service manager other than you decides about it.",
        obstacles=case.why_not_propose(),
    )


@idempotent
@autosaved("Approve closing")
@needs(Right.APPROVE_CLOSURE)
def approve(request: SignedInRequest, reference: str) -> HttpResponse:
    return _decide(request, reference, ApproveForm, "cases/approve_closure.html", "The case is closed.")


@idempotent
@autosaved("Return a proposal to close")
@needs(Right.APPROVE_CLOSURE)
def give_back(request: SignedInRequest, reference: str) -> HttpResponse:
    return _decide(
        request,
        reference,
        ReturnForm,
        "cases/return_closure.html",
        "The proposal went back with your comment. The case stays open.",
    )


@idempotent
@autosaved("Withdraw a proposal to close")
@needs(Right.PROPOSE_CLOSURE)
def withdraw(request: SignedInRequest, reference: str) -> HttpResponse:
    return _decide(
        request,
        reference,
        WithdrawForm,
        "cases/withdraw_closure.html",
        "The proposal is withdrawn. The case stays open.",
    )


def _decide(request: SignedInRequest, reference: str, form_class: type[Any], template: str, done: str) -> HttpResponse:
    case = open_case(request, reference)
    proposal = case.closures.with_people().first()
    if proposal is None:
        raise Http404("No closure has been proposed for this case.")
    form = form_class(answers(request), closure=proposal)
    return question_page(
        request, case, form, template, tab="case_status", then="case_closure", done=done, proposal=proposal
    )
