"""The plan: its aims and views, and what is done by whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Case, PlanAction
from cases.models.access.staffing import people_who_plan
from cases.models.planning.action import ActionStatus
from cases.models.planning.plan import Strand
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm

RESOLUTIONS = [(one.value, one.label) for one in (ActionStatus.DONE, ActionStatus.DROPPED)]


class PlanForm(VersionedForm):
    aims = LongTextField(
        "What is the support to achieve?",
        rows=5,
        required="Enter what the support is to achieve",
        hint="In words the child would understand",
    )
    childs_view = LongTextField(
        "What does the child want, and what do they think of the plan?",
        rows=4,
        required="Enter what the child thinks, or why they could not be asked",
    )
    carers_view = LongTextField(
        "What do the parents or carers think of it?",
        rows=4,
        required="Enter what the carers think, or why they could not be asked",
    )
    contingency = LongTextField("What is done if it does not work or things get worse?", rows=3, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case, plan = case, case.current_plan
        words = ("aims", "childs_view", "carers_view", "contingency") if plan else ()
        now = {name: getattr(plan, name) for name in words}
        super().__init__(*args, initial={**now, "version": plan.version if plan else 0}, **kwargs)

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.write_plan, by=by, **self.cleaned_data)


class ToDoForm(VersionedForm):
    """A new action, or a change of `action`; `owners` are those who can be given it. A kind of action names in `add`
    the verb that makes one."""

    text = ShortTextField("What is to be done?", limit=400, required="Enter what is to be done")
    who = RadioField(
        "Who does it?",
        required="Select who does it",
        choices=[("here", "Somebody here"), ("elsewhere", "Somebody elsewhere")],
    )
    owner = ColleagueField("Name", queryset=None, required="Select who does it")
    owner_elsewhere = ShortTextField("Name and agency", limit=160, required="Enter their name and agency")
    due_on = DateField("By when?", called="The day it is due", required="Enter by when it is to be done")
    reveals = {"who": {"here": ["owner"], "elsewhere": ["owner_elsewhere"]}}
    facts: tuple[str, ...] = ("text", "due_on", "owner")

    def __init__(self, *args: Any, owners: QuerySet[User], action: PlanAction | None = None, **kwargs: Any) -> None:
        initial = (
            {}
            if action is None
            else {
                **{name: getattr(action, name) for name in self.facts},
                "who": "here" if action.owner_id else "elsewhere",
                "owner": action.owner_id,
                "owner_elsewhere": action.owner_elsewhere,
                "version": action.version,
            }
        )
        super().__init__(*args, initial=initial, **kwargs)
        self.action = action
        self.fields["owner"].queryset = owners

    @property
    def add(self) -> Callable[..., Any]:
        """The verb that makes a new one."""
        raise NotImplementedError

    def save(self, *, by: User) -> bool:
        facts = {name: self.cleaned_data[name] for name in self.facts}
        facts["owner_elsewhere"] = self.cleaned_data["owner_elsewhere"] or ""
        if self.action is None:
            return self.attempt(self.add, by=by, **facts)
        return self.attempt(self.action.change, by=by, version=self.cleaned_data["version"], **facts)


class ActionForm(ToDoForm):
    """An action of the plan of `case`."""

    strand = RadioField(
        "Which strand does it belong to?",
        choices=Strand.choices,
        required="Select the strand",
        hints={
            Strand.PREVENT: "So that it does not happen",
            Strand.PROTECT: "So that the child is safer now",
            Strand.PURSUE: "So that whoever harms the child is stopped",
        },
    )
    field_order = ("text", "strand")
    facts = (*ToDoForm.facts, "strand")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, owners=people_who_plan(case), **kwargs)
        self.case = case

    @property
    def add(self) -> Callable[..., Any]:
        return self.case.add_action


class ResolveForm(VersionedForm):
    status = RadioField("What became of it?", choices=RESOLUTIONS, required="Select what became of it")
    on = DateField("When?", called="The day", required="Enter the day", not_after_today=True)
    what_was_done = LongTextField(
        "What was done, or why is it no longer needed?",
        called="What was done",
        rows=4,
        required="Enter what was done, or why it is no longer needed",
    )

    def __init__(self, *args: Any, action: PlanAction, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": action.version, "on": today}, **kwargs)
        self.action = action

    def save(self, *, by: User) -> bool:
        return self.attempt(self.action.resolve, by=by, **self.cleaned_data)
