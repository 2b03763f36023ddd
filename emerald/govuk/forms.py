"""A form of Emerald: each required question has its own sentence, and a question may belong to a choice of another.

    class ContactForm(GovukForm):
        how = RadioField("How did you make contact?", choices=HOW, required="Select how you made contact")
        other = ShortTextField("How else?", required="Enter how else you made contact")
        reveals = {"how": {"other": ["other"]}}

The revealed question is drawn inside its choice, asked for only when that is chosen, and forgotten otherwise.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import pretty_name
from django.utils.datastructures import MultiValueDict

from emerald.govuk.error_messages import give_sentences
from emerald.govuk.summary import error_list
from emerald.guards import ChangedMeanwhile, Refused


class DraftData(MultiValueDict[str, Any]):
    """Answers somebody began to type: a form made from them shows them, and judges and saves nothing yet.

    `whole`: whether they are all the answers of the page; if not, what is not among them stays as the record has it."""

    def __init__(self, typed: Any = (), *, whole: bool = True) -> None:
        super().__init__(typed)
        self.whole = whole


class Questions:
    """What a Form or a ModelForm of Emerald can do."""

    # Whether questions that may be left empty say "(optional)".
    mark_optional = True
    # {question: {choice: [questions it reveals]}}
    reveals: Mapping[str, Mapping[Any, Sequence[str]]] = {}

    if TYPE_CHECKING:  # what it needs of the form
        fields: dict[str, Any]
        initial: Any
        data: Any
        cleaned_data: dict[str, Any]
        outcome: Any
        _errors: Any
        add_prefix: Any
        add_error: Any

        def clean(self) -> dict[str, Any]: ...

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        begun, data = (data, None) if isinstance(data, DraftData) else (None, data)
        super().__init__(data, *args, **kwargs)  # type: ignore[call-arg]  # of the form beside it
        if begun is not None:
            self._start_from(begun)
        for name, field in self.fields.items():
            field.label = pretty_name(name) if field.label is None else field.label
            give_sentences(field, str(field.label))
        for asker, by_choice in self.reveals.items():
            for choice, names in by_choice.items():
                for name in names:
                    self._belongs_to_choice(name, asker, choice)

    def _start_from(self, begun: DraftData) -> None:
        sent = MultiValueDict({name: texts for name, texts in begun.lists() if texts})
        self.initial |= {
            name: field.widget.value_from_datadict(sent, {}, self.add_prefix(name))
            for name, field in self.fields.items()
            if begun.whole or _is_among(begun, field.widget, self.add_prefix(name))
        }

    def _belongs_to_choice(self, name: str, asker: str, choice: str) -> None:
        field = self.fields[name]
        field.asked_when = (asker, choice)
        field.needed_when_asked, field.required = field.required, False
        field.widget.is_required = False

    def is_asked(self, name: str) -> bool:
        """Whether the question is one that has to be looked at, given what was chosen above it."""
        if (asked_when := getattr(self.fields[name], "asked_when", None)) is None:
            return True
        asker, choice = asked_when
        chosen = self.cleaned_data.get(asker)
        return str(choice) in {str(each) for each in (chosen if isinstance(chosen, list | tuple | set) else [chosen])}

    def _clean_form(self) -> None:
        for name, field in self.fields.items():
            if getattr(field, "asked_when", None):
                self._clear_unasked(name, field)
        super()._clean_form()  # type: ignore[misc]  # of the form beside it

    def _clear_unasked(self, name: str, field: Any) -> None:
        if not self.is_asked(name):
            self._errors.pop(name, None)
            self.cleaned_data[name] = field.to_python(None) if not isinstance(field, forms.MultiValueField) else None
        elif field.needed_when_asked and name not in self._errors and self.cleaned_data.get(name) in field.empty_values:
            self.add_error(name, field.error_messages["required"])

    @property
    def summary(self) -> list[dict[str, Any]]:
        return error_list(self)

    def refuse(self, *sentences: str) -> None:
        """Show the reasons a verb gave for its refusal (`NotYet.sentences`) above the form."""
        for sentence in sentences:
            self.add_error(NON_FIELD_ERRORS, sentence)

    def attempt(self, verb: Callable[..., Any], **facts: Any) -> bool:
        """Call `verb(**facts)`; True when it did what it says, False when it refused, with its reasons above the form.

        After ChangedMeanwhile the form carries the new version, so that a person who has read what changed can send
        what they typed once more.
        """
        try:
            self.outcome = verb(**facts)
        except ChangedMeanwhile as overtaken:
            self.refuse(*overtaken.sentences)
            self.data = self.data.copy()
            self.data["version"] = overtaken.now.version
            return False
        except Refused as refusal:
            self.refuse(*refusal.sentences)
            return False
        return True


def _is_among(begun: DraftData, widget: forms.Widget, name: str) -> bool:
    """Whether an answer to this question was begun; in one of its boxes where it has several."""
    suffixes = getattr(widget, "widgets_names", [""])
    return any(name + suffix in begun for suffix in suffixes)


class GovukForm(Questions, forms.Form):
    """A page of questions."""


class VersionedForm(GovukForm):
    """A form that remembers which version of the record it was made from."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class FilterForm(GovukForm):
    """The form of a list's filters: nothing in it is compulsory, so nothing says "(optional)"."""

    mark_optional = False
    use_required_attribute = False
