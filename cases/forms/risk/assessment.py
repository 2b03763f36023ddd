"""Assessing the risk: starting, answering, choosing the level; and the manager's decision."""

from typing import Any

from django.utils import timezone

from cases.forms.risk.answers import Asking, Question
from cases.models import Case
from cases.models.risk.assessment import FACTS, RiskAssessment
from cases.models.risk.indicators import Domain
from cases.models.risk.level import RiskLevel
from cases.models.risk.words import AssessmentKind, Exploitation, YesNoUnknown
from emerald.accounts.models import User
from emerald.govuk.fields import CheckboxesField, DateField, LongTextField, RadioField
from emerald.govuk.forms import GovukForm, VersionedForm

LATER = "later"  # what the button "Save and go on later" sends as `then`
NEEDED = {
    "spoken_to": "Enter who you spoke to",
    "learning_disability": "Select whether the child has a learning disability",
    "childs_view": "Enter the child’s own view, or why it is not known",
}


def kind_field() -> RadioField:
    return RadioField(
        "What kind of assessment is it?", choices=AssessmentKind.choices, required="Select the kind of assessment"
    )


def day_field(**options: Any) -> DateField:
    return DateField(
        "On what day was the risk assessed?",
        called="The day of the assessment",
        not_after_today=True,
        required="Enter the day of the assessment",
        **options,
    )


class StartForm(GovukForm):
    kind = kind_field()
    assessed_on = day_field(initial=timezone.localdate)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.start_assessment, by=by, **self.cleaned_data)


class AnswersForm(VersionedForm):
    """Everything but the level, on one page. It can be saved unfinished; to go on to the level it must be whole."""

    mark_optional = False
    kind = kind_field()
    assessed_on = day_field()
    spoken_to = LongTextField(
        "Who did you speak to?",
        called="Who you spoke to",
        required=False,
        rows=3,
        hint="The child, carers, professionals; and who could not be reached",
    )
    learning_disability = RadioField(
        "Does the child have a learning disability?", choices=YesNoUnknown.choices, required=False
    )
    exploitation_types = CheckboxesField(
        "How is the child exploited, or how might they be?",
        required=False,
        choices=Exploitation.choices,
        hint="Select all that apply, or none",
    )
    childs_view = LongTextField(
        "What does the child think?",
        called="The child’s view",
        required=False,
        rows=4,
        hint="In their own words where you can",
    )
    protective_factors = LongTextField(
        "What else keeps the child safe?",
        called="What keeps the child safe",
        rows=4,
        required=False,
        hint="People, places and plans that the questions miss",
    )

    def __init__(self, data: Any = None, *args: Any, assessment: RiskAssessment, **kwargs: Any) -> None:
        self.assessment = assessment
        self.obstacles = assessment.why_not_write()
        self.asking = Asking(assessment, posted=data or {})
        facts = {name: getattr(assessment, name) for name in FACTS}
        # The questions are data: this form has its own fields beside those of its class.
        self.base_fields = type(self).base_fields | dict(self.asking.fields())  # type: ignore[misc]  # Django reads it of the form itself
        super().__init__(data, *args, initial={"version": assessment.version, **facts, **self.asking.initial}, **kwargs)

    @property
    def is_for_later(self) -> bool:
        return bool(self.data.get("then") == LATER)

    @property
    def sections(self) -> list[tuple[Domain, list[Question]]]:
        """[(part of the child's life, [its questions])] of what is asked now."""
        return self.asking.sections(self)

    @property
    def retired(self) -> list[Question]:
        """The questions retired while this assessment was open, with what was answered."""
        return self.asking.retired_questions(self)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if not self.is_for_later:
            for name, sentence in NEEDED.items():
                if name not in self.errors and not answers.get(name):
                    self.add_error(name, sentence)
            for name, sentence in self.asking.missing(answers, self.errors):
                self.add_error(name, sentence)
        return answers

    def save(self, *, by: User) -> bool:
        given = self.cleaned_data
        facts = {name: given[name] for name in FACTS}
        return self.attempt(
            self.assessment.save_answers, by=by, version=given["version"], answers=self.asking.answers(given), **facts
        )


class LevelForm(VersionedForm):
    """The practitioner's own level. Low is not offered where it cannot be chosen."""

    level = RadioField("What level of risk do you see?", required="Select a level of risk", choices=RiskLevel.choices)
    level_reason = LongTextField(
        "If your level is another than the suggested one, why?", called="Your reason", required=False, rows=5
    )
    mark_optional = False

    def __init__(self, *args: Any, assessment: RiskAssessment, **kwargs: Any) -> None:
        super().__init__(
            *args,
            initial={"version": assessment.version, "level": assessment.level, "level_reason": assessment.level_reason},
            **kwargs,
        )
        self.assessment, self.suggested = assessment, assessment.suggestion()
        if no_low := assessment.no_low:
            self.fields["level"].choices = [one for one in RiskLevel.choices if one[0] != RiskLevel.LOW]
            self.fields["level"].help_text = no_low

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        level, reason = answers.get("level"), answers.get("level_reason")
        if level and level != self.suggested.level and not reason and "level_reason" not in self.errors:
            self.add_error("level_reason", "Enter why your level differs from the suggested one")
        return answers

    def save(self, *, by: User) -> bool:
        return self.attempt(self.assessment.submit, by=by, **self.cleaned_data)


class DecisionForm(VersionedForm):
    verb = "sign_off"
    comment = LongTextField("Comment", required=False, rows=4)

    def __init__(self, *args: Any, assessment: RiskAssessment, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": assessment.version}, **kwargs)
        self.assessment = assessment

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.assessment, self.verb), by=by, **self.cleaned_data)


class ReturnForm(DecisionForm):
    verb = "give_back"
    comment = LongTextField(
        "What should be put right?", called="Your comment", rows=5, required="Enter what should be put right"
    )
