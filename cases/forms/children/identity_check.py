"""What is known of a child who may be on record already."""

from dataclasses import fields
from typing import Any

from cases.forms.children.names import NameField
from cases.models.children.child import OLDEST
from cases.models.children.search_criteria import SearchCriteria
from emerald.govuk.fields import DateField, NhsNumberField, ShortTextField, UpnField, WholeNumberField
from emerald.govuk.forms import GovukForm
from emerald.govuk.widgets import DateWidget


class IdentityCheckForm(GovukForm):
    """Asked before a case is opened. The questions have the names they have in the form that opens a case."""

    mark_optional = False
    given_names = NameField("Given names, or any name you have", limit=120, required=False)
    family_name = NameField("Family name", limit=120, required=False)
    date_of_birth = DateField("Date of birth", required=False, not_after_today=True, hint="For example, 4 5 2011")
    estimated_age = WholeNumberField(
        "Or about how old the child is",
        required=False,
        width=2,
        called="Age",
        min_value=0,
        max_value=OLDEST,
        hint="In years, when you do not know the date",
    )
    nhs_number = NhsNumberField("NHS number", required=False)
    upn = UpnField("Unique pupil number (UPN)", required=False, called="UPN")
    social_care_id = ShortTextField("Social-care system number", limit=40, required=False, width=20)

    def clean(self) -> dict[str, Any]:
        known = ("given_names", "family_name", "nhs_number", "upn", "social_care_id")
        if not self.errors and not any(self.cleaned_data.get(name) for name in known):
            self.add_error("given_names", "Enter a name, or one of the child’s numbers")
        return self.cleaned_data

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Every answer as it was posted, to be posted along with the next page."""
        boxes = [
            name
            for field in self.fields
            for name in ([f"{field}_{part}" for part in DateWidget.PARTS] if field == "date_of_birth" else [field])
        ]
        return [(name, self.data.get(name, "")) for name in boxes]

    @property
    def sought(self) -> SearchCriteria:
        """The question to put to the records; a question without answers where something is mistyped."""
        if not self.is_valid():
            return SearchCriteria()
        typed = {**self.cleaned_data, "age": self.cleaned_data["estimated_age"]}
        return SearchCriteria(**{field.name: typed[field.name] for field in fields(SearchCriteria)})
