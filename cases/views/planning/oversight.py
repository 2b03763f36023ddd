"""Managers' decisions about a case, and supervision."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.planning.oversight import DecisionForm, SupervisionForm
from cases.models import Case
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent

ON_A_PAGE = 100


@require_safe
@needs(Right.READ_OVERSIGHT)
def oversight(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/oversight.html",
        tab="case_oversight",
        decisions=_shown(case.management_decisions, case),
        supervisions=_shown(case.supervisions, case),
    )


def _shown(entries: Any, case: Case) -> list[Any]:
    return list(entries.readable_with(case.rights).with_people().newest_first()[:ON_A_PAGE])


@idempotent
@autosaved("Record a decision")
@needs(Right.OVERSEE)
def record_decision(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = DecisionForm(answers(request), case=case)
    return question_page(
        request, case, form, "cases/record_decision.html", tab="case_oversight", done="Your decision is on the record."
    )


@idempotent
@autosaved("Record a supervision")
@needs(Right.OVERSEE)
def record_supervision(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = SupervisionForm(answers(request), case=case)
    return question_page(
        request,
        case,
        form,
        "cases/record_supervision.html",
        tab="case_oversight",
        done="The supervision is on the record.",
    )
