"""What is written about a note after it was recorded: its next step finished, its words put right or added to."""

from django import forms
from django.utils import timezone

from emerald.govuk.fields import DateField, LongTextField, ShortTextField
from emerald.govuk.forms import GovukForm, VersionedForm
from interventions.group_sessions.forms import NAME_NOBODY
from interventions.sessions.models.struck_out import strike_out, why_not_strike_out


class NextStepForm(GovukForm):
    on = DateField(
        "When was it done?",
        called="The day it was done",
        required="Enter the day it was done",
        not_after_today=True,
        initial=timezone.localdate,
    )
    outcome = LongTextField("What came of it?", called="What came of it", required="Enter what came of it", rows=4)

    def __init__(self, *args, note, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note
        self.obstacles = note.why_not_finish()

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < timezone.localdate(self.note.moment):
            raise forms.ValidationError(f"The day it was done cannot be before the {self.note.called}")
        return on

    def save(self, *, by):
        return self.attempt(self.note.finish_next_step, by=by, **self.cleaned_data)


class WordsForm(VersionedForm):
    """The words of `note` as they stand; those it does not have are not asked for. `by` is who would change them."""

    def __init__(self, *args, note, by, **kwargs):
        self.note, self.obstacles = note, note.why_not_change(by)
        now = {name: getattr(note, name) for name in note.words}
        super().__init__(*args, initial={"version": note.version, **now}, **kwargs)
        for name in set(self.fields) - {"version", *now}:
            del self.fields[name]

    @property
    def both(self):
        """Rows of what is saved now and what was typed, once the words were found changed since the page was made."""
        if not self.is_bound or self.cleaned_data.get("version") in (None, self.note.version):
            return []
        rows = [
            {"name": words, "theirs": getattr(self.note, name), "yours": self.cleaned_data.get(name, "")}
            for name, words in self.note.words.items()
        ]
        return [row | {"differs": row["theirs"] != row["yours"]} for row in rows if row["theirs"] or row["yours"]]

    def save(self, *, by):
        return self.attempt(self.note.change_words, by=by, **self.cleaned_data)


class SessionWordsForm(WordsForm):
    what_happened = LongTextField("What happened?", called="What happened", required="Enter what happened", rows=8)
    why_not_held = LongTextField(
        "Why did it not take place, and what was done about it?",
        rows=4,
        called="Your answer",
        required="Enter why it did not take place and what was done about it",
    )
    childs_words = LongTextField(
        "What did the child say, in their own words?",
        called="What the child said",
        rows=5,
        required=False,
        hint="Write down the words as they were said",
    )
    others_present = ShortTextField("Who else was there?", called="Who else was there", required=False, limit=400)
    aims = LongTextField("What was it meant to achieve?", called="What it was meant to achieve", required=False, rows=3)
    analysis = LongTextField(
        "What do you think about it?",
        called="What you think",
        required=False,
        rows=4,
        hint="It is shown apart from what happened",
    )


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


class AddendumForm(GovukForm):
    text = LongTextField(
        "What do you want to add?",
        called="What you add",
        required="Enter what you want to add",
        rows=6,
        hint="Say what it puts right or makes complete. It cannot be changed afterwards",
    )

    def __init__(self, *args, note, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by):
        return self.attempt(self.note.add, by=by, **self.cleaned_data)


class SharedWordsForm(WordsForm):
    """The words that the sessions of several children share: `note` is the shared part."""

    what_happened = LongTextField(
        "What happened in the group?",
        called="What happened in the group",
        rows=8,
        required="Enter what happened in the group",
        hint=NAME_NOBODY,
    )
    others_present = ShortTextField(
        "Which adults were there?", called="Which adults were there", required=False, limit=400
    )
    aims = LongTextField("What was it meant to achieve?", called="What it was meant to achieve", required=False, rows=3)


class StrikeOutForm(GovukForm):
    """Marks `session` as recorded in error. `by` would do so, with the rights of the session's case from its door."""

    because = LongTextField(
        "Why was it recorded in error?",
        called="Why it was recorded in error",
        rows=4,
        required="Enter why it was recorded in error",
        hint="For example, that it was another child, or that it was recorded twice",
    )

    def __init__(self, *args, session, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.session, self.obstacles = session, why_not_strike_out(session, by, session.case.rights)

    def save(self, *, by):
        return self.attempt(strike_out, session=self.session, by=by, **self.cleaned_data)
