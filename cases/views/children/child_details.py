"""Whatever a child has several of: other names, times of being looked after, addresses, carers, professionals."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from cases.door import open_case
from cases.forms.children.details import RemovalForm
from cases.forms.children.kinds import DetailKind, kind_of
from cases.models import Case
from cases.registries.noticed import noticed
from cases.views.page import question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent

SAVED = 302  # it leads away from the form only once it was saved


@idempotent
@autosaved("Add to the child’s details")
@needs(Right.EDIT_CHILD)
def add(request: SignedInRequest, reference: str, kind: str) -> HttpResponse:
    case, found = open_case(request, reference), kind_of(kind)
    return _keep(request, case, found, found.model(child=case.child), "Add")


@idempotent
@autosaved("Change the child’s details")
@needs(Right.EDIT_CHILD)
def change(request: SignedInRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    case, found = open_case(request, reference), kind_of(kind)
    return _keep(request, case, found, found.find(case.child, pk), "Change")


@idempotent
@needs(Right.EDIT_CHILD)
def remove(request: SignedInRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    case, found = open_case(request, reference), kind_of(kind)
    record = found.find(case.child, pk)
    form = RemovalForm(answers(request), case=case, record=record)
    return question_page(
        request,
        case,
        form,
        "cases/child_detail_removal.html",
        tab="case_child",
        done="It was removed.",
        kind=found,
        record=record,
    )


def _keep(request: SignedInRequest, case: Case, kind: DetailKind, record: Any, verb: str) -> HttpResponse:
    form = kind.form(answers(request), case=case, record=record)
    answer = question_page(
        request, case, form, "cases/child_detail.html", tab="case_child", done=kind.saved, kind=kind, verb=verb
    )
    if answer.status_code == SAVED:
        for sentence in noticed(case, form.outcome, by=request.user):
            messages.warning(request, sentence)
    return answer
