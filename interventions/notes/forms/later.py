"""What is written about a note after it was recorded: its next step finished, its words put right or added to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField
from emerald.govuk.forms import GovukForm, VersionedForm
from interventions.notes.models.next_step import WithNextStep


class NextStepForm(GovukForm):
    on = DateField(
        "When was it done?",
        called="The day it was done",
        required="Enter the day it was done",
        not_after_today=True,
        initial=timezone.localdate,
    )
    outcome = LongTextField("What came of it?", called="What came of it", required="Enter what came of it", rows=4)

    def __init__(self, *args: Any, note: WithNextStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note = note
        self.obstacles = note.why_not_finish()

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on < timezone.localdate(self.note.moment):
            raise forms.ValidationError(f"The day it was done cannot be before the {self.note.called}")
        return on

    def save(self, *, by: User) -> bool:
        return self.attempt(self.note.finish_next_step, by=by, **self.cleaned_data)


class WordsForm(VersionedForm):
    """The words of `note` as they stand; those it does not have are not asked for. `by` is who would change them."""

    def __init__(self, *args: Any, note: Any, by: User, **kwargs: Any) -> None:
        self.note, self.obstacles = note, note.why_not_change(by)
        now = {name: getattr(note, name) for name in note.words}
        super().__init__(*args, initial={"version": note.version, **now}, **kwargs)
        for name in set(self.fields) - {"version", *now}:
            del self.fields[name]

    @property
    def both(self) -> list[dict[str, Any]]:
        """Rows of what is saved now and what was typed, once the words were found changed since the page was made."""
        if not self.is_bound or self.cleaned_data.get("version") in (None, self.note.version):
            return []
        rows = [
            {
                "name": words,
                "theirs": getattr(self.note, name),
                "yours": self.cleaned_data.get(name) or self[name].value() or "",
            }
            for name, words in self.note.words.items()
        ]
        return [row | {"differs": row["theirs"] != row["yours"]} for row in rows if row["theirs"] or row["yours"]]

    def save(self, *, by: User) -> bool:
        return self.attempt(self.note.change_words, by=by, **self.cleaned_data)


class AddendumForm(GovukForm):
    text = LongTextField(
        "What do you want to add?",
        called="What you add",
        required="Enter what you want to add",
        rows=6,
        hint="Say what it puts right or makes complete. It cannot be changed afterwards",
    )
    obstacles: Sequence[str] = ()  # a record is added to whenever its page can be opened

    def __init__(self, *args: Any, note: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by: User) -> bool:
        return self.attempt(self.note.add, by=by, **self.cleaned_data)
