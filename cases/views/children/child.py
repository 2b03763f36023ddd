"""The child: who they are, and the forms that put it right."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.children.child import IdentityForm, NeedsForm, NumbersForm
from cases.models.children.keeping import kept_until
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
@needs(Right.READ_CHILD)
def child(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/child.html",
        tab="case_child",
        child=(known := case.child.with_details()),
        kept=kept_until(known),
        may_change=Right.EDIT_CHILD in case.rights,
    )


@idempotent
@needs(Right.EDIT_CHILD)
def identity(request: SignedInRequest, reference: str) -> HttpResponse:
    return _correct(request, reference, IdentityForm, "cases/child_identity.html", "The child’s identity was saved.")


@idempotent
@needs(Right.EDIT_CHILD)
def numbers(request: SignedInRequest, reference: str) -> HttpResponse:
    return _correct(request, reference, NumbersForm, "cases/child_numbers.html", "The numbers were saved.")


@idempotent
@autosaved("Safe contact, school and needs")
@needs(Right.EDIT_CHILD)
def change_needs(request: SignedInRequest, reference: str) -> HttpResponse:
    return _correct(request, reference, NeedsForm, "cases/child_needs.html", "The child’s needs were saved.")


def _correct(request: SignedInRequest, reference: str, form_class: type[Any], template: str, done: str) -> HttpResponse:
    case = open_case(request, reference)
    form = form_class(answers(request), case=case)
    return question_page(request, case, form, template, tab="case_child", done=done)
