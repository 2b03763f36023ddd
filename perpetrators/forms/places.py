"""Recording a place, keeping it right, and its plan."""

from typing import Any

from cases.forms.planning.plan import ToDoForm
from emerald.accounts.models import Team, User
from emerald.govuk.fields import LongTextField, PostcodeField, RadioField, RowField, SelectField, ShortTextField
from emerald.govuk.forms import GovukForm, VersionedForm
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.places.place import PlaceKind
from perpetrators.models.places.recording import people_who_may_act

FACTS = ("kind", "name", "lines", "postcode", "web_address", "licence", "concern", "area")
OF_A_PLACE = [
    (one.value, one.label)
    for one in (
        ParticularKind.NAME,
        ParticularKind.PHONE,
        ParticularKind.EMAIL,
        ParticularKind.HANDLE,
        ParticularKind.LICENCE,
        ParticularKind.POLICE,
    )
]


class PlaceForm(VersionedForm):
    """A new place, of `person` where one is named, or a change of `place`."""

    kind = SelectField(
        "What kind of place is it?",
        choices=PlaceKind.choices,
        called="The kind of place",
        required="Select what kind of place it is",
    )
    name = ShortTextField(
        "What is it called?",
        called="The name",
        limit=160,
        required="Enter what the place is called",
        hint="Its name, or how people speak of it: “the car park behind the library”",
    )
    lines = LongTextField(
        "Where is it?",
        called="Where it is",
        rows=3,
        limit=1_000,
        required=False,
        hint="The address without the postcode, or how to find it. Leave empty for an online space",
    )
    postcode = PostcodeField("Postcode", required=False)
    web_address = ShortTextField(
        "Web address, or name of the group or channel", limit=300, required=False, hint="For an online space"
    )
    licence = ShortTextField(
        "Licence or registration",
        limit=160,
        required=False,
        hint="For example, the premises licence number and who gave it",
    )
    concern = LongTextField(
        "Why is it of concern?",
        called="Why it is of concern",
        rows=4,
        required=False,
        hint="What happens there. Do not name a child: everybody who may see the place reads this",
    )
    area = RowField("Which team’s area is it in?", queryset=None, required="Select the team")
    nature = ShortTextField(
        "What does the person have to do with it?",
        limit=160,
        called="What they have to do with it",
        required="Enter what the person has to do with the place",
        hint="For example, works there, lives there, meets children there",
    )

    def __init__(
        self, *args: Any, by: User, place: Place | None = None, person: PersonOfConcern | None = None, **kwargs: Any
    ) -> None:
        initial = {} if place is None else {name: getattr(place, name) for name in FACTS} | {"version": place.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.place, self.person = place, person
        self.fields["area"].queryset = Team.objects.in_use().order_by("name__in_order")
        if person is None:
            del self.fields["nature"]
        if place is None and len(teams := list(by.teams)) == 1:
            self.fields["area"].initial = teams[0]

    def save(self, *, by: User) -> bool:
        facts = {name: self.cleaned_data[name] for name in FACTS}
        if self.place is not None:
            return self.attempt(self.place.change, by=by, version=self.cleaned_data["version"], **facts)
        more = {"person": self.person, "nature": self.cleaned_data["nature"]} if self.person else {}
        return self.attempt(Place.record, by=by, **facts, **more)


class PlaceParticularForm(GovukForm):
    kind = RadioField("What is it?", choices=OF_A_PLACE, required="Select what it is")
    value = ShortTextField("How is it written?", called="How it is written", limit=300, required="Enter it")
    detail = ShortTextField(
        "Anything to know about it",
        limit=200,
        required=False,
        hint="For example, whose telephone it is, or which site the name is on",
    )
    source = ShortTextField("Where does it come from?", limit=200, required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def save(self, *, by: User) -> bool:
        return self.attempt(self.place.add_particular, by=by, **self.cleaned_data)


class TakeOffParticularForm(GovukForm):
    """Only asks to be sent."""

    def __init__(self, *args: Any, place: Place, particular: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.particular = place, particular

    def save(self, *, by: User) -> bool:
        return self.attempt(self.place.take_off_particular, particular=self.particular, by=by)


class PlacePlanForm(VersionedForm):
    aims = LongTextField(
        "What is to be achieved at this place?",
        called="What is to be achieved",
        rows=5,
        required="Enter what is to be achieved at this place",
        hint="For example, staff know what to look for and whom to ring; no child is given a room",
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, initial={"aims": place.plan_aims, "version": place.version}, **kwargs)
        self.place = place

    def save(self, *, by: User) -> bool:
        return self.attempt(self.place.write_plan, by=by, **self.cleaned_data)


class PlaceActionForm(ToDoForm):
    """A new action at `place`, or a change of `action`."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, owners=people_who_may_act(place), **kwargs)
        self.place = place
        self.fields["text"].hint = "For example, visit with licensing, train the night staff, ask for a camera"

    @property
    def add(self) -> Any:
        return self.place.add_action
