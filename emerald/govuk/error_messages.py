"""What a form says when an answer will not do: whole sentences that name the question, in place of Django's own."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

SELECTED = (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField)
NUL = "%s had a character in it that cannot be kept (a null character). It has been taken out: save again."


class AtMost(MaxLengthValidator):
    """A limit on length that shows both numbers with their commas. The text itself is never cut."""

    def __call__(self, value: Any) -> None:
        try:
            super().__call__(value)
        except forms.ValidationError as too_long:
            too_long.params = dict(too_long.params or {}) | dict(
                limit_value=f"{self.limit_value:,}", show_value=f"{len(value):,}"
            )
            raise


def lower_first(words: str) -> str:
    """'Date of birth' inside a sentence; 'NHS number' stays."""
    return words if len(words) > 1 and not words[1].islower() and words[1] != " " else words[:1].lower() + words[1:]


def ask_for(field: forms.Field, label: str) -> str:
    """Enter the street; Select a team; for a question: Enter an answer to “What happened?”"""
    verb = "Select" if isinstance(field, SELECTED) else "Enter"
    return f"{verb} an answer to “{label}”" if label.endswith("?") else f"{verb} {lower_first(label)}"


def name_of(field: forms.Field, label: str) -> str:
    """How a sentence begins: the question's name, or what stands for it where the label is a whole question."""
    return getattr(field, "called", None) or ("Your answer" if label.endswith("?") else label)


def give_sentences(field: forms.Field, label: str) -> None:
    """Fill in every sentence the form's author has not written."""
    name = name_of(field, label)
    ours = {
        "required": ask_for(field, label),
        "max_length": f"{name} must be %(limit_value)s characters or fewer – yours has %(show_value)s",
        "min_length": f"{name} must be %(limit_value)s characters or more – yours has %(show_value)s",
        "null_characters_not_allowed": NUL % name.replace("%", "%%"),
        "invalid_choice": "Select one of the answers shown",
        "invalid_pk_value": "Select one of the answers shown",
        "invalid_list": "Select one of the answers shown",
        "max_value": f"{name} must be %(limit_value)s or less",
        "min_value": f"{name} must be %(limit_value)s or more",
    }
    if isinstance(field, forms.IntegerField):
        ours["invalid"] = f"{name} must be a whole number, such as 3"
    elif isinstance(field, forms.EmailField):
        ours["invalid"] = f"{name} must be an e-mail address, such as priya@council.example"
    for code, sentence in ours.items():
        if not _written_by_author(field, code):
            field.error_messages[code] = sentence


def _written_by_author(field: forms.Field, code: str) -> bool:
    """Whether the form's author gave this sentence; otherwise it is one of Django's, or none."""
    if code in getattr(field, "written_sentences", {}):
        return True
    djangos = [
        vars(kind)["default_error_messages"].get(code)
        for kind in type(field).__mro__
        if "default_error_messages" in vars(kind)
    ]
    return code in field.error_messages and field.error_messages[code] not in djangos
