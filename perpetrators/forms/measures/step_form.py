"""What the questions of every step of a measure have in common."""

from typing import Any

from django.utils import timezone

from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField
from emerald.govuk.forms import VersionedForm
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.measures.withheld import withhold
from perpetrators.models import Measure


class StepForm(VersionedForm):
    """`on`, `note` and what the step asks; whatever else is answered goes to the verb by its name."""

    verb = ""
    on = DateField(
        "When?", called="The day", required="Enter the day", not_after_today=True, initial=timezone.localdate
    )
    note = LongTextField("Note", rows=3, required=False, hint=NO_NAME)
    last = ("note", "version")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": measure.version} | kwargs.pop("initial", {}), **kwargs)
        self.measure = measure
        withhold(self, measure)
        self.order_fields([name for name in self.fields if name not in self.last] + list(self.last))

    def facts(self) -> dict[str, Any]:
        """What the verb is asked with."""
        return dict(self.cleaned_data)

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.measure, self.verb), by=by, **self.facts())

    @classmethod
    def of(cls, measure: Measure) -> "type[StepForm]":
        """The class for this measure: some ask more of some kinds."""
        return cls
