"""By what a person of concern is known: one question for each kind, asked when it is chosen."""

from typing import Any

from cases.forms.children.correction import RecordForm
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, EmailField, LongTextField, PhoneField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm
from perpetrators.models import Particular, PersonOfConcern
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.identifiers.recording import TakenOff

# For each kind: the question for its value, and the one for what is said beside it.
ASKED = {
    "name": ("name", None),
    "nickname": ("nickname", None),
    "phone": ("phone", None),
    "email": ("email", None),
    "handle": ("handle", "platform"),
    "vehicle": ("vehicle", "vehicle_looks"),
    "address": ("address", None),
    "licence": ("licence", "licence_authority"),
    "police": ("police", "police_force"),
}


class ParticularForm(RecordForm):
    """One particular of `person`, new when it has not been saved yet."""

    kind = RadioField("What is it?", called="What it is", choices=ParticularKind.choices, required="Select what it is")
    name = ShortTextField(
        "Other name", limit=160, required="Enter the name", hint="A former name, another spelling, a false name"
    )
    nickname = ShortTextField("Nickname", limit=160, required="Enter the nickname")
    phone = PhoneField("Telephone number", required="Enter the telephone number")
    email = EmailField("E-mail address", required="Enter the e-mail address")
    handle = ShortTextField(
        "Online handle",
        limit=200,
        required="Enter the handle",
        hint="As it is written there, or the address of the profile",
    )
    platform = ShortTextField(
        "Where is it used?",
        called="Where it is used",
        limit=200,
        required=False,
        hint="For example, a game, an app or a site",
    )
    vehicle = ShortTextField(
        "Number plate",
        limit=20,
        width=10,
        required="Enter the number plate",
        hint="Put ? for each letter or digit that is not known, like WX?? OZY",
    )
    vehicle_looks = ShortTextField("Make, model and colour", limit=200, required=False)
    address = LongTextField(
        "Address", rows=4, limit=300, required="Enter the address", hint="With the postcode, if you know it"
    )
    licence = ShortTextField(
        "Licence and its number",
        limit=200,
        called="The licence",
        required="Enter the licence",
        hint="For example: taxi driver 4471; alcohol licence of the Harbour Lodge",
    )
    licence_authority = ShortTextField("Who gave it?", called="Who gave it", limit=200, required=False)
    police = ShortTextField("Police reference", limit=200, required="Enter the police reference")
    police_force = ShortTextField("Which police force?", called="The police force", limit=200, required=False)
    source = ShortTextField(
        "Where does it come from?",
        called="Where it comes from",
        required=False,
        hint="Everybody who may read this person reads it: name no child",
    )
    since = DateField("Since when?", called="The start", required=False, not_after_today=True)
    until = DateField(
        "Until when?", called="The end", required=False, not_after_today=True, hint="Leave empty while it goes on"
    )
    reveals = {"kind": {kind: [name for name in names if name] for kind, names in ASKED.items()}}

    def __init__(self, *args: Any, person: PersonOfConcern, record: Particular, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, record=record, held=person, **kwargs)

    def recorded(self) -> dict[str, Any]:
        kept = {name: getattr(self.record, name) for name in ("kind", "source", "since", "until")}
        value, detail = ASKED.get(self.record.kind, ("kind", None))
        shown = {value: self.record.value, detail: self.record.detail} if self.record.kind else {}
        return kept | {name: said for name, said in shown.items() if name}

    def answers(self) -> dict[str, Any]:
        typed = self.cleaned_data
        value, detail = ASKED[typed["kind"]]
        return {name: typed[name] for name in ("kind", "source", "since", "until")} | {
            "value": typed[value],
            "detail": (detail and typed.get(detail)) or "",
        }

    def save(self, *, by: User) -> bool:
        if self.record.pk is None:
            return self.attempt(self.person.add_particular, by=by, **self.answers())
        return self.attempt(
            self.person.change_particular,
            particular=self.record,
            by=by,
            version=self.cleaned_data["version"],
            **self.answers(),
        )


class TakeOffParticularForm(VersionedForm):
    because = RadioField(
        "Why is it taken off?",
        called="Why it is taken off",
        choices=TakenOff.choices,
        required="Select why it is taken off",
        hint="If it only came to an end, change it instead and enter until when",
    )

    def __init__(self, *args: Any, person: PersonOfConcern, record: Particular, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": person.version}, **kwargs)
        self.person, self.record = person, record

    def save(self, *, by: User) -> bool:
        return self.attempt(self.person.take_off_particular, particular=self.record, by=by, **self.cleaned_data)
