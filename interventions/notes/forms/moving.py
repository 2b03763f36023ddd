"""Moving a note to the case it belongs to: asked twice, because the text leaves one child's record for another's."""

from typing import Any

from django import forms

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, ShortTextField
from emerald.govuk.forms import GovukForm
from interventions.notes.models.moved import Movable


class MoveForm(GovukForm):
    """`target` is the case that was found; the form counts as confirmed once that very case has been shown."""

    reference = ShortTextField(
        "Which case does it belong to?",
        called="The reference",
        limit=16,
        width=20,
        required="Enter the reference of the right case",
        hint="For example, EM-2026-0001",
    )
    because = LongTextField(
        "Why is it moved?",
        called="Why it is moved",
        required="Enter why it is moved",
        rows=4,
        hint="Those who read either record may read this. Do not name a child or say what the note says",
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    target = None

    def __init__(self, *args: Any, note: Movable, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note, self.by = note, by

    def clean_reference(self) -> str:
        reference = self.cleaned_data["reference"].strip().upper()
        self.target = self.note.case_called(reference, by=self.by)
        if sentences := self.note.why_not_move_to(self.target):
            raise forms.ValidationError(sentences)
        return reference

    def save(self, *, by: User) -> bool:
        """False, with the case to be looked at on the page, until it has been."""
        asked = self.cleaned_data
        if asked["shown"] != asked["reference"]:
            self.data = self.data.copy()
            self.data["shown"] = asked["reference"]
            return False
        return self.attempt(self.note.move, to_reference=asked["reference"], because=asked["because"], by=by)
