"""Everything that happened about a person of concern, as far as the reader may see it: one list, the latest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from emerald.database.gathered import Gathered
from emerald.words import day_in_words
from perpetrators.models import LegalEvent, MeasureEvent, RecordEntry
from perpetrators.models.measures.reading import not_fully_shown
from perpetrators.presenters.person import PersonPresenter


@dataclass(frozen=True)
class Line:
    title: str
    at: date | datetime  # a day, where no hour is known
    by: str = ""
    text: str = ""
    href: str = ""

    @property
    def order(self) -> tuple[date, int, time]:
        """Of one day, what has no hour comes first in the list, as the day's own."""
        if isinstance(self.at, datetime):
            moment = timezone.localtime(self.at)
            return moment.date(), 0, moment.time()
        return self.at, 1, datetime.min.time()


def timeline(presented: PersonPresenter) -> list[Line]:
    """The lines of the person's timeline; six questions at most however long it is."""
    return sorted(
        [*_record(presented), *_law(presented), *_measures(presented), *_links(presented)],
        key=lambda line: line.order,
        reverse=True,
    )


def _record(presented: PersonPresenter) -> list[Line]:
    person = presented.person
    entries = RecordEntry.objects.filter(Q(person=person) | Q(person__merged_into=person)).select_related("by")
    return [Line(entry.sentence, entry.at, entry.by.name_at(entry.at)) for entry in entries]


def _law(presented: PersonPresenter) -> Iterator[Line]:
    for event in LegalEvent.objects.of_person(presented.person).with_people():
        said = [event.where, event.outcome, event.sentence]
        if event.correction:
            said.append(f"Corrected later: {event.correction.because}")
        if event.corrects:
            said.append(f"Corrects what was recorded on {day_in_words(event.corrects.on)}: {event.because}")
        yield Line(event.in_words(), event.on, event.by.name_at(event.on), "\n".join(filter(None, said)))


def _measures(presented: PersonPresenter) -> Iterator[Line]:
    # Of one person there are few measures; joined, their lines would be found by reading everybody's.
    theirs = presented.scope.measures(presented.person.measures.all())
    found = MeasureEvent.objects.filter(Gathered("measure", theirs.values("pk")))
    events = list(found.select_related("measure", "by"))
    partly = not_fully_shown({event.measure_id for event in events}, presented.scope)
    for event in events:
        told = event.text_for(whole=event.measure_id not in partly)
        yield Line(
            f"{event.measure.reference}: {told}",
            event.on,
            event.by.name_at(event.on),
            event.note,
            event.measure.get_absolute_url(),
        )


def _links(presented: PersonPresenter) -> Iterator[Line]:
    for seen in presented.links:
        link, whom = seen.link, f"{seen.to} {seen.end.name}"  # type: ignore[union-attr]  # a constraint holds that there is an end
        said = link.nature if seen.is_open else ""
        yield Line(f"Linked to the {whom}", link.recorded_at, link.recorded_by.name_at(link.recorded_at), said)
        if link.ended_at:
            by = link.ended_by.name_at(link.ended_at)  # type: ignore[union-attr]  # who stands beside when
            yield Line(f"The link to the {whom} was taken back", link.ended_at, by, link.because)
