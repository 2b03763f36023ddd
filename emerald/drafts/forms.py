"""What a manager does with what somebody typed about a record they may not open any more."""

from typing import Any

from emerald.drafts import orphaned
from emerald.drafts.models import Draft
from emerald.govuk.fields import RadioField
from emerald.govuk.forms import GovukForm

BACK, MINE, AWAY = "back", "mine", "away"
DO = {BACK: orphaned.give_back, MINE: orphaned.take_over, AWAY: orphaned.throw_away}
DONE = {BACK: "Its author can read it now.", MINE: "It is yours now, under Unfinished.", AWAY: "It was thrown away."}


class DraftForm(GovukForm):
    what = RadioField(
        "What becomes of it?",
        required="Select what becomes of it",
        choices=[
            (BACK, "Its author may read and copy it"),
            (MINE, "I carry on with it and save it on the record"),
            (AWAY, "Throw it away"),
        ],
        hints={
            BACK: "It may hold what they changed of others’ words. They cannot open the record",
            MINE: "It is under Unfinished, with the page it was begun on",
            AWAY: "Nobody can bring it back",
        },
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    def save(self, *, by: Any) -> bool:
        return self.attempt(DO[self.cleaned_data["what"]], draft=self.draft, by=by)

    @property
    def done(self) -> str:
        return DONE[self.cleaned_data["what"]]
