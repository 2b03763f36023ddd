"""Who a person of concern is: asked when they are recorded, and in parts when something is put right."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.forms.children.correction import RecordForm
from cases.forms.children.names import NameField
from cases.models.children.census import Ethnicity, Sex
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import SiteRight
from emerald.files.forms import FilesField, WithFiles
from emerald.files.models import Upload
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    RowField,
    SelectField,
    ShortTextField,
    WholeNumberField,
)
from emerald.govuk.forms import GovukForm, VersionedForm
from perpetrators.models import PersonOfConcern
from perpetrators.models.persons.person import Basis, YesNo
from perpetrators.models.persons.recording import OLDEST

KNOWN, ESTIMATED, UNKNOWN = "known", "estimated", "unknown"
BASES = [(value, label) for value, label in Basis.choices if value != Basis.UNKNOWN]
ETHNICITIES = [(code, label) for code, label in Ethnicity.choices if code not in (Ethnicity.NOBT, Ethnicity.REFU)]


class IdentityQuestions(GovukForm):
    given_names = NameField(
        "Given names", limit=120, required=False, hint="One name is enough, or what they are called"
    )
    family_name = NameField("Family name", limit=120, required=False)
    called = NameField(
        "What they are called, if no name is known",
        limit=120,
        called="What they are called",
        required=False,
        hint="For example: Sprat, or: the driver of the grey van",
    )
    born = RadioField(
        "When were they born?",
        required="Select what you know of their age",
        choices=[(KNOWN, "I know the date of birth"), (ESTIMATED, "I can estimate the age"), (UNKNOWN, "Not known")],
    )
    date_of_birth = DateField(
        "Date of birth", required="Enter the date of birth", not_after_today=True, hint="For example, 4 5 1991"
    )
    estimated_age = WholeNumberField(
        "Estimated age in years",
        required="Enter the estimated age",
        width=3,
        called="Estimated age",
        min_value=0,
        max_value=OLDEST,
    )
    sex = RadioField("Sex", required="Select their sex", choices=Sex.choices, initial=Sex.UNKNOWN)
    also_a_child = RadioField(
        "Are they also a child or a victim?",
        choices=YesNo.choices,
        initial=YesNo.UNKNOWN,
        required="Select whether they are also a child or a victim",
        hint="Somebody under 18 who is made to draw others in is a child first",
    )
    reveals = {"born": {KNOWN: ["date_of_birth"], ESTIMATED: ["estimated_age"]}}

    def clean_called(self) -> str:
        """Asked at once with the other questions, not after they were answered."""
        if not any(self.cleaned_data.get(name) for name in ("given_names", "family_name", "called")):
            self.add_error("given_names", "Enter a name, or what they are called")
        return self.cleaned_data["called"]


class OriginQuestions(GovukForm):
    """Asked in every case, with the basis or why it is not known. Source: DOMAIN.md section 3.5 [Y7]."""

    ethnicity_known = RadioField(
        "Is their ethnicity known?",
        choices=[("yes", "Yes"), ("no", "No")],
        required="Select whether their ethnicity is known",
    )
    ethnicity = SelectField("Ethnicity", choices=ETHNICITIES, required="Select the ethnicity")
    ethnicity_basis = SelectField(
        "How is the ethnicity known?",
        choices=BASES,
        called="How the ethnicity is known",
        required="Select how the ethnicity is known",
    )
    ethnicity_why_unknown = ShortTextField(
        "Why is the ethnicity not known?",
        called="Why the ethnicity is not known",
        required="Enter why the ethnicity is not known",
        hint="For example, nobody who saw them could say",
    )
    nationality_known = RadioField(
        "Is their nationality known?",
        choices=[("yes", "Yes"), ("no", "No")],
        required="Select whether their nationality is known",
    )
    nationality = ShortTextField("Nationality", limit=80, required="Enter the nationality")
    nationality_basis = SelectField(
        "How is the nationality known?",
        choices=BASES,
        called="How the nationality is known",
        required="Select how the nationality is known",
    )
    nationality_why_unknown = ShortTextField(
        "Why is the nationality not known?",
        called="Why the nationality is not known",
        required="Enter why the nationality is not known",
    )
    reveals = {
        "ethnicity_known": {"yes": ["ethnicity", "ethnicity_basis"], "no": ["ethnicity_why_unknown"]},
        "nationality_known": {"yes": ["nationality", "nationality_basis"], "no": ["nationality_why_unknown"]},
    }


class LooksQuestions(GovukForm):
    description = LongTextField(
        "What do they look like?",
        called="What they look like",
        required=False,
        rows=4,
        hint="Height, build, hair, how they speak, marks and tattoos. Everybody who may read "
        "this person reads it: name no child",
    )
    occupation = ShortTextField(
        "What is their work?",
        called="Their work",
        limit=160,
        required=False,
        hint="For example, taxi driver, or works in a takeaway",
    )


class PersonForm(RecordForm):
    """Part of what is known of a person of concern, to change it."""

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, record=record, held=record, **kwargs)

    def answers(self) -> dict[str, Any]:
        return as_fields(super().answers())

    def recorded(self) -> dict[str, Any]:
        person = self.record
        born = KNOWN if person.date_of_birth else ESTIMATED if person.estimated_age is not None else UNKNOWN
        known = {f"{what}_known": self._is_known(what) for what in ("ethnicity", "nationality")}
        return super().recorded() | {"born": born} | known

    def _is_known(self, what: str) -> str | None:
        if getattr(self.record, f"{what}_basis") != Basis.UNKNOWN:
            return "yes"
        return "no" if getattr(self.record, f"{what}_why_unknown") else None

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.change, by=by, version=self.cleaned_data["version"], **self.answers())


class IdentityForm(IdentityQuestions, PersonForm):
    pass


class OriginForm(OriginQuestions, PersonForm):
    pass


class LooksForm(LooksQuestions, PersonForm):
    pass


class NewPersonForm(LooksQuestions, OriginQuestions, IdentityQuestions):
    """Everything at once, for the register: no child stands behind it yet."""

    area = RowField(
        "Which team’s area is it?",
        queryset=Team.objects.none(),
        called="The team",
        required="Select the team whose area it is",
    )
    officer = ColleagueField(
        "Which police liaison officer is responsible for the record?",
        queryset=User.objects.none(),
        called="The officer",
        required=False,
        empty_label="Nobody yet",
    )
    reveals = IdentityQuestions.reveals | OriginQuestions.reveals

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Team.objects.in_use().order_by("name__in_order")
        self.fields["officer"].queryset = officers()
        self.fields["area"].initial, self.fields["officer"].initial = next(iter(by.teams), None), by

    def clean(self) -> dict[str, Any]:
        """What the record itself says cannot be so, beside its question."""
        if not self.errors:
            asked = PersonOfConcern(
                **{
                    name: value
                    for name, value in as_fields(self.cleaned_data).items()
                    if name not in ("area", "officer")
                }
            )
            for name, sentence in asked.problems().items():
                self.add_error(name if name in self.fields else None, sentence)
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        return self.attempt(PersonOfConcern.record, by=by, **as_fields(self.cleaned_data))


class OfficerForm(VersionedForm):
    officer = ColleagueField(
        "Which officer is responsible for this record?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        hint="They keep the record at once. Children they cannot see stay closed until the officer "
        "before or a manager of the child’s team agrees",
    )
    because = ShortTextField(
        "Why does it change?",
        called="Why it changes",
        limit=300,
        required="Enter why it changes",
        hint="Everybody who may read this person reads it: name no child",
    )

    def __init__(self, *args: Any, record: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": record.version, "officer": record.officer_id}, **kwargs)
        self.record, self.fields["officer"].queryset = record, officers()

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.appoint, by=by, **self.cleaned_data)


class PhotographForm(WithFiles):
    files = FilesField(
        "Photograph",
        required="Add the photograph",
        hint="A JPEG, PNG, WebP or HEIC picture. Where and with what it was taken is removed from it",
    )

    def __init__(self, *args: Any, record: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record

    def clean_files(self) -> list[Upload]:
        files = super().clean_files()
        if len(files) > 1:
            raise forms.ValidationError("Add one photograph. Untick the others")
        return files

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.set_photograph, by=by, upload=self.cleaned_data["files"][0])


class ConfirmForm(GovukForm):
    """Nothing to ask; `verb` is what is done."""

    def __init__(self, *args: Any, verb: Callable[..., Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb

    def save(self, *, by: User) -> bool:
        return self.attempt(self.verb, by=by)


def officers() -> QuerySet[User]:
    """Police liaison whose access is in force, by name."""
    return User.objects.with_site_right(SiteRight.KEEP_REGISTER).order_by("name__in_order", "pk")


def as_fields(answers: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the fields of the record: a question that was not asked leaves nothing behind."""
    fields = {
        name: value
        for name, value in answers.items()
        if name not in ("version", "born", "ethnicity_known", "nationality_known")
    }
    for what, nothing in (("ethnicity", Ethnicity.NOBT), ("nationality", "")):
        if answers.get(f"{what}_known") == "no":
            fields |= {what: nothing, f"{what}_basis": Basis.UNKNOWN}
        elif f"{what}_known" in answers:
            fields[f"{what}_why_unknown"] = ""
    return fields
