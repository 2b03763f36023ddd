"""The question for somebody's name."""

from typing import Any

from django import forms

from emerald.govuk.fields import ShortTextField


class NameField(ShortTextField):
    """Written in the direction of its own script; the browser of a shared computer does not remember it."""

    def __init__(self, label: str | None = None, **kwargs: Any) -> None:
        super().__init__(label, widget=forms.TextInput(attrs={"dir": "auto", "spellcheck": "false"}), **kwargs)
