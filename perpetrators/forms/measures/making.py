"""Proposing a measure, recording one that was made, and recording that a proposed one was made."""

from typing import Any

from django.utils import timezone

from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, SelectField, ShortTextField, YesNoField
from perpetrators.forms.ending_bail import FIELDS, EndsBail
from perpetrators.forms.measures.bail import offer_stages
from perpetrators.forms.measures.children import NAMED, NO_NAME, OfChildren, ViewFields
from perpetrators.forms.measures.facts import facts_of, with_facts
from perpetrators.forms.measures.withheld import withhold
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.law.bail_stages import RANKS
from perpetrators.models.law.catalogue.row import MeasureKind

WORKED_OUT, UNTIL, FURTHER, NONE = "worked_out", "until", "further", "none"


class ProposeForm(OfChildren):
    needs_child = False
    on = DateField(
        "When was it proposed?",
        called="The day",
        required="Enter the day",
        not_after_today=True,
        initial=timezone.localdate,
    )
    applicant = ShortTextField("Who would apply for it?", limit=160, required=False)
    reason = LongTextField(
        "Why is it considered?",
        called="Why it is considered",
        rows=4,
        required="Enter why it is considered",
        hint=NO_NAME,
    )
    field_order = ["on", "reason", "applicant", "children", *NAMED, "childs_view_considered", "childs_view"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]

    def save(self, *, by: User) -> bool:
        said = {name: self.cleaned_data[name] for name in ("applicant", "childs_view_considered", "childs_view")}
        return self.attempt(
            Measure.propose,
            by=by,
            kind=self.kind.key,
            **self.against,
            on=self.cleaned_data["on"],
            children=self.cleaned_data.get("children", ()),
            note=self.cleaned_data["reason"],
            **said,
        )


class MadeFields(ViewFields):
    """What is known once it was made. Questions that do not belong to the kind are left out."""

    made_on = DateField(
        "When was it made?", called="The day it was made", required="Enter the day it was made", not_after_today=True
    )
    interim = YesNoField("Is it an interim order?", required="Select whether it is an interim order")
    started_on = DateField("First day, where it is later", called="The first day", required=False)
    how_long = RadioField("Until when?", called="How long it runs", required="Select until when it runs")
    ends_on = DateField("Last day", required="Enter the last day")
    applicant_class = RadioField("Who applied?", required=False)
    applicant = ShortTextField("Name of the applicant", limit=160, required=False)
    authoriser = ShortTextField("Who authorised it?", called="Who authorised it", limit=160, required=False)
    authoriser_rank = SelectField("Rank of whoever authorised it", choices=RANKS, required=False)
    power_of_arrest = YesNoField("Is there a power of arrest?", required=False)
    power_of_arrest_until = DateField(
        "Last day of the power of arrest, where it ends sooner",
        called="The last day of the power of arrest",
        required=False,
    )
    order_ref = ShortTextField("Reference of the order or notice", limit=80, required=False)
    crime_ref = ShortTextField("Crime reference", limit=80, required=False)
    reveals = {"how_long": {UNTIL: ["ends_on"]}}

    def fit_to(self, kind: MeasureKind) -> None:
        """Leave out what this kind does not ask."""
        unasked = [
            ("interim", kind.interim),
            ("started_on", not kind.has_stages),
            ("applicant_class", len(kind.applicants) > 1),
            ("authoriser_rank", kind.has_stages),
            ("power_of_arrest", kind.power_of_arrest),
            ("power_of_arrest_until", kind.power_of_arrest),
        ]
        for name, is_asked in unasked:
            if not is_asked:
                del self.fields[name]
        if "applicant_class" in self.fields:
            self.fields["applicant_class"].choices = kind.applicants
        asked = self.fields["how_long"]
        asked.choices, asked.help_text = lengths_of(kind), kind.words_for_length
        if not kind.needs_end:
            first = asked.choices[0][0]
            self.initial.setdefault("how_long", NONE if NONE in dict(asked.choices) else first)
        offer_stages(self, kind)

    def as_made(self, kind: MeasureKind) -> dict[str, Any]:
        """The answers as `Measure.record_made` and `Measure.grant` take them."""
        answers = self.cleaned_data
        said = {
            name: answers.get(name)
            for name in (
                "made_on",
                "started_on",
                "ends_on",
                "applicant_class",
                "applicant",
                "authoriser",
                "authoriser_rank",
                "power_of_arrest",
                "power_of_arrest_until",
                "order_ref",
                "crime_ref",
                "childs_view_considered",
                "childs_view",
                "note",
            )
        }
        said["until_further_order"] = answers["how_long"] == FURTHER
        return {name: answer for name, answer in said.items() if answer not in (None, "")} | {
            "interim": bool(answers.get("interim")),
            "facts": facts_of(answers),
        }


