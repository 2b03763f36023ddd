"""What a chronology can be narrowed by. The choices are only what occurs in the entries the reader may read."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.models.chronology.entries import EntryQuerySet, Kind
from emerald.govuk.fields import CheckboxesField, DateField, SelectField, TickField
from emerald.govuk.forms import FilterForm
from emerald.words import day_in_words

ALL = "everything you may read"
ALL_OF_A_PACK = "everything its maker may read"


class ChronologyFilter(FilterForm):
    """Answers that make no sense narrow nothing, and the page says so in a sentence."""

    kind = CheckboxesField("What kind of event", required=False)
    person = SelectField("Recorded by", required=False, empty_label="Anybody")
    since = DateField("From", required=False, called="The first day")
    until = DateField("To", required=False, called="The last day")
    significant = TickField("Significant events only", required=False)
    pinned = TickField("Pinned entries only", required=False)

    # How each answer narrows the entries.
    QUESTIONS = {
        "kind": "of_kind",
        "person": "recorded_by",
        "since": "happened_since",
        "until": "happened_until",
        "significant": "significant",
        "pinned": "pinned",
    }

    def __init__(self, data: QueryDict, *args: Any, readable: EntryQuerySet, **kwargs: Any) -> None:
        """`data`: the request's GET data. `readable`: the entries of the case its reader may read."""
        super().__init__(data or None, *args, **kwargs)
        self.readable, whose = readable, readable.whose()
        kinds = {kind for kind, *_ in whose}
        self.names = {str(pk): name for _, pk, name in sorted(whose, key=lambda one: one[2])}
        # Every kind is a lawful answer, so that an address from yesterday is no error; only what occurs is offered.
        self.fields["kind"].choices = Kind.choices
        self.offered = [kind for kind in Kind if kind in kinds]
        self.fields["person"].choices = [("", "Anybody"), *self.names.items()]

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("since") and asked.get("until") and asked["since"] > asked["until"]:
            raise ValidationError({"until": "The last day must be the first day or later"})
        return asked

    @property
    def answers(self) -> dict[str, Any]:
        """The questions that were answered; none while one of the answers makes no sense."""
        if not self.is_bound or not self.is_valid():
            return {}
        return {name: self.cleaned_data[name] for name in self.QUESTIONS if self.cleaned_data.get(name)}

    @property
    def found(self) -> EntryQuerySet:
        """The entries that fit."""
        entries = self.readable
        for name, answer in self.answers.items():
            ask = getattr(entries, self.QUESTIONS[name])
            entries = ask() if answer is True else ask(*answer) if isinstance(answer, list) else ask(answer)
        return entries

    @property
    def in_words(self) -> list[str]:
        """What the answers leave, each in a few words: for the page, the print and the cover of a pack."""
        asked, said = self.answers, []
        if "kind" in asked:
            said.append(" or ".join(Kind(kind).label.lower() for kind in asked["kind"]))
        if "person" in asked:
            said.append(f"recorded by {self.names[asked['person']]}")
        if "since" in asked:
            said.append(f"from {day_in_words(asked['since'])}")
        if "until" in asked:
            said.append(f"to {day_in_words(asked['until'])}")
        said += [
            words
            for name, words in (("significant", "significant events"), ("pinned", "pinned entries"))
            if name in asked
        ]
        return said

    @property
    def sentence(self) -> str:
        return ", ".join(self.in_words) or ALL

    @property
    def sentence_for_others(self) -> str:
        """The same for a paper somebody else reads."""
        return ", ".join(self.in_words) or ALL_OF_A_PACK

    @property
    def kept_answers(self) -> list[tuple[str, str]]:
        """The answers as they stand in an address that asks for the same again."""
        boxes = [f"{name}_{part}" for name in ("since", "until") for part in ("day", "month", "year")]
        names = ["kind", "person", "significant", "pinned", *boxes]
        return [(name, value) for name in names for value in self.data.getlist(name) if value] if self.answers else []

    @property
    def kept(self) -> str:
        return urlencode(self.kept_answers)
