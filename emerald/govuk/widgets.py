"""The three-box date. Every other control is one of Django's own widgets, drawn by `drawing`."""

from typing import Any

from django import forms


class DateWidget(forms.MultiWidget):
    """Day, month and year, each posted under its own name: dob_day, dob_month, dob_year."""

    PARTS = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(self.PARTS, forms.TextInput), attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]
