"""What every form about a record has: it starts from the record, asks the record what cannot be true, and shows both
versions when somebody else was quicker."""

import datetime
from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Field

from cases.models import Case
from emerald.encrypted import Unreadable
from emerald.govuk.forms import VersionedForm
from emerald.words import day_in_words


class RecordForm(VersionedForm):
    """Questions about `record`; `held` is the record whose version says whether somebody else was quicker."""

    def __init__(self, *args: Any, record: Any, held: Any, **kwargs: Any) -> None:
        self.record, self.held = record, held
        super().__init__(*args, initial={"version": held.version, **self.recorded()}, **kwargs)

    def recorded(self) -> dict[str, Any]:
        """The answers as the record has them; none where they cannot be read."""
        there = {
            name: getattr(self.record, name)
            for name in self.base_fields
            if hasattr(self.record, name) and name != "version"
        }
        return {name: answer for name, answer in there.items() if not isinstance(answer, Unreadable)}

    def answers(self) -> dict[str, Any]:
        """What was typed, as the record's fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            asked = copy(self.record)
            for name, value in self.answers().items():
                setattr(asked, name, value)
            for name, sentence in asked.problems().items():
                self.add_error(name if name in self.fields else None, sentence)
        return self.cleaned_data

    @property
    def both(self) -> list[dict[str, Any]]:
        """Rows of what is saved now and what was typed, once the record was found changed since the page was made."""
        if not self.is_bound or self.cleaned_data.get("version") in (None, self.held.version):
            return []
        try:
            self.record.refresh_from_db()
        except ObjectDoesNotExist:  # new, or taken off the record meanwhile: there is no other version
            return []
        rows = [
            {
                "name": field.label,
                "theirs": said(field, getattr(self.record, name)),
                "yours": self._as_typed(name, field),
            }
            for name, field in self.fields.items()
            if name != "version" and hasattr(self.record, name)
        ]
        return [row | {"differs": row["theirs"] != row["yours"]} for row in rows if row["theirs"] or row["yours"]]

    def _as_typed(self, name: str, field: Field) -> str:
        """An answer in words; one that will not do as it stands in its box."""
        if name in self.cleaned_data:
            return said(field, self.cleaned_data[name])
        typed = self[name].value()
        return " ".join(str(part) for part in typed if part) if isinstance(typed, list | tuple) else str(typed or "")


class CorrectingForm(RecordForm):
    """Questions about `record`: the child of `case`, or one of the child's details."""

    def __init__(self, *args: Any, case: Case, record: Any, **kwargs: Any) -> None:
        self.case, self.child = case, case.child
        super().__init__(*args, record=record, held=case.child, **kwargs)


def said(field: Field, value: Any) -> str:
    """An answer in words, as it stood on the page."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.date):
        return day_in_words(value)
    if isinstance(field, forms.ChoiceField):
        return dict(flat(field.choices)).get(value, str(value))
    return str(value)


def flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without their headings."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
