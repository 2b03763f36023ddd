"""What a merge rests on before it is made, and what was recorded since, each with where it can be read."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from perpetrators.models import Merge, PersonOfConcern
from perpetrators.models.connections.shared import Connections
from perpetrators.models.persons.merging.undoing import Undoing, last_day, why_not_asked
from perpetrators.models.register.hidden import how_many
from perpetrators.models.register.scope import Scope


@dataclass(frozen=True)
class Count:
    words: str
    number: int
    href: str


def rests_on(person: PersonOfConcern, scope: Scope) -> list[Count]:
    """What goes over, or is read from the other record from then on. How many there are is told of all but links to
    restricted children, of which nobody hears; connections are those the reader may open."""
    page, measures, connections = (
        reverse(name, args=[person.reference])
        for name in ("person_of_concern", "person_measures", "person_connections")
    )
    return [
        Count("Links", how_many(person.links.model.objects.current().touching(person).beyond([])), page),
        Count("Measures", how_many(person.measures.all()), measures),
        Count("Steps of the law", how_many(person.legal_events.all()), page),
        Count("Known by", how_many(person.particulars.all()), page),
        Count("Connections", len(Connections(person, scope).shown), connections),
    ]


def added_since(merge: Merge, scope: Scope) -> list[Count]:
    """What was recorded on the record that stayed since the merge, and stays there when it is undone."""
    kept, since = merge.kept, {"recorded_at__gt": merge.at}
    page, measures = (reverse(name, args=[kept.reference]) for name in ("person_of_concern", "person_measures"))
    found = [
        Count("Links", how_many(kept.links.model.objects.touching(kept).filter(**since).beyond([])), page),
        Count("Measures", how_many(kept.measures.filter(**since)), measures),
        Count("Known by", how_many(kept.particulars.filter(**since)), page),
    ]
    return [one for one in found if one.number]


class ShownMerge:
    """A merge as the page shows it: whether it was undone, is asked to be, or can be."""

    def __init__(self, merge: Merge, record: PersonOfConcern) -> None:
        self.merge, self.record = merge, record

    @property
    def undoings(self) -> list[Undoing]:
        return sorted(self.merge.undoings.all(), key=lambda one: one.pk)

    @property
    def last_day(self) -> Any:
        """The last on which it can be asked for; None where it cannot."""
        into_this = self.merge.kept_id == self.record.pk
        return last_day(self.merge) if into_this and not why_not_asked(self.merge) else None
