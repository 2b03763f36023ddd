"""Warning notices that were served: one person, up to five children, one form, no mouse."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.forms.children.names import NameField
from cases.models import Child
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, RadioField, ShortTextField, TickField
from emerald.govuk.forms import GovukForm
from perpetrators.forms.measures.children import BOXES, children_named
from perpetrators.lookup.suggestions import Suggestions
from perpetrators.models import Measure
from perpetrators.models.law.catalogue.civil import BASES, SIGNED

FACTS = ("signed", "place_served", "consent_by", "consent_role", "copy_given", "explained")


class SuggestForm(GovukForm):
    """What was typed so far in one of its boxes."""

    sought = NameField("Who is it?", limit=200, required=False)


class ServedForm(GovukForm):
    """`known` finds whoever is meant. A box with an address in `suggestions` offers, while one types, who that may be;
    without a script it is typed, and a name that fits several is answered with who they are."""

    who = NameField(
        "Who was served?", limit=200, required="Enter who was served", hint="Their name, nickname or reference (PC-…)"
    )
    child_1 = NameField(
        "First child",
        limit=200,
        required="Enter at least one child",
        hint="Their name or case reference (EM-…). Each child gets a notice of their own",
    )
    child_2 = NameField("Second child", limit=200, required=False)
    child_3 = NameField("Third child", limit=200, required=False)
    child_4 = NameField("Fourth child", limit=200, required=False)
    child_5 = NameField("Fifth child", limit=200, required=False)
    basis = RadioField("What do the notices rest on?", choices=BASES, required="Select what the notices rest on")
    served_on = DateField(
        "When were they served?",
        required="Enter the day they were served",
        not_after_today=True,
        called="The day they were served",
        initial=timezone.localdate,
    )
    signed = RadioField("Did the person sign?", choices=SIGNED, required="Select whether the person signed")
    copy_given = TickField("A copy was left with the person", required=False)
    explained = TickField("It was explained to the person", required=False)
    served_by = ShortTextField("Who served them?", limit=160, required=False, hint="Name and collar number")
    place_served = ShortTextField("Where?", limit=160, required=False)
    consent_by = ShortTextField(
        "Who stated that the person has no permission?",
        limit=160,
        required=False,
        hint="A parent, somebody else with parental responsibility, or the council",
    )
    consent_role = ShortTextField("What are they to the children?", limit=160, required=False)
    order_ref = ShortTextField("Police reference", limit=80, width=20, required=False)
    childs_view_considered = TickField("The children’s views were considered", required=False)
    suggestions = {"who": "suggest_persons", **dict.fromkeys(BOXES, "suggest_children")}

    def __init__(self, *args: Any, known: Suggestions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.children: list[Child] = []
        for name, page in self.suggestions.items():
            self.fields[name].widget.attrs["data-suggest"] = reverse(page)

    def clean_who(self) -> str:
        self.person = self.known.person(self.cleaned_data["who"])
        return str(self.cleaned_data["who"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.children = children_named(self, self.known)
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        said = self.cleaned_data
        return self.attempt(
            Measure.serve_notices,
            by=by,
            person=self.person,
            children=self.children,
            basis=said["basis"],
            served_on=said["served_on"],
            served_by=said["served_by"],
            order_ref=said["order_ref"],
            childs_view_considered=said["childs_view_considered"] or None,
            facts={name: said[name] for name in FACTS if said[name]},
        )
