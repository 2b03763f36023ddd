"""What the access log can be narrowed by."""

from typing import Any

from emerald.accounts.models import User
from emerald.audit.models import AccessEntry, ManyComparisons
from emerald.audit.models.access_entry import AccessEntryQuerySet, Outcome
from emerald.audit.record import VERBS
from emerald.govuk.fields import DateField, LongTextField, SelectField, ShortTextField
from emerald.govuk.forms import FilterForm, GovukForm


class AccessLogFilter(FilterForm):
    person = SelectField("Person", required=False, empty_label="Anybody")
    reference = ShortTextField("Case reference", required=False, limit=60, width=20)
    verb = SelectField(
        "What was done",
        choices=[(verb, verb.capitalize()) for verb in sorted(VERBS)],
        required=False,
        empty_label="Anything",
    )
    outcome = SelectField("Allowed or refused", choices=Outcome.choices, required=False, empty_label="Either")
    since = DateField("From", required=False)
    until = DateField("To", required=False)

    # How each answer narrows the log.
    QUESTIONS = {
        "person": "by_person",
        "reference": "about",
        "verb": "of_verb",
        "outcome": "with_outcome",
        "since": "on_or_after",
        "until": "on_or_before",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Once for reading the answer and drawing the list; a callable would be asked for each.
        self.fields["person"].choices += User.objects.values_list("pk", "name")

    def answers(self) -> dict[str, Any]:
        """The questions that were answered. An answer that makes no sense narrows nothing; the page says so."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: given[name] for name in self.QUESTIONS if given.get(name)}

    def in_words(self) -> str:
        """Which part of the log it is, for the log itself; empty for the whole."""
        return ", ".join(f"{name}: {answer}" for name, answer in self.answers().items())

    def query(self) -> dict[str, Any]:
        """The address's query that asks the same again; what was not asked is left out."""
        return {name: value for name, value in self.data.items() if value and name != "after"}

    def found(self) -> AccessEntryQuerySet:
        """The entries that fit, newest first."""
        entries, asked = AccessEntry.objects.newest_first(), self.answers()
        for name, answer in asked.items():
            entries = getattr(entries, self.QUESTIONS[name])(answer)
        if {"since", "until"} & asked.keys():
            entries = entries.where_days_lie(asked.get("since"), asked.get("until"))
        return entries


class LookIntoForm(GovukForm):
    finding = LongTextField(
        "What did you find?",
        called="What you found",
        rows=4,
        limit=4_000,
        required="Enter what you found",
        hint="Whether it was their work, and with whom you spoke. Do not name a child",
    )

    def __init__(self, *args: Any, day: ManyComparisons, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def save(self, *, by: User) -> bool:
        return self.attempt(self.day.look_into, by=by, **self.cleaned_data)
