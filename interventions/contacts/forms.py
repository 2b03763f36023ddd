"""Recording a contact that is no session."""

from typing import Any

from django.utils import timezone

from cases.forms.document import what_came_of
from cases.models import Case
from emerald.accounts.models import User
from emerald.drafts.models import Posting, token_of
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    ShortTextField,
    TimeOfMomentField,
    WholeNumberField,
)
from emerald.govuk.forms import GovukForm
from emerald.words import clock
from interventions.contacts.models.again import put_right, recorded_just_now
from interventions.contacts.models.contact import Contact
from interventions.contacts.models.how import ContactKind, Direction, With, why_not_contact, within_days
from interventions.notes.forms.files import BringsFiles
from interventions.notes.forms.later import WordsForm
from interventions.notes.forms.moment import AsksMoment, AsksNextStep, asked_next_step
from interventions.notes.models.rules import why_not_at, why_not_record, why_not_so_late
from interventions.timescales import MINUTES_WITHIN, WRITTEN_UP_WITHIN

# The question under which a sentence of the rules stands; the others stand above the form.
PLACE = {
    "Say who took part in the meeting.": "present",
    "Say what was said, or what happened.": "what_was_said",
    "There was no answer, so leave the child’s own words empty.": "childs_words",
}

# Asked only of what may have been sent before.
AGAIN, CORRECTION = "again", "correction"
WHICH = [(CORRECTION, "A correction of that contact"), ("another", "Another contact")]
WHICH_HINTS = {CORRECTION: "It takes the place of that one, which can still be read"}


