"""What is done about a session after it was recorded: its words put right."""

from emerald.govuk.fields import LongTextField, ShortTextField
from interventions.notes.forms.later import WordsForm


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
