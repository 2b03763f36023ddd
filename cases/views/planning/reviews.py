"""The reviews of a case: the one that waits, and those before."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.planning.review import HoldForm, PlanReviewForm, PutOffForm
from cases.models import Case, Review
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.paging import page_of


@require_safe
@needs(Right.READ_PLAN)
def reviews(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    return case_page(
        request,
        case,
        "cases/reviews.html",
        tab="case_reviews",
        waiting=case.review_waiting,
        page=page_of(case.reviews.ended().newest_first(), request.GET),
        frequency=case.frequency,
    )


@require_safe
@needs(Right.READ_PLAN)
def review(request: SignedInRequest, reference: str, review: int) -> HttpResponse:
    case, one = _review(request, reference, review)
    return case_page(request, case, "cases/review.html", tab="case_reviews", review=one)


@idempotent
@autosaved("Plan a review")
@needs(Right.EDIT_PLAN)
def plan_review(request: SignedInRequest, reference: str, review: int) -> HttpResponse:
    case, one = _review(request, reference, review)
    form = PlanReviewForm(answers(request), review=one)
    return question_page(
        request,
        case,
        form,
        "cases/plan_review.html",
        tab="case_reviews",
        review=one,
        waiting=case.review_waiting,
        done="The day of the review is set.",
    )


@idempotent
@autosaved("Record a review")
@needs(Right.HOLD_REVIEW)
def hold_review(request: SignedInRequest, reference: str, review: int) -> HttpResponse:
    case, one = _review(request, reference, review)
    actions = list(case.open_actions())
    form = HoldForm.for_actions(actions)(answers(request), review=one, actions=actions, by=request.user)
    return question_page(
        request,
        case,
        form,
        "cases/hold_review.html",
        tab="case_reviews",
        review=one,
        waiting=case.review_waiting,
        plan=case.current_plan,
        frequency=case.frequency,
        done="The review was recorded. The next one is waiting.",
    )


@idempotent
@autosaved("Put off a review")
@needs(Right.EDIT_PLAN)
def put_off_review(request: SignedInRequest, reference: str, review: int) -> HttpResponse:
    case, one = _review(request, reference, review)
    form = PutOffForm(answers(request), review=one)
    return question_page(
        request,
        case,
        form,
        "cases/put_off_review.html",
        tab="case_reviews",
        review=one,
        done="The review stays in sight as not held, and another one waits.",
    )


def _review(request: SignedInRequest, reference: str, key: int) -> tuple[Case, Review]:
    case = open_case(request, reference)
    one = case.reviews.of_key(key)
    if one is None:
        raise Http404("No such review on this case.")
    return case, one
