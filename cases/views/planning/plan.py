"""The plan of a case and its actions."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.planning.plan import ActionForm, PlanForm, ResolveForm
from cases.models import Case
from cases.models.planning.plan import PlanAction
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent

RESOLVED_SHOWN = 50


@require_safe
@needs(Right.READ_PLAN)
def plan(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/plan.html",
        tab="case_plan",
        plan=case.current_plan,
        waiting=list(case.plan_actions.waiting().by_due()),
        today=timezone.localdate(),
        resolved=list(case.plan_actions.latest_resolved()[:RESOLVED_SHOWN]),
    )


@idempotent
@autosaved("Write the plan")
@needs(Right.EDIT_PLAN)
def write(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = PlanForm(answers(request), case=case)
    return question_page(request, case, form, "cases/write_plan.html", tab="case_plan", done="The plan was saved.")


@idempotent
@autosaved("Add an action to the plan")
@needs(Right.EDIT_PLAN)
def add_action(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = ActionForm(answers(request), case=case)
    return question_page(
        request, case, form, "cases/add_plan_action.html", tab="case_plan", done="The action is on the plan."
    )


@idempotent
@autosaved("Change an action of the plan")
@needs(Right.EDIT_PLAN)
def change_action(request: SignedInRequest, reference: str, action: int) -> HttpResponse:
    case, found = _action(request, reference, action)
    form = ActionForm(answers(request), case=case, action=found)
    return question_page(
        request,
        case,
        form,
        "cases/change_plan_action.html",
        tab="case_plan",
        action=found,
        done="The action was changed.",
    )


@idempotent
@autosaved("Mark an action of the plan as done")
@needs(Right.EDIT_PLAN)
def resolve_action(request: SignedInRequest, reference: str, action: int) -> HttpResponse:
    case, found = _action(request, reference, action)
    form = ResolveForm(answers(request), action=found, today=timezone.localdate())
    return question_page(
        request,
        case,
        form,
        "cases/resolve_plan_action.html",
        tab="case_plan",
        action=found,
        done="What became of the action was saved.",
    )


def _action(request: SignedInRequest, reference: str, key: int) -> tuple[Case, PlanAction]:
    case = open_case(request, reference)
    action = case.plan_actions.of_key(key)
    if action is None:
        raise Http404("No such action on this case.")
    return case, action
