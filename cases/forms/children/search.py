"""The one box that finds a child."""

from django import forms

from cases.forms.children.names import NameField
from cases.models.children.search_input import SearchInput
from emerald.govuk.forms import GovukForm


class ChildSearchForm(GovukForm):
    """Posted, so that what is looked for stands in no address."""

    sought = NameField(
        "Name, reference, date of birth, NHS number, UPN, social-care number or school",
        limit=200,
        called="What you look for",
        required="Enter a name, a number, a date of birth or a school",
        hint="For example, Tamsin 4 May 2011. Names that sound alike are found too",
    )

    def clean_sought(self) -> str:
        self.typed = SearchInput.read(self.cleaned_data["sought"])
        if self.typed.impossible:
            raise forms.ValidationError("Date of birth must be a real date, like 4 May 2011")
        if not (self.typed.reference or self.typed.numbers or self.typed.born or self.typed.words):
            raise forms.ValidationError("Enter a name, a number, a date of birth or a school")
        return self.cleaned_data["sought"]
