"""Conditions of a measure, its breaches, and its papers."""

from typing import Any

from django.db.models import QuerySet

from cases.forms.document import TakeOffForm
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.files.forms import FilesField, WithFiles
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    RowField,
    ShortTextField,
    WholeNumberField,
    YesNoField,
)
from emerald.govuk.forms import VersionedForm
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.measures.step import StepForm
from perpetrators.models import Breach, Measure, MeasureDocument
from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.models.law.proceeding import Proceeding
from perpetrators.models.measures.document import PaperKind
from perpetrators.models.measures.measure import Condition, ConditionSort


class ConditionForm(StepForm):
    verb = "add_condition"
    sort = RadioField("Must or must not?", choices=ConditionSort.choices, required="Select must or must not")
    text = LongTextField(
        "What must they do or not do?",
        called="What they must do or not do",
        rows=4,
        required="Enter what they must or must not do",
    )
    child = RowField(
        "Which child is it about?",
        queryset=None,
        required=False,
        empty_label="No child by name",
        hint="Only people who may see the child then read it",
    )
    supervisor = ShortTextField(
        "Who supervises it?", called="Who supervises it", limit=160, required=False, hint="For something they must do"
    )
    starts_on = DateField("First day, where it has its own", called="The first day", required=False)
    ends_on = DateField("Last day, where it has its own", called="The last day", required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        visible = measure.scope.children(Right.READ_SUSPECTS).filter(protected_by__measure=measure)
        self.fields["child"].queryset = visible.distinct().by_given_names()
        self.fields["on"].label = "When was it set?"


class EndConditionForm(StepForm):
    verb = "end_condition"

    def __init__(self, *args: Any, measure: Measure, condition: Condition, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.condition = condition
        self.fields["on"].label = "Last day on which it holds"

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"condition": self.condition}


class BreachFields(VersionedForm):
    """What is known of a breach at once or only later."""

    proceeding = RadioField(
        "What follows from it?", called="What follows", required="Select what follows from it", initial=Proceeding.NONE
    )

    def fit_to(self, kind: MeasureKind) -> None:
        asked = self.fields["proceeding"]
        asked.choices = [(one.value, one.label) for one in kind.proceedings]
        asked.help_text = kind.breach_means


class BreachForm(BreachFields):
    happened_on = DateField(
        "When did it happen?", called="The day it happened", required="Enter the day it happened", not_after_today=True
    )
    condition = RowField(
        "Which condition was broken?", queryset=None, required=False, empty_label="None of those listed"
    )
    what_happened = LongTextField(
        "What happened?", called="What happened", rows=5, required="Enter what happened", hint=NO_NAME
    )
    reported_by = ShortTextField(
        "Who reported it?", called="Who reported it", limit=160, required="Enter who reported it"
    )
    reported_to_police_on = DateField(
        "When was it reported to the police?", called="The day it was reported", required=False
    )
    crime_ref = ShortTextField("Crime reference", limit=80, required=False)
    arrested = YesNoField("Was the person arrested?", required="Select whether the person was arrested")
    arrested_on = DateField("Day of the arrest", required=False)
    field_order = [
        "happened_on",
        "condition",
        "what_happened",
        "reported_by",
        "reported_to_police_on",
        "crime_ref",
        "arrested",
        "arrested_on",
        "proceeding",
    ]

    def __init__(self, *args: Any, measure: Measure, conditions: QuerySet[Condition], **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": measure.version}, **kwargs)
        self.measure = measure
        self.fit_to(measure.row)
        self.fields["condition"].queryset = conditions
        self.fields["condition"].label_from_instance = lambda one: f"{one.get_sort_display()}: {one.text[:80]}"
        if not conditions.exists():
            del self.fields["condition"]

    def save(self, *, by: User) -> bool:
        return self.attempt(self.measure.record_breach, by=by, **self.cleaned_data)


class OutcomeForm(BreachFields):
    outcome = ShortTextField(
        "What was the outcome?",
        called="The outcome",
        limit=300,
        required=False,
        hint="For example, committed to prison. Left empty while there is none",
    )
    outcome_on = DateField("When?", called="The day of the outcome", required=False)
    sentence_days = WholeNumberField("Sentence, in days", required=False, min_value=1, max_value=9_999)
    released_on = DateField("Day of release, as far as it is known", called="The day of release", required=False)
    reported_to_police_on = DateField(
        "When was it reported to the police?", called="The day it was reported", required=False
    )
    crime_ref = ShortTextField("Crime reference", limit=80, required=False)
    arrested = YesNoField("Was the person arrested?", required="Select whether the person was arrested")
    arrested_on = DateField("Day of the arrest", required=False)
    SAID = (
        "proceeding",
        "outcome",
        "outcome_on",
        "sentence_days",
        "released_on",
        "reported_to_police_on",
        "crime_ref",
        "arrested",
        "arrested_on",
    )

    def __init__(self, *args: Any, breach: Breach, **kwargs: Any) -> None:
        initial = {name: getattr(breach, name) for name in self.SAID} | {"version": breach.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.breach = breach
        self.fit_to(breach.measure.row)

    def save(self, *, by: User) -> bool:
        return self.attempt(self.breach.record_outcome, by=by, **self.cleaned_data)


class PapersForm(WithFiles):
    files = FilesField("Which files?", required="Add at least one file")
    kind = RadioField("What is it?", choices=PaperKind.choices, required="Select what it is")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure

    def save(self, *, by: User) -> bool:
        return self.attempt(MeasureDocument.add, measure=self.measure, by=by, **self.cleaned_data)


class TakeOffPaperForm(TakeOffForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].hint = "The file is kept, and so is what you write here"
