"""Questions about each of the things a child has several of, and about taking one away."""

from typing import Any

from cases.forms.children.correction import CorrectingForm
from cases.forms.children.names import NameField
from cases.models import Case
from cases.models.children.census import LegalBasis
from cases.models.children.corrections import RemovalReason
from emerald.accounts.models import User
from emerald.govuk.fields import (
    DateField,
    EmailField,
    LongTextField,
    PhoneField,
    PostcodeField,
    RadioField,
    SelectField,
    ShortTextField,
    TickField,
    YesNoField,
)
from emerald.govuk.forms import VersionedForm


class DetailForm(CorrectingForm):
    """A form about one detail, new when it has not been saved yet."""

    def save(self, *, by: User) -> bool:
        if self.record.pk is None:
            return self.attempt(
                self.child.add_detail, model=type(self.record), by=by, through=self.case, **self.answers()
            )
        return self.attempt(
            self.child.change_detail,
            detail=self.record,
            by=by,
            through=self.case,
            version=self.cleaned_data["version"],
            **self.answers(),
        )


class AlsoKnownAsForm(DetailForm):
    name = NameField(
        "Other name", limit=160, required="Enter the other name", hint="A nickname, a name used online, a former name"
    )
    note = ShortTextField("Where is it used, and by whom?", limit=200, required=False)


class LookedAfterForm(DetailForm):
    legal_basis = SelectField(
        "Legal basis",
        choices=LegalBasis.choices,
        required="Select the legal basis",
        hint="A child accommodated under section 20 is looked after, but not in care",
    )
    started_on = DateField("Looked after from", required="Enter the day it started", not_after_today=True)
    ended_on = DateField(
        "Looked after until", required=False, not_after_today=True, hint="Leave empty while it goes on"
    )
    placement = ShortTextField(
        "Kind of placement",
        limit=160,
        required=False,
        hint="For example, foster carers. Enter where they live as an address",
    )


class AddressForm(DetailForm):
    kind = ShortTextField(
        "What kind of address is it?",
        limit=40,
        called="Kind of address",
        width=20,
        required="Enter what kind of address it is",
        hint="For example: home, father’s home, foster placement",
    )
    lines = LongTextField("Address", rows=4, required="Enter the address", hint="Without the postcode")
    postcode = PostcodeField("Postcode", required=False)
    sensitive = TickField("This is a sensitive address", required=False)
    why_sensitive = ShortTextField(
        "Why is it sensitive?",
        limit=300,
        required="Enter why this address is sensitive",
        hint="Who must not learn of it. It is shown beside the address as a warning",
    )
    since = DateField("Lived there from", required=False, not_after_today=True)
    until = DateField(
        "Lived there until", required=False, not_after_today=True, hint="Leave empty while they live there"
    )
    reveals = {"sensitive": {True: ["why_sensitive"]}}


class CarerForm(DetailForm):
    name = NameField("Name", limit=160, required="Enter the carer’s name")
    relationship = ShortTextField(
        "Relationship to the child",
        limit=80,
        width=20,
        required="Enter how the carer is related to the child",
        hint="For example: mother, grandfather, foster carer",
    )
    parental_responsibility = TickField("Has parental responsibility", required=False)
    safe_to_contact = YesNoField(
        "Is it safe to contact them?",
        required="Select whether it is safe to contact them",
        yes="Yes",
        no="No, do not contact them",
    )
    phone = PhoneField("Telephone", required=False)
    email = EmailField("E-mail address", required=False)
    notes = LongTextField("Notes", required=False, rows=3)
    until = DateField("Carer until", required=False, not_after_today=True, hint="Leave empty while they are")


class ProfessionalForm(DetailForm):
    name = NameField("Name", limit=160, required="Enter the professional’s name")
    job = ShortTextField(
        "Role", limit=120, required="Enter their role", hint="For example: social worker, school nurse"
    )
    agency = ShortTextField("Agency", limit=120, required=False, hint="For example: North Area Police")
    phone = PhoneField("Telephone", required=False)
    email = EmailField("E-mail address", required=False)
    until = DateField("Involved until", required=False, not_after_today=True, hint="Leave empty while they are")


class RemovalForm(VersionedForm):
    because = RadioField(
        "Why should this be removed?", choices=RemovalReason.choices, required="Select why this should be removed"
    )

    def __init__(self, *args: Any, case: Case, record: int, **kwargs: Any) -> None:
        self.case, self.child, self.record = case, case.child, record
        super().__init__(*args, initial={"version": case.child.version}, **kwargs)

    def save(self, *, by: User) -> bool:
        return self.attempt(self.child.remove_detail, detail=self.record, by=by, through=self.case, **self.cleaned_data)
