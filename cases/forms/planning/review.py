"""Planning, holding and putting off a review."""

from collections.abc import Iterable
from typing import Any

from django.forms import Field
from django.utils import timezone

from cases.models import PlanAction, Review
from cases.models.access.staffing import people_who_chair
from cases.models.planning.action import ActionStatus
from cases.models.planning.review import Outcome
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField
from emerald.govuk.forms import VersionedForm

KEEP = "keep"
OF_AN_ACTION = [
    (KEEP, "Still to do"),
    (ActionStatus.DONE.value, "Done"),
    (ActionStatus.DROPPED.value, "No longer needed"),
]


class ReviewForm(VersionedForm):
    """A page about `review`."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": review.version, **kwargs.pop("initial", {})}, **kwargs)
        self.review = review


class PlanReviewForm(ReviewForm):
    day = DateField("When will it be held?", called="The day of the review", required="Enter the day of the review")

    def save(self, *, by: User) -> bool:
        return self.attempt(
            self.review.plan_for, day=self.cleaned_data["day"], by=by, version=self.cleaned_data["version"]
        )


class PutOffForm(ReviewForm):
    because = LongTextField("Why was it not held?", rows=3, required="Enter why the review was not held")
    to = DateField("When will it be held instead?", called="The new day", required="Enter the new day")

    def save(self, *, by: User) -> bool:
        return self.attempt(self.review.put_off, by=by, **self.cleaned_data)


class HoldForm(ReviewForm):
    """What a review decided; each open action of the plan is looked at (DOMAIN.md section 2.4)."""

    held_on = DateField(
        "When was it held?",
        called="The day it was held",
        required="Enter the day it was held",
        not_after_today=True,
        initial=timezone.localdate,
    )
    chaired_by = ColleagueField("Who led it?", queryset=None, required="Select who led it")
    who_was_there = LongTextField("Who was there, and who was asked but did not come?", rows=3, required=False)
    childs_view = LongTextField(
        "What does the child think?", rows=4, required="Enter what the child thinks, or why they could not be asked"
    )
    carers_view = LongTextField("What do the parents or carers think?", rows=3, required=False)
    outcome = RadioField(
        "What did the review come to?", choices=Outcome.choices, required="Select what the review came to"
    )
    decisions = LongTextField(
        "What was decided, and why?", called="What was decided", rows=6, required="Enter what was decided"
    )
    next_on = DateField(
        "When is the next review?",
        called="The day of the next review",
        required=False,
        hint="You can leave this open and set the day later",
    )

    def __init__(self, *args: Any, review: Review, actions: Iterable[PlanAction], by: User, **kwargs: Any) -> None:
        self.actions = list(actions)
        super().__init__(*args, review=review, initial={"chaired_by": by.pk}, **kwargs)
        self.fields["chaired_by"].queryset = people_who_chair(review.case)

    @classmethod
    def for_actions(cls, actions: Iterable[PlanAction]) -> "type[HoldForm]":
        """The form with two questions more for each of `actions`."""
        asked: dict[str, Field] = {}
        reveals: dict[str, dict[str, list[str]]] = {}
        for action in actions:
            became, words = f"became_{action.pk}", f"words_{action.pk}"
            asked[became] = RadioField(
                f"Action: {action.text}",
                choices=OF_AN_ACTION,
                initial=KEEP,
                hint=f"{action.get_strand_display()} · {action.whose}",
                required="Select what became of this action",
            )
            asked[f"{words}_{ActionStatus.DONE}"] = LongTextField(
                "What was done?", rows=2, required="Enter what was done"
            )
            asked[f"{words}_{ActionStatus.DROPPED}"] = LongTextField(
                "Why is it no longer needed?", rows=2, required="Enter why it is no longer needed"
            )
            reveals[became] = {
                choice.value: [f"{words}_{choice}"] for choice in (ActionStatus.DONE, ActionStatus.DROPPED)
            }
        return type("HoldForm", (cls,), {**asked, "reveals": reveals})

    def save(self, *, by: User) -> bool:
        answers = self.cleaned_data
        resolved = [
            (action, {"status": became, "what_was_done": answers[f"words_{action.pk}_{became}"]})
            for action in self.actions
            if (became := answers[f"became_{action.pk}"]) != KEEP
        ]
        facts = {
            name: answers[name]
            for name in (
                "held_on",
                "chaired_by",
                "who_was_there",
                "childs_view",
                "carers_view",
                "outcome",
                "decisions",
                "next_on",
                "version",
            )
        }
        return self.attempt(self.review.hold, by=by, actions=resolved, **facts)
