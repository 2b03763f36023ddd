"""What the plan, reviews and oversight tell the case: what is next on it, and what must be done before it closes."""

from django.utils import timezone

from cases.closing import before_closing
from cases.models.plan_due import plan_due_on
from cases.next_up import Next, add_source
from emerald.accounts.permissions import Right


def open_actions(case):
    return [Next(f"{action.text} ({action.whose})", action.due_on, "case_plan", {"reference": case.reference})
            for action in case.open_actions()]


def the_review(case):
    review = case.review_waiting
    return [] if review is None else [Next("Review", review.due_on, "case_reviews", {"reference": case.reference})]


def the_first_plan(case):
    if not case.is_open or case.current_plan:
        return []
    return [Next("Make the plan", plan_due_on(case), "case_plan", {"reference": case.reference})]


add_source(open_actions, needs=Right.READ_PLAN)
add_source(the_review, needs=Right.READ_PLAN)
add_source(the_first_plan, needs=Right.EDIT_PLAN)


@before_closing
def actions_are_settled(case):
    """DOMAIN.md section 2.1: open actions = 0."""
    waiting = len(case.open_actions())
    if not waiting:
        return []
    return [f"{waiting} action{'s' if waiting > 1 else ''} of the plan still to be done or found no longer needed."]


@before_closing
def no_review_is_overdue(case):
    """DESIGN.md section 5: no open review. One that lies ahead ends with the case; an overdue one is held first."""
    review = case.review_waiting
    if review is None or review.due_on is None or review.due_on >= timezone.localdate():
        return []
    return [f"A review was due on {review.due_on:%-d %B %Y} and was not held. Hold it, or put it off with a reason."]
