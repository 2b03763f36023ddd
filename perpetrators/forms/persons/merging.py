"""Naming the other record of the same person, and making the two one."""

from typing import Any

from django import forms

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.govuk.fields import LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import GovukForm, VersionedForm
from perpetrators.models import PersonOfConcern
from perpetrators.models.persons.merging.merging import not_there


class NameOtherForm(GovukForm):
    reference = ShortTextField(
        "What is the reference of the other record?",
        called="The reference",
        limit=16,
        width=20,
        required="Enter the reference of the other record",
        hint="For example, PC-2026-0007",
    )

    def __init__(self, *args: Any, person: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_reference(self) -> str:
        """The reference of a record that may be merged with this one; what is out of sight is not there."""
        reference = self.cleaned_data["reference"].strip().upper()
        seen = self.person.scope.persons(PersonOfConcern.objects.active(), Right.HEAR_OF_SUSPECTS)
        if reference == self.person.reference:
            raise forms.ValidationError("This is the record you are on")
        if not seen.filter(reference=reference).exists():
            raise forms.ValidationError(not_there(reference, keeps=self.person.scope.keeps))
        return reference


class MergeForm(VersionedForm):
    """Merge `other` into `person`, or the other way round: which of the two stays is asked."""

    stays = RadioField(
        "Which record stays?",
        required="Select which record stays",
        choices=(),
        hint="Its name stays on top. The other’s reference leads to it from then on",
    )
    because = LongTextField(
        "How do you know that they are the same person?",
        called="How you know",
        rows=4,
        limit=500,
        required="Enter how you know that they are the same person",
        hint="Do not name a child: everybody who may see the person reads this",
    )
    other_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: PersonOfConcern, other: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": person.version, "other_version": other.version}, **kwargs)
        self.person, self.other = person, other
        self.fields["stays"].choices = [(one.reference, f"{one.name}, {one.reference}") for one in (person, other)]

    def save(self, *, by: User) -> bool:
        kept, gone, versions = self.person, self.other, ["version", "other_version"]
        if self.cleaned_data["stays"] == self.other.reference:
            kept, gone, versions = self.other, self.person, versions[::-1]
        of_kept, of_gone = (self.cleaned_data[name] for name in versions)
        return self.attempt(
            kept.merge, other=gone, by=by, because=self.cleaned_data["because"], version=of_kept, other_version=of_gone
        )
