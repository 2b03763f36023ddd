"""What notes are looked for."""

from typing import Any

from django import forms

from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, SelectField, ShortTextField
from emerald.govuk.forms import GovukForm
from emerald.govuk.widgets import DateWidget
from interventions.search.queries import Wanted, whose_notes
from interventions.search.words import says_something
from interventions.sessions.models.work import Work


class NotesForm(GovukForm):
    """Posted, so that what is looked for stands in no address."""

    mark_optional = False
    words = ShortTextField(
        "Words in the notes",
        limit=200,
        called="What you look for",
        required="Enter the words to look for",
        hint="“yellow house” in quotation marks keeps words together, -school leaves a word out, or gives a choice",
        widget=forms.TextInput(attrs={"dir": "auto", "spellcheck": "false"}),
    )
    worker = ColleagueField("Recorded by", queryset=None, required=False, empty_label="Anybody")
    work = SelectField(
        "Type of work",
        choices=Work.choices,
        required=False,
        empty_label="Any type",
        hint="Choosing one leaves out calls, meetings and other contacts",
    )
    since = DateField("Held on or after", required=False)
    until = DateField("Held on or before", required=False)

    def __init__(self, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        """`by`: who looks; without, as in one case, there is nobody to choose."""
        super().__init__(*args, **kwargs)
        if by is None:
            del self.fields["worker"]
        else:
            self.fields["worker"].queryset = whose_notes(by)

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if not says_something(words):
            raise forms.ValidationError("These words are too common to look for, or no words: add another")
        return words

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        since, until = answers.get("since"), answers.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first")
        return answers

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Every answer as it was posted, to be posted again for the next page."""
        boxes = [
            name
            for field in self.fields
            for name in ([f"{field}_{part}" for part in DateWidget.PARTS] if field in {"since", "until"} else [field])
        ]
        return [(name, self.data.get(name, "")) for name in boxes]
