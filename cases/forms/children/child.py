"""Who the child is, by which numbers others know them, and what they need."""

from typing import Any

from cases.forms.children.correction import CorrectingForm
from cases.forms.children.names import NameField
from cases.models import Case
from cases.models.children.census import Ethnicity, Sex, SpecialNeeds
from cases.models.children.child import OLDEST
from emerald.accounts.models import User
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    NhsNumberField,
    RadioField,
    SelectField,
    ShortTextField,
    TickField,
    UpnField,
    WholeNumberField,
)
from emerald.govuk.forms import GovukForm

KNOWN, ESTIMATED = "known", "estimated"


class IdentityQuestions(GovukForm):
    given_names = NameField(
        "Given names",
        limit=120,
        required="Enter the child’s given names",
        hint="As on their birth certificate or passport, if you know",
    )
    family_name = NameField(
        "Family name",
        limit=120,
        required="Enter the child’s family name",
        hint="If you do not know it, enter Not known",
    )
    preferred_name = NameField("Name they like to be called", limit=120, required=False)
    born = RadioField(
        "When was the child born?",
        required="Select whether you know the date of birth",
        choices=[(KNOWN, "I know the date of birth"), (ESTIMATED, "I can only estimate the age")],
    )
    date_of_birth = DateField(
        "Date of birth", required="Enter the date of birth", not_after_today=True, hint="For example, 4 5 2011"
    )
    estimated_age = WholeNumberField(
        "Estimated age in years",
        required="Enter the estimated age",
        width=2,
        called="Estimated age",
        min_value=0,
        max_value=OLDEST,
    )
    sex = RadioField("Sex", required="Select the child’s sex", choices=Sex.choices, initial=Sex.UNKNOWN)
    gender_identity = ShortTextField(
        "Gender identity",
        limit=120,
        required=False,
        hint="In the child’s own words, if it is not the same as their sex",
    )
    ethnicity = SelectField(
        "Ethnicity",
        required="Select the child’s ethnicity",
        choices=Ethnicity.grouped(),
        empty_label=None,
        initial=Ethnicity.NOBT,
        hint="How the child or family describe it",
    )
    first_language = ShortTextField("First language", limit=80, required=False)
    interpreter_needed = TickField("An interpreter is needed", required=False)
    reveals = {"born": {KNOWN: ["date_of_birth"], ESTIMATED: ["estimated_age"]}}


class NumberQuestions(GovukForm):
    nhs_number = NhsNumberField("NHS number", required=False, hint="10 digits, like 943 476 5919")
    upn = UpnField(
        "Unique pupil number (UPN)", required=False, called="UPN", hint="From the school: a letter and 12 digits"
    )
    social_care_id = ShortTextField("Social-care system number", limit=40, required=False, width=20)


class ChildForm(CorrectingForm):
    """A form about the child themselves."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, record=case.child, **kwargs)

    def save(self, *, by: User) -> bool:
        return self.attempt(
            self.child.change, by=by, through=self.case, version=self.cleaned_data["version"], **self.answers()
        )


class IdentityForm(IdentityQuestions, ChildForm):
    died_on = DateField(
        "Day of death, if the child has died", called="Day of death", required=False, not_after_today=True
    )

    def recorded(self) -> dict[str, Any]:
        return super().recorded() | {"born": KNOWN if self.child.date_of_birth else ESTIMATED}

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if name != "born"}


class NumbersForm(NumberQuestions, ChildForm):
    pass


class NeedsForm(ChildForm):
    safe_contact_notes = LongTextField(
        "How to contact the child safely",
        required=False,
        rows=4,
        hint="When, how and through whom; what must never be said or sent, and to whom",
    )
    school = ShortTextField("School, college or other education", limit=160, required=False)
    special_needs = RadioField(
        "Special educational needs or disability",
        choices=SpecialNeeds.choices,
        required="Select what is known of the child’s special educational needs",
    )
    special_needs_notes = LongTextField(
        "About their needs",
        required=False,
        rows=4,
        hint="What helps them, and what a worker should know before they meet",
    )
