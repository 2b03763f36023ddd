"""The list of people who may open a restricted record."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.access.restriction import LiftForm, NamesForm, RestrictForm
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@require_safe
@needs(Right.RESTRICT)
def restriction(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/restriction.html",
        tab="case_restriction",
        restriction=case.restriction,
        former=case.child.restrictions.lifted().with_people(),
    )


@idempotent
@autosaved("Restrict a record")
@needs(Right.RESTRICT)
def restrict(request: SignedInRequest, reference: str) -> HttpResponse:
    return _change(request, reference, RestrictForm, "cases/restrict.html", "The record is restricted.")


@idempotent
@needs(Right.RESTRICT)
def change_names(request: SignedInRequest, reference: str) -> HttpResponse:
    return _change(request, reference, NamesForm, "cases/restriction_names.html", "The list of names is saved.")


@idempotent
@needs(Right.RESTRICT)
def lift(request: SignedInRequest, reference: str) -> HttpResponse:
    return _change(request, reference, LiftForm, "cases/lift_restriction.html", "The restriction is lifted.")


def _change(request: SignedInRequest, reference: str, form_class: type[Any], template: str, done: str) -> HttpResponse:
    case = open_case(request, reference)
    named = {"named": [one.user_id for one in case.restriction.names.all()]} if case.restriction else {}
    form = form_class(answers(request), case=case, initial=named)
    return question_page(request, case, form, template, tab="case_restriction", done=done)
