"""Which bail ends with what is recorded: asked in the same step, so that no bail is left standing by oversight."""

from collections.abc import Collection
from typing import Any

from django import forms

from emerald.accounts.permissions import Right
from emerald.govuk.fields import RowsField, TickField
from perpetrators.models import Measure, PersonOfConcern
from perpetrators.models.law.catalogue.kinds import KINDS

FIELDS = ("ends", "none_ends")


class EndsBail(forms.Form):
    """A part of a form. Nothing is asked where no such measure stands."""

    ends = RowsField("Which bail or release ends with it?", called="What ends", queryset=None, required=False)
    none_ends = TickField("None of these ends with it", required=False)

    def offer_ends(self, person: PersonOfConcern, events: Collection[str]) -> None:
        """`events`: keys of steps of the law, or of the kind of measure, one of which is recorded of `person` (from its
        door)."""
        kinds = [row.key for row in KINDS.values() if set(row.ended_by) & set(events)]
        live = Measure.objects.live().filter(person=person, kind__in=kinds)
        asked: Any = self.fields["ends"]
        asked.queryset = person.scope.measures(live, Right.KEEP_MEASURES).newest_first()
        asked.label_from_instance = _words
        if not kinds or not asked.queryset.exists():
            for name in FIELDS:
                del self.fields[name]

    def why_unsaid(self, event: str) -> None:
        """Ask which of them ends, where `event` ends one of them and nothing was said."""
        if "ends" not in self.fields or self.cleaned_data.get("ends") or self.cleaned_data.get("none_ends"):
            return
        asked: Any = self.fields["ends"]
        if any(event in measure.row.ended_by for measure in asked.queryset):
            self.add_error("ends", "Select what ends with it, or that none of these does")

    @property
    def ended(self) -> list[Measure]:
        return list(self.cleaned_data.get("ends") or ())


def _words(measure: Measure) -> str:
    offence = measure.fact("offence")
    return f"{measure.title}, {measure.reference}{f': {offence}' if offence else ''}"
