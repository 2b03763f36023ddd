"""What the lists of the register can be narrowed by. They start from what the person may see anyway."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from emerald.accounts.forms.colleagues import ColleagueFilter
from emerald.accounts.models import Team, User
from emerald.accounts.models.team import TeamQuerySet
from emerald.accounts.roles import POLICE_LIAISON
from emerald.govuk.forms import FilterForm
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.law.catalogue.kinds import groups
from perpetrators.models.measures.queries import MeasureQuerySet
from perpetrators.models.persons.legal_events.legal_status import LegalStatus
from perpetrators.models.places.place import PlaceKind
from perpetrators.models.reports.lists import Which


def kinds_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds as choices, under the headings of the catalogue."""
    return [(group, [(row.key, row.title) for row in rows]) for group, rows in groups()]


def officers(request: HttpRequest) -> QuerySet[User]:
    return User.objects.filter(role=POLICE_LIAISON.key).order_by("name__in_order")


def areas(request: HttpRequest) -> TeamQuerySet:
    return Team.objects.order_by("name__in_order")


class RegisterFilter(django_filters.FilterSet):
    """Unknown values are errors of the form, and then nothing is narrowed by them.

    `in_words` is what it was narrowed by, for the access log: the form's own choices and keys, and nothing else of what
    stood behind the question mark.
    """

    area = django_filters.ModelChoiceFilter(label="Area", queryset=areas, empty_label="Every area")
    officer = ColleagueFilter(label="Officer", queryset=officers, empty_label="Any officer")

    @property
    def in_words(self) -> str:
        self.form.is_valid()
        answers = {name: getattr(answer, "pk", answer) for name, answer in self.form.cleaned_data.items() if answer}
        return " ".join(f"{name}={answer}" for name, answer in answers.items())


class MeasureFilter(RegisterFilter):
    """In force where nothing is said."""

    which = django_filters.ChoiceFilter(label="Which measures", choices=Which, method="by_which", empty_label=None)
    kind = django_filters.ChoiceFilter(label="Kind", choices=kinds_by_group, empty_label="Every kind")

    class Meta:
        model = Measure
        form = FilterForm
        fields = ["which", "kind", "area", "officer"]

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        asked: MultiValueDict[str, str] = data.copy() if data else MultiValueDict()
        if not asked.get("which"):
            asked["which"] = Which.IN_FORCE.value
        super().__init__(asked, **kwargs)

    @property
    def chosen(self) -> Which:
        """The list that was asked for, also where another answer is nonsense; every measure where this one is."""
        self.form.is_valid()
        return Which(self.form.cleaned_data.get("which") or Which.EVERY)

    def by_which(self, measures: MeasureQuerySet, name: str, value: str) -> QuerySet[Any]:
        return Which(value).among(measures)


class PersonFilter(RegisterFilter):
    legal_status = django_filters.ChoiceFilter(
        label="Police and court status", choices=LegalStatus.choices, empty_label="Any status"
    )

    class Meta:
        model = PersonOfConcern
        form = FilterForm
        fields = ["legal_status", "area", "officer"]


class PlaceFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label="Kind of place", choices=PlaceKind.choices, empty_label="Every kind")
    area = django_filters.ModelChoiceFilter(label="Area", queryset=areas, empty_label="Every area")

    class Meta:
        model = Place
        form = FilterForm
        fields = ["kind", "area"]
