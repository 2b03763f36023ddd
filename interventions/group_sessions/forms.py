"""Recording one session with several children on one page: a part for all of them, and a part for each."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from cases.models import Case
from cases.references import Reference
from emerald.accounts.models import User
from emerald.govuk.fields import CheckboxesField, LongTextField, ShortTextField, YesNoField
from emerald.govuk.forms import DraftData, GovukForm
from emerald.govuk.summary import error_list
from interventions.group_sessions.models import record_together
from interventions.notes.forms.later import WordsForm
from interventions.notes.forms.moment import AsksMoment, AsksNextStep
from interventions.notes.models.rules import why_not_at, why_not_record, why_not_so_late
from interventions.planned.forms import filled_from
from interventions.planned.models import PlannedSession
from interventions.sessions.forms.session import SessionForm, ask_only_when_late
from interventions.sessions.models.attendance import Attendance
from interventions.timescales import CHILDREN_IN_A_GROUP

ALONE = SessionForm.base_fields  # the same questions as of one child alone, wherever they are the same
NAME_NOBODY = (
    "Do not name any child, or describe one so that they can be recognised: this is read in the record of "
    "each child who was there. What one child said or did belongs in their own part"
)
GONE = "cannot be recorded on: the case was closed, or is no longer with you. Untick it to save the others"


class PartForm(AsksNextStep, GovukForm):
    """The part of one child: what stands in their record alone. `case` is None when it is out of the person's reach."""

    attendance = ALONE["attendance"]
    child_seen_alone = YesNoField(
        "Did you see the child alone for part of it?", required="Select whether you saw the child alone"
    )
    what_happened = LongTextField(
        "What happened for this child?",
        called="What happened for this child",
        rows=6,
        required="Enter what happened for this child",
        hint="Only for this child’s record. Do not name the other children",
    )
    childs_words, cancelled_by = ALONE["childs_words"], ALONE["cancelled_by"]
    why_cancelled, why_missed, analysis = ALONE["why_cancelled"], ALONE["why_missed"], ALONE["analysis"]
    next_step, next_step_on = ALONE["next_step"], ALONE["next_step_on"]
    reveals = {
        "attendance": {
            Attendance.HELD.value: ["child_seen_alone", "what_happened", "childs_words"],
            Attendance.MISSED.value: ["why_missed"],
            Attendance.CANCELLED.value: ["cancelled_by", "why_cancelled"],
        }
    }

    def __init__(self, *args: Any, reference: str, case: Case | None, ticked: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix=reference.lower(), **kwargs)
        self.reference, self.case, self.ticked = reference, case, ticked
        # In a list of errors the child's name says whose part is meant.
        self.called = case.child.name if case else reference

    @property
    def was_there(self) -> bool:
        return bool(self.cleaned_data.get("attendance") == Attendance.HELD)

    @property
    def written(self) -> dict[str, Any]:
        answers = dict(self.cleaned_data)
        answers["why_not_held"] = answers.pop("why_cancelled") or answers.pop("why_missed")
        answers.pop("why_missed", None)
        return answers | ({} if self.was_there else {"child_seen_alone": None})


