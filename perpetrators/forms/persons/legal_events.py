"""A step of the law against a person of concern: recorded, and put right by a later entry."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import DateField, RadioField, RowField, ShortTextField, YesNoField
from emerald.govuk.forms import VersionedForm
from perpetrators.forms.ending_bail import FIELDS, EndsBail
from perpetrators.models import LegalEvent, PersonMistake, PersonOfConcern
from perpetrators.models.persons.legal_events.legal_status import LegalStep

STEPS = [(value, label) for value, label in LegalStep.choices if value != LegalStep.TAKEN_BACK]
TAKE_BACK = (LegalStep.TAKEN_BACK.value, "None of these: it was recorded by mistake. A second person looks at it too")


# What a decision that names no offence is about; and an arrest may be recorded before its offence is known.
EVERYTHING = "Left empty: all that is outstanding"


ASKED_OF = {
    "arrest": ["arrest"],
    "charge": ["charge"],
    "caution": ["caution"],
    "nfa": ["nfa"],
    "conviction": ["conviction", "against_child", "sentence", "released_on"],
    "acquittal": ["acquittal", "overturns"],
}
OF_A_STEP = tuple(name for names in ASKED_OF.values() for name in names)


class LegalEventForm(EndsBail, VersionedForm):
    step = RadioField("What happened?", called="What happened", choices=STEPS, required="Select what happened")
    arrest = ShortTextField("Offence, where it is known", called="The offence", limit=300, required=False)
    nfa = ShortTextField("Of which offence?", called="The offence", limit=300, required=False)
    acquittal = ShortTextField("Of which offence?", called="The offence", limit=300, required=False)
    charge = ShortTextField("Offence", limit=300, required="Enter the offence")
    caution = ShortTextField("Offence", limit=300, required="Enter the offence")
    conviction = ShortTextField("Offence", limit=300, required="Enter the offence")
    against_child = YesNoField("Was it against a child?", required="Select whether it was against a child")
    sentence = ShortTextField("Sentence", limit=300, required=False)
    released_on = DateField(
        "Expected release date", required=False, hint="If the sentence is prison and the date is known"
    )
    overturns = RowField(
        "Does it overturn a conviction?",
        queryset=LegalEvent.objects.none(),
        required=False,
        empty_label="No",
        called="Whether it overturns a conviction",
    )
    on = DateField("When was it?", called="The day", required="Enter the day", not_after_today=True)
    where = ShortTextField(
        "Which police station or court?", called="The police station or court", limit=160, required=False
    )
    offence_code = ShortTextField("Code of the offence", limit=40, required=False, width=20)
    outcome = ShortTextField(
        "Outcome", limit=300, required=False, hint="For example, the police’s outcome code, or bailed to return"
    )
    reveals = {"step": ASKED_OF}

    field_order = ("step", *OF_A_STEP, "on", "where", "offence_code", "outcome", *FIELDS)

    def __init__(self, *args: Any, record: PersonOfConcern, initial: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": record.version} | (initial or {}), **kwargs)
        self.record = record
        self.fields["overturns"].queryset = LegalEvent.objects.of_person(record).convictions()
        self.fields["overturns"].label_from_instance = LegalEvent.in_words
        outstanding = [one.offence for one in record.standings() if one.is_outstanding and one.offence]
        hint = f"{EVERYTHING}{' (' + '; '.join(outstanding) + ')' if outstanding else ''}"
        self.fields["nfa"].help_text = self.fields["acquittal"].help_text = hint
        self.offer_ends(record, [value for value, _ in STEPS])

    def facts(self) -> dict[str, Any]:
        """The answers as the event's fields."""
        typed = self.cleaned_data
        named = ("step", "on", "where", "offence_code", "outcome", "overturns", "released_on")
        return {name: typed[name] for name in named} | {
            "offence": typed.get(typed["step"]) or "",
            "against_child": typed["against_child"] if typed["step"] == LegalStep.CONVICTION else None,
            "sentence": typed["sentence"] or "",
        }

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            for name, sentence in self.asked_of().problems().items():
                self.add_error(name if name in self.fields else None, sentence)
        if not self.errors:
            self.why_unsaid(self.cleaned_data["step"])
        return self.cleaned_data

    def asked_of(self) -> LegalEvent:
        return LegalEvent(person=self.record, **self.facts())

    def save(self, *, by: User) -> bool:
        version = self.cleaned_data["version"]
        return self.attempt(self.record.record_legal, by=by, version=version, ends=self.ended, **self.facts())


class CorrectLegalEventForm(LegalEventForm):
    because = ShortTextField(
        "Why is it corrected?",
        called="Why it is corrected",
        limit=300,
        required="Enter why it is corrected",
        hint="Everybody who may read this person reads it: name no child",
    )
    field_order = ("step",)

    def __init__(self, *args: Any, record: PersonOfConcern, event: LegalEvent, **kwargs: Any) -> None:
        kept = {
            name: getattr(event, name)
            for name in ("step", "on", "where", "offence_code", "outcome", "sentence", "released_on", "against_child")
        }
        super().__init__(
            *args, record=record, initial=kept | {event.step: event.offence, "overturns": event.overturns_id}, **kwargs
        )
        self.event = event
        for name in FIELDS:
            self.fields.pop(name, None)
        self.fields["step"].label, self.fields["step"].choices = "What should the entry say?", [*STEPS, TAKE_BACK]

    @property
    def says_mistaken(self) -> bool:
        return self.cleaned_data["step"] == LegalStep.TAKEN_BACK

    def save(self, *, by: User) -> bool:
        because, version = self.cleaned_data["because"], self.cleaned_data["version"]
        if self.says_mistaken:
            say = PersonMistake.say_of_legal_event
            return self.attempt(say, event=self.event, person=self.record, by=by, reason=because, version=version)
        verb = self.record.correct_legal
        return self.attempt(verb, event=self.event, by=by, because=because, version=version, **self.facts())
