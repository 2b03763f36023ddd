"""Who works a case, and who did."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.access.allocation import AllocateForm, EndForm, EndReadingForm, GiveReadingBackForm
from cases.models.teams.change import team_lines
from cases.presenters.former_workers import formers_of
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
        "cases/allocation.html",
        tab="case_allocation",
        whom_to_ask=case.whom_to_ask(),
        current=list(case.allocations.current().with_people()),
        formers=formers_of(case),
        team_lines=team_lines(case),
    )


@idempotent
@autosaved("Allocate or link somebody")
@needs(Right.ALLOCATE)
def allocate(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = AllocateForm(answers(request), case=case)
    return question_page(
        request,
        case,
        form,
        "cases/allocate.html",
        tab="case_allocation",
        done=lambda saved: f"{saved.worker.name} is now {saved.outcome.get_part_display().lower()}.",
    )


@idempotent
@autosaved("End an allocation")
@needs(Right.ALLOCATE)
def end(request: SignedInRequest, reference: str, allocation: int) -> HttpResponse:
    return _about_part(
        request, reference, allocation, EndForm, "cases/end_allocation.html", "{} no longer works this case."
    )


@idempotent
@needs(Right.ALLOCATE)
def end_reading(request: SignedInRequest, reference: str, allocation: int) -> HttpResponse:
    return _about_part(
        request, reference, allocation, EndReadingForm, "cases/end_reading.html", "{} can no longer read this case."
    )


@idempotent
@needs(Right.ALLOCATE)
def give_reading_back(request: SignedInRequest, reference: str, allocation: int) -> HttpResponse:
    return _about_part(
        request,
        reference,
        allocation,
        GiveReadingBackForm,
        "cases/give_reading_back.html",
        "{} can read again what was recorded here.",
    )


def _about_part(
    request: SignedInRequest, reference: str, key: int, form_class: type[Any], template: str, done: str
) -> HttpResponse:
    case = open_case(request, reference)
    part = case.allocations.with_people().of_key(key)
    if part is None:
        raise Http404("No such allocation on this case.")
    form = form_class(answers(request), case=case, allocation=part)
    return question_page(
        request, case, form, template, tab="case_allocation", done=done.format(part.user.name), allocation=part
    )
