"""The status of a case: its history, and the two moves between at risk and victim."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.status import IdentifyAsVictimForm, StepDownForm
from cases.models.step import STEPS
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
@needs(Right.SEE_CASE)
def history(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/status.html",
        tab="case_status",
        changes=list(case.state_changes.select_related("by")),
        closures=case.closures_with_people(),
        obstacles={name: one.why_not(case) for name, one in STEPS.items()},
        reopening=case.why_not_reopen() if Right.REOPEN in case.rights else [],
        whom_to_ask=case.whom_to_ask(),
    )


@idempotent
@autosaved("Identify as a victim")
@needs(Right.CHANGE_STATUS)
def identify_as_victim(request: SignedInRequest, reference: str) -> HttpResponse:
    return _move(request, reference, IdentifyAsVictimForm, "cases/identify_as_victim.html", "Status changed to victim.")


@idempotent
@autosaved("Step down to at risk")
@needs(Right.CHANGE_STATUS)
def step_down(request: SignedInRequest, reference: str) -> HttpResponse:
    return _move(request, reference, StepDownForm, "cases/step_down.html", "Status changed to at risk.")


def _move(request: SignedInRequest, reference: str, form_class: type[Any], template: str, done: str) -> HttpResponse:
    case = open_case(request, reference)
    form = form_class(answers(request), case=case)
    return question_page(request, case, form, template, tab="case_status", done=done, obstacles=form.obstacles)
