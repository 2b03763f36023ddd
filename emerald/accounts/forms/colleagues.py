"""Every question whose answers are colleagues: of two of one name each says their team and e-mail address as well.

lead = ColleagueField("Lead worker", queryset=None, required="Select the lead worker")
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import django_filters
from django.db.models import prefetch_related_objects
from django.forms.models import ModelChoiceIterator
from django_filters.fields import ModelChoiceField as FilteredBy

from emerald.accounts.models import User
from emerald.govuk.fields import RowField, RowsField
from emerald.text.compared import as_compared


def called(people: Sequence[User], *, with_role: bool = False) -> list[str]:
    """What to call each of these people where one is chosen among them. One query more where two have one name."""
    names = Counter(as_compared(one.name) for one in people)
    alike = [one for one in people if names[as_compared(one.name)] > 1]
    if alike:
        prefetch_related_objects(alike, "memberships__team")
    apart = {one.pk: f"{one.team_names}, {one.email}" for one in alike}
    return [
        ", ".join(filter(None, (one.name, one.role_title.lower() if with_role else "", apart.get(one.pk))))
        for one in people
    ]


class Colleagues(ModelChoiceIterator):  # type: ignore[type-arg]  # it takes none while it runs
    """The choices, worded together: whom a name fits besides is only known of all of them."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        people = list(self.queryset)
        labels = called(people, with_role=getattr(self.field, "with_role", False))
        yield from ((self.field.prepare_value(one), label) for one, label in zip(people, labels, strict=True))


class ColleagueField(RowField):
    """One colleague. `with_role`: their role stands beside every name."""

    iterator = Colleagues

    def __init__(self, *args: Any, with_role: bool = False, **kwargs: Any) -> None:
        self.with_role = with_role
        super().__init__(*args, **kwargs)


class ColleaguesField(RowsField):
    """Any number of colleagues."""

    iterator = Colleagues

    def __init__(self, *args: Any, with_role: bool = False, **kwargs: Any) -> None:
        self.with_role = with_role
        super().__init__(*args, **kwargs)


class FilteredByColleague(FilteredBy):
    iterator = Colleagues


class ColleagueFilter(django_filters.ModelChoiceFilter):
    """A list narrowed by one colleague."""

    field_class = FilteredByColleague
