"""The questions a form can ask. Every one takes its label first and its own sentence for an empty answer:

born = DateField("Date of birth", required="Enter the date of birth", not_after_today=True)
nickname = ShortTextField("Also known as", required=False, hint="Names used online count too")
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from emerald.govuk.dates import DateField, TimeField, TimeOfMomentField
from emerald.govuk.error_messages import AtMost
from emerald.govuk.identifiers import NhsNumberField, PhoneField, PostcodeField, UpnField
from emerald.govuk.question import QuestionMixin

__all__ = [
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FileField",
    "LongTextField",
    "NhsNumberField",
    "PhoneField",
    "PostcodeField",
    "RadioField",
    "RowField",
    "RowsField",
    "SelectField",
    "ShortTextField",
    "TickField",
    "TimeField",
    "TimeOfMomentField",
    "UpnField",
    "WholeNumberField",
    "YesNoField",
]
LONG = 100_000
Choices = Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]]


class ShortTextField(QuestionMixin, forms.CharField):
    """One line. `width` is the box's width in characters (2, 3, 4, 5, 10, 20, 30)."""

    def __init__(self, label: str | None = None, *, limit: int = 200, width: int | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.width = width
        self.validators.append(AtMost(limit))


class LongTextField(QuestionMixin, forms.CharField):
    """Several lines in a box that grows. Characters are counted on the page only when a `limit` is named."""

    def __init__(self, label: str | None = None, *, limit: int | None = None, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(label, **kwargs)
        self.counted_to = limit
        self.validators.append(AtMost(limit or LONG))

    def to_python(self, value: Any) -> str | None:
        """A line break is one character, as it was when it was typed; browsers send two."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class EmailField(QuestionMixin, forms.EmailField):
    def __init__(self, label: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput(attrs={"spellcheck": "false"}))
        super().__init__(label, **kwargs)


class WholeNumberField(QuestionMixin, forms.IntegerField):
    def __init__(self, label: str | None = None, *, width: int = 4, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.width = width


class RadioField(QuestionMixin, forms.ChoiceField):
    """One answer of a few, all in sight. `hints` says more about single choices: {value: sentence}."""

    def __init__(self, label: str | None = None, *, hints: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(label, **kwargs)
        self.choice_hints = {str(value): sentence for value, sentence in (hints or {}).items()}


class YesNoField(QuestionMixin, forms.TypedChoiceField):
    """Yes or no, as True or False; None when it may stay open."""

    def __init__(self, label: str | None = None, *, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[("yes", yes), ("no", no)],
            coerce=lambda said: said == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class SelectField(QuestionMixin, forms.ChoiceField):
    """One of many. A first empty choice is added, so that nothing is answered by accident."""

    def __init__(
        self, label: str | None = None, *, choices: Choices = (), empty_label: str | None = "Select one", **kwargs: Any
    ) -> None:
        first: list[tuple[Any, Any]] = [] if empty_label is None else [("", empty_label)]
        later = (lambda: first + list(choices())) if callable(choices) else first + list(choices)
        super().__init__(label, choices=later, **kwargs)


class CheckboxesField(QuestionMixin, forms.MultipleChoiceField):
    """Any number of a few."""

    def __init__(self, label: str | None = None, *, hints: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(label, **kwargs)
        self.choice_hints = {str(value): sentence for value, sentence in (hints or {}).items()}


class TickField(QuestionMixin, forms.BooleanField):
    """One box to tick; its label is what is agreed to."""


class RowField(QuestionMixin, forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none while it runs
    """One row of a queryset: a select, or radios with `widget=forms.RadioSelect, empty_label=None`."""

    def __init__(
        self,
        label: str | None = None,
        *,
        queryset: QuerySet[Any] | None,
        empty_label: str | None = "Select one",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, queryset=queryset, empty_label=empty_label, **kwargs)


class RowsField(QuestionMixin, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # likewise
    """Any number of rows of a queryset, as boxes to tick."""

    def __init__(self, label: str | None = None, *, queryset: QuerySet[Any] | None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(label, queryset=queryset, **kwargs)


class FileField(QuestionMixin, forms.FileField):
    """One file."""