class TogetherForm(AsksMoment, GovukForm):
    """The part for all children, with `parts` for each of them: `case`'s own first, then those ticked, then those that
    were ticked before and keep what was typed of them until the page is saved."""

    children = CheckboxesField(
        "Which other children were in it?",
        required="Select the other children who were in it",
        hint="After ticking one more, choose “Show a part for each child”",
    )
    day, time, place, work = ALONE["day"], ALONE["time"], ALONE["place"], ALONE["work"]
    length_minutes, aims = ALONE["length_minutes"], ALONE["aims"]
    what_happened = LongTextField(
        "What happened in the group?", called="What happened in the group", required=False, rows=8, hint=NAME_NOBODY
    )
    others_present = ShortTextField(
        "Which adults were there?",
        called="Which adults were there",
        required=False,
        limit=400,
        hint="Do not name the other children",
    )
    late_reason = ALONE["late_reason"]

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        others: list[Case],
        chosen: Iterable[str] = (),
        planned: PlannedSession | None = None,
    ) -> None:
        """`others`: the open cases the person may record on; `chosen`: references to begin with."""
        self.case, self.planned = case, planned
        chosen = list(chosen)
        self.cases = {one.reference: one for one in (case, *others)}
        begun = data if data is not None else DraftData({"children": chosen})
        said = [one for one in dict.fromkeys(begun.getlist("children")) if one != case.reference]
        before = [one for one in begun.getlist("listed") if re.fullmatch(Reference.regex, one)]
        self.ticked = [one for one in said if re.fullmatch(Reference.regex, one)][:CHILDREN_IN_A_GROUP]
        listed = list(dict.fromkeys((case.reference, *self.ticked, *before)))[: 2 * CHILDREN_IN_A_GROUP]
        super().__init__(data, initial={"children": chosen, **(filled_from(planned) if planned else {})})
        self.fields["children"].choices = [
            (one, self._name(one)) for one in dict.fromkeys((*self.cases, *listed)) if one != case.reference
        ]
        ask_only_when_late(self)
        self.added = [one for one in self.ticked if data is not None and one not in before]
        self.parts = [self._part(one, data) for one in listed]
        self.obstacles = why_not_record(case) or (planned.why_not_resolve() if planned else [])

    def _name(self, reference: str) -> str:
        case = self.cases.get(reference)
        return f"{case.child.name}, {reference}" if case else reference

    def _part(self, reference: str, data: Any) -> PartForm:
        ticked = reference == self.case.reference or reference in self.ticked
        if reference in self.added or data is None:
            data = None
        elif not ticked:
            data = DraftData(dict(data.lists()))
        return PartForm(data, reference=reference, case=self.cases.get(reference), ticked=ticked)

    @property
    def places(self) -> list[str]:
        """The places used in this case before, and in no other."""
        return self.case.sessions.places()

    @property
    def answered(self) -> list[PartForm]:
        """The parts that will be recorded."""
        return [part for part in self.parts if part.ticked]

    @property
    def summary(self) -> list[dict[str, Any]]:
        rows = error_list(self)
        for part in self.parts:
            rows += [row | {"text": f"{part.called}: {row['text']}"} for row in error_list(part)]
        return rows

    def is_valid(self) -> bool:
        if not super().is_valid():
            return all([part.is_valid() for part in self.answered]) and False
        whole = all([part.is_valid() for part in self.answered])
        for part in self.answered:
            part.check_next_step(self.cleaned_data["held_at"])
        came = any(part.was_there for part in self.answered)
        if whole and came and not self.cleaned_data["what_happened"]:
            self.add_error("what_happened", "Enter what happened in the group")
        if whole and not came and self.cleaned_data["what_happened"]:
            self.add_error("what_happened", "No child came: leave this empty, and write it in the part of each child")
        return not self.errors and not any(part.errors for part in self.answered)

    def clean_children(self) -> list[str]:
        gone = [one for one in self.ticked if one not in self.cases]
        if gone:
            raise forms.ValidationError(f"{' and '.join(gone)} {GONE}")
        if self.added:
            raise forms.ValidationError("A part for each child you ticked is below now: fill it in, then save")
        if len(self.cleaned_data["children"]) >= CHILDREN_IN_A_GROUP:
            raise forms.ValidationError(f"One session can be recorded for up to {CHILDREN_IN_A_GROUP} children")
        children: list[str] = self.cleaned_data["children"]
        return children

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if held_at := self.moment_asked:
            answers["held_at"] = held_at
            self.refuse_moment(self._why_not_at(held_at))
            if "late_reason" not in self.errors and "day" not in self.errors:
                for sentence in why_not_so_late(held_at, answers["late_reason"]):
                    self.add_error("late_reason", sentence)
        return answers

    def _why_not_at(self, held_at: datetime) -> list[str]:
        """The first thing that is wrong with this moment, for whichever child."""
        mine = why_not_at(self.case, held_at)[:1]
        theirs = [
            f"{one}: {sentence}"
            for one in self.ticked
            if one in self.cases
            for sentence in why_not_at(self.cases[one], held_at)
        ]
        return mine or theirs[:1]

    def save(self, *, by: User) -> bool:
        shared = {name: answer for name, answer in self.cleaned_data.items() if name not in {"children", "day", "time"}}
        return self.attempt(
            record_together,
            parts={part.case: part.written for part in self.answered},
            by=by,
            planned=self.planned,
            **shared,
        )


class SharedWordsForm(WordsForm):
    """The words that the sessions of several children share: `note` is the shared part."""

    what_happened = LongTextField(
        "What happened in the group?",
        called="What happened in the group",
        rows=8,
        required="Enter what happened in the group",
        hint=NAME_NOBODY,
    )
    others_present = ShortTextField(
        "Which adults were there?", called="Which adults were there", required=False, limit=400
    )
    aims = LongTextField("What was it meant to achieve?", called="What it was meant to achieve", required=False, rows=3)
