"""The steps of the law against a person of concern: told, put right by a later entry, and what legal status follows."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.db import transaction

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.persons.legal_events.legal_status import TOLD, LegalStep
from perpetrators.models.persons.legal_events.standing import Standing, legal_status_after, standings
from perpetrators.models.register.linked_cases import chronicle_on_cases_of


class LegalRecordingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    legal_events: Any
    legal_status: Any
    reference: Any
    version: Any

    def _add_legal(self, by: User, **facts: Any) -> Any: ...
    def _correct_legal(self, event: Any, by: User, *, because: str, **facts: Any) -> Any: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def children_now(self) -> list[int]: ...
    def save_next_version(self, *fields: str) -> None: ...
    def update_legal_status(self) -> None: ...


class LegalRecording:
    legal_status: Any  # a field of the person that it sets

    """The trait of a person of concern that the law deals with them."""

    @acting_as_emerald("change the register")
    @transaction.atomic
    def record_legal(
        self: LegalRecordingHost,
        *,
        by: User,
        step: str,
        on: date,
        ends: Iterable[Any] = (),
        version: int | None = None,
        **facts: Any,
    ) -> Any:
        """Record an arrest, a charge and so on (a LegalStep), on the day it happened (Europe/London). The legal status
        follows, and the chronology of each linked child hears of it. `facts`: offence, offence_code, where, outcome,
        sentence, released_on, overturns, against_child. `ends`: the measures of bail that end with it. Raises
        NotYours, ChangedMeanwhile, NotYet. Returns the LegalEvent."""
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        event = self._add_legal(by, step=step, on=on, **facts)
        chronicle_on_cases_of(self.children_now(), f"{self.reference} {TOLD[LegalStep(step)]}.", by=by, on=on)
        for measure in ends:
            measure.end_with(by=by, on=on, event=step, what=LegalStep(step).label)
        return event

    @acting_as_emerald("change the register")
    @transaction.atomic
    def correct_legal(
        self: LegalRecordingHost,
        event: Any,
        *,
        by: User,
        because: str,
        step: str,
        on: date,
        version: int | None = None,
        **facts: Any,
    ) -> Any:
        """Put an entry right by a later one, which says why. The earlier entry stays to be read. What should not have
        been recorded at all is taken back by two people (`PersonMistake`). Raises as `record_legal`."""
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        event = self.legal_events.model.objects.of_person(self).get(pk=event.pk)
        if not because.strip():
            raise NotYet("Enter why it is corrected.")
        if step == LegalStep.TAKEN_BACK:
            raise NotYet("What was recorded by mistake is taken back by two people: say that it is a mistake.")
        return self._correct_legal(event, by, because=because, step=step, on=on, **facts)

    def take_legal_back(self: LegalRecordingHost, event: Any, *, by: User, because: str) -> Any:
        """The entry counts no more and stays to be read. Called by `PersonMistake.decide` alone, once two people agree;
        it holds the person. Raises NotYet. Returns the LegalEvent that takes it back."""
        return self._correct_legal(event, by, because=because, step=LegalStep.TAKEN_BACK, on=event.on)

    def _correct_legal(self: LegalRecordingHost, event: Any, by: User, *, because: str, **facts: Any) -> Any:
        if event.correction:
            raise NotYet("This entry was corrected already. Correct the later one.")
        made = self._add_legal(by, corrects=event, because=because, **facts)
        what = f"{event.get_step_display().lower()} of {day_in_words(event.on)}"
        chronicle_on_cases_of(
            self.children_now(), f"What was recorded about {self.reference} was corrected: the {what}.", by=by
        )
        return made

    def standings(self: LegalRecordingHost, on: date | None = None) -> list[Standing]:
        """Where they stand with the law, offence by offence, the worst outstanding first: now, or on the day `on`."""
        events = self.legal_events.model.objects.of_person(self)
        return standings([event for event in events if on is None or event.on <= on])

    def update_legal_status(self: LegalRecordingHost) -> None:
        """Bring `legal_status` in step with the legal events of this person and those merged into it; saves nothing."""
        self.legal_status = legal_status_after(list(self.legal_events.model.objects.of_person(self)))

    def _add_legal(self: LegalRecordingHost, by: User, **facts: Any) -> Any:
        event = self.legal_events.model(person=self, by=by, version=self.version + 1, **facts)
        if problems := event.problems():
            raise NotYet(*problems.values())
        event.save()
        self.update_legal_status()
        self.save_next_version("legal_status")
        return event