def lengths_of(kind: MeasureKind) -> list[tuple[str, str]]:
    """The answers to "until when" that fit the kind."""
    if kind.one_day:
        return [(WORKED_OUT, "That day alone")]
    worked_out = kind.has_worked_out_end
    return [
        (value, words)
        for value, words, fits in (
            (WORKED_OUT, "As long as it can: Emerald works it out", worked_out),
            (UNTIL, "A day sooner" if worked_out else "A day", True),
            (FURTHER, "Until further order", not worked_out and kind.limits.open_ended and kind.needs_end),
            (
                NONE,
                "Until the full hearing (an interim order)" if kind.needs_end else "No last day",
                not worked_out and ((kind.interim and not kind.interim_is_fixed) or not kind.needs_end),
            ),
        )
        if fits
    ]


class RecordForm(EndsBail, OfChildren, MadeFields):
    """A measure that was made already, and perhaps served."""

    served = YesNoField("Was it served?", required="Select whether it was served")
    served_on = DateField(
        "When was it served?",
        called="The day it was served",
        required="Enter the day it was served",
        not_after_today=True,
    )
    served_how = ShortTextField(
        "How was it served?",
        called="How it was served",
        required="Enter how it was served",
        hint="For example, by hand at the police station",
    )
    served_by = ShortTextField("Who served it?", limit=160, required=False)
    last = (*FIELDS, *MadeFields.last)
    reveals = MadeFields.reveals | {"served": {"yes": ["served_on", "served_how", "served_by"]}}
    first = (
        "made_on",
        "interim",
        "started_on",
        "how_long",
        "ends_on",
        "served",
        "served_on",
        "served_how",
        "served_by",
        "children",
        *NAMED,
    )

    def __init__(self, *args: Any, subject: PersonOfConcern | Place, kind: MeasureKind, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, kind=kind, **kwargs)
        self.fit_to(kind)
        if self.is_person:
            self.offer_ends(subject, [kind.key])  # type: ignore[arg-type]  # a person
        else:
            for name in FIELDS:
                del self.fields[name]
        if not kind.needs_service:
            for name in ("served", "served_on", "served_how", "served_by"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.why_unsaid(self.kind.key)
        return self.cleaned_data

    def is_asked(self, name: str) -> bool:
        if name in ("served_on", "served_how", "served_by"):
            return self.cleaned_data.get("served") is True
        return super().is_asked(name)

    def save(self, *, by: User) -> bool:
        said, answers = self.as_made(self.kind), self.cleaned_data
        said |= {name: answers[name] for name in ("served_on", "served_how", "served_by") if answers.get(name)}
        children = answers.get("children", ())
        if self.kind.one_child_each and said.get("served_on"):
            facts = dict(said.pop("facts"))
            said.pop("interim")
            return self.attempt(
                Measure.serve_notices,
                by=by,
                person=self.subject,
                children=children,
                basis=facts.pop("basis"),
                facts=facts,
                **said,
            )
        said |= {"children": children, "ends": self.ended}
        return self.attempt(Measure.record_made, by=by, kind=self.kind.key, **self.against, **said)

    @property
    def made(self) -> list[Measure]:
        """The measures that were recorded."""
        return self.outcome if isinstance(self.outcome, list) else [self.outcome]


def record_form_of(kind: MeasureKind) -> type:
    return with_facts(RecordForm, kind.facts)


class GrantForm(MadeFields):
    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        initial = {
            name: getattr(measure, name)
            for name in (
                "applicant",
                "applicant_class",
                "authoriser",
                "order_ref",
                "crime_ref",
                "childs_view_considered",
                "childs_view",
            )
        } | {"version": measure.version}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.measure = measure
        self.fit_to(measure.row)
        del self.fields["note"]
        withhold(self, measure)

    def save(self, *, by: User) -> bool:
        said = self.as_made(self.measure.row)
        return self.attempt(
            self.measure.grant, by=by, on=said.pop("made_on"), version=self.cleaned_data["version"], **said
        )