class ContactForm(AsksMoment, AsksNextStep, GovukForm):
    """What it was and with whom, then what was said, then what follows."""

    kind = RadioField(
        "What was it?",
        choices=ContactKind.choices,
        required="Select what it was",
        hint="A session with the child, face to face, is recorded under Direct work",
    )
    call = RadioField("Who made the call?", choices=Direction.choices, required="Select who made the call")
    message = RadioField("Who sent the message?", choices=Direction.choices, required="Select who sent the message")
    email = RadioField("Who sent the e-mail?", choices=Direction.choices[:2], required="Select who sent the e-mail")
    letter = RadioField("Who sent the letter?", choices=Direction.choices[:2], required="Select who sent the letter")
    present = ShortTextField(
        "Who took part?",
        called="Who took part",
        required="Enter who took part",
        limit=1000,
        hint="Names and where they work",
    )
    decisions = LongTextField(
        "What was decided, and who does what by when?", called="What was decided", rows=4, required=False
    )
    with_whom = RadioField("Who was it with?", choices=With.choices, required="Select who it was with")
    agency = ShortTextField(
        "Which agency?",
        called="The agency",
        required="Enter the agency",
        limit=160,
        hint="For example, a school, the police or a GP surgery",
    )
    with_name = ShortTextField(
        "What is their name?", called="The name", required=False, limit=200, hint="For a professional, their job too"
    )
    day = DateField(
        "When was it?", called="The day", required="Enter the day", not_after_today=True, initial=timezone.localdate
    )
    time = TimeOfMomentField("What time was it?", called="The time", required="Enter the time")
    length_minutes = WholeNumberField(
        "How many minutes did it last?", called="The number of minutes", required=False, min_value=1, max_value=1440
    )
    what_was_said = LongTextField(
        "What was said, or what happened?",
        called="What was said",
        rows=8,
        required=False,
        hint="The main points are enough if you add the letter or message itself below. May "
        "stay empty only when there was no answer",
    )
    childs_words = LongTextField(
        "What did the child say, in their own words?",
        called="What the child said",
        rows=4,
        required=False,
        hint="Write down the words as they were said",
    )
    analysis = LongTextField(
        "What do you think about it?",
        called="What you think",
        required=False,
        rows=3,
        hint="It is shown apart from what was said",
    )
    next_step, next_step_on = asked_next_step()
    late_reason = LongTextField(
        "If you are recording this late, why?",
        called="Why it is recorded late",
        rows=2,
        required=False,
        hint=f"Needed after {WRITTEN_UP_WITHIN} working days; for a meeting, after {MINUTES_WITHIN}",
    )
    reveals = {
        "kind": {
            ContactKind.PHONE.value: ["call"],
            ContactKind.MESSAGE.value: ["message"],
            ContactKind.EMAIL.value: ["email"],
            ContactKind.LETTER.value: ["letter"],
            ContactKind.MEETING.value: ["present", "decisions"],
        },
        "with_whom": {With.PROFESSIONAL.value: ["agency"]},
    }
    asked_by_kind = ("call", "message", "email", "letter")

    earlier: Contact | None = None  # the one that this may be a correction of
    corrects = False

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        self.obstacles = why_not_record(case, "a contact")

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        answers["direction"] = next((answers[name] for name in self.asked_by_kind if answers.get(name)), "")
        if happened_at := self.moment_asked:
            answers["happened_at"] = happened_at
            if wrong := why_not_at(self.case, happened_at, "contact"):
                self.refuse_moment(wrong)
            else:
                self._check_against_day(answers)
        if not self.errors:
            for sentence in why_not_contact(**self._written(answers)):
                self.add_error(PLACE.get(sentence), sentence)
        if not self.errors:
            self._ask_whether_it_is_a_correction(answers)
        return answers

    def _ask_whether_it_is_a_correction(self, answers: dict[str, Any]) -> None:
        once, moment = token_of(self.data), answers["happened_at"]
        same_page = once is not None and Posting.objects.is_recorded(self.by, once)
        self.earlier = recorded_just_now(
            self.case, by=self.by, kind=answers["kind"], happened_at=moment, same_page=same_page
        )
        if self.earlier is None:
            return
        said, at = self.data.get(AGAIN), clock(self.earlier.recorded_at)
        self.corrects = said == CORRECTION
        if said not in dict(WHICH):
            self.fields[AGAIN] = RadioField(
                f"You recorded a contact at {at} already. What is this?", choices=WHICH, hints=WHICH_HINTS
            )
            self.add_error(AGAIN, f"Select whether this is a correction of the contact you recorded at {at}")

    def _check_against_day(self, answers: dict[str, Any]) -> None:
        at, kind = answers["happened_at"], answers.get("kind")
        if "late_reason" not in self.errors and kind:
            for sentence in why_not_so_late(at, answers["late_reason"], "contact", within_days(kind)):
                self.add_error("late_reason", sentence)
        self.check_next_step(at, "contact")

    def _written(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {name: answer for name, answer in answers.items() if name not in {"day", "time", *self.asked_by_kind}}

    def save(self, *, by: User) -> bool:
        written = self._written(self.cleaned_data)
        if self.corrects:
            return self.attempt(put_right, earlier=self.earlier, by=by, **written)
        return self.attempt(Contact.record, case=self.case, by=by, **written)


class ContactWithFilesForm(BringsFiles, ContactForm):
    """A call, a letter, a meeting with its minutes."""

    @property
    def done(self) -> str:
        if not self.corrects:
            return super().done
        return " ".join(filter(None, ["Contact put right.", what_came_of(self.documents)]))


class ContactWordsForm(WordsForm):
    what_was_said = LongTextField("What was said, or what happened?", called="What was said", rows=8, required=False)
    childs_words = LongTextField(
        "What did the child say, in their own words?",
        called="What the child said",
        rows=4,
        required=False,
        hint="Write down the words as they were said",
    )
    decisions = LongTextField(
        "What was decided, and who does what by when?", called="What was decided", rows=5, required=False
    )
    analysis = LongTextField(
        "What do you think about it?",
        called="What you think",
        required=False,
        rows=4,
        hint="It is shown apart from what was said",
    )
