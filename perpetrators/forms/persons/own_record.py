"""Which child's record is this person's own; and taking that back."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm
from perpetrators.lookup import resolve
from perpetrators.models import ChildRecord, PersonOfConcern
from perpetrators.models.persons.child_record import HowKnown


class OwnRecordForm(VersionedForm):
    child = ShortTextField(
        "Which child are they?",
        called="The child",
        required="Enter the child’s name or case reference",
        hint="Their name, or the reference of their case. Only children of yours are found",
    )
    how_known = RadioField(
        "How do you know that they are the same?",
        required="Select how you know that they are the same",
        choices=HowKnown.choices,
    )

    def __init__(self, *args: Any, person: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": person.version}, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        if not self.has_error("child"):
            found = resolve.children(self.person.scope, self.cleaned_data["child"])
            self.own, sentence = resolve.the_one(found, what="child")
            if sentence:
                self.add_error("child", sentence)
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        said = self.cleaned_data
        return self.attempt(
            ChildRecord.say,
            person=self.person,
            child=self.own,
            by=by,
            how_known=said["how_known"],
            version=said["version"],
        )


class TakeBackOwnRecordForm(VersionedForm):
    because = LongTextField(
        "Why is it taken back?",
        called="Why it is taken back",
        rows=3,
        limit=300,
        required="Enter why it is taken back",
        hint="Do not name a child: everybody who may see the person reads this",
    )

    def __init__(self, *args: Any, own: ChildRecord, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": own.person.version}, **kwargs)
        self.own = own

    def save(self, *, by: User) -> bool:
        return self.attempt(self.own.take_back, by=by, **self.cleaned_data)
