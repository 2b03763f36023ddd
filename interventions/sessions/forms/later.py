"""What is done about a session after it was recorded: its words put right, or the whole marked as an error."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, ShortTextField
from emerald.govuk.forms import GovukForm
from interventions.notes.forms.later import WordsForm
from interventions.sessions.models.session import Session
from interventions.sessions.models.struck_out import strike_out, why_not_strike_out


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


class StrikeOutForm(GovukForm):
    """Marks `session` as recorded in error. `by` would do so, with the rights of the session's case from its door."""

    because = LongTextField(
        "Why was it recorded in error?",
        called="Why it was recorded in error",
        rows=4,
        required="Enter why it was recorded in error",
        hint="For example, that it was another child, or that it was recorded twice",
    )

    def __init__(self, *args: Any, session: Session, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.obstacles = session, why_not_strike_out(session, by, session.case.rights)

    def save(self, *, by: User) -> bool:
        return self.attempt(strike_out, session=self.session, by=by, **self.cleaned_data)
