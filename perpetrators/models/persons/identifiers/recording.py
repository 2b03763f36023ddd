"""By what a person of concern is known: added, put right, taken off with the reason."""

from typing import Any, Protocol

from django.db import models, transaction

from emerald.accounts.models import User
from emerald.guards import NotYet
from perpetrators.models.register.matching import match_of


class TakenOff(models.TextChoices):
    """Why a particular is taken off. What merely came to an end gets a date instead."""

    IN_ERROR = "typed in error", "It was typed in error"
    SOMEBODY_ELSE = "it is somebody else’s", "It is somebody else’s"
    TWICE = "recorded twice", "It is recorded twice"


class ParticularRecordingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    particulars: Any

    def _keep_particular(self, particular: Any, by: User, done: str, **fields: Any) -> Any: ...
    def _known_anew(self, sentence: str, by: User) -> None: ...
    def add_entry(self, sentence: str, *, by: User) -> Any: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def listen(self) -> None: ...
    def save_next_version(self, *fields: str) -> None: ...


class ParticularRecording:
    def new_particular(self: ParticularRecordingHost) -> Any:
        """One that has not been saved yet, for a form to start from."""
        return self.particulars.model(person=self)

    @transaction.atomic
    def add_particular(self: ParticularRecordingHost, *, by: User, kind: str, value: str, **facts: Any) -> Any:
        """Add a telephone, a vehicle and so on (a ParticularKind); what it is compared by is made of `value`. Raises
        NotYours, NotYet. Returns the Particular."""
        self.begin_change(by=by)
        return self._keep_particular(
            self.particulars.model(person=self, recorded_by=by), by, "added", kind=kind, value=value, **facts
        )

    @transaction.atomic
    def change_particular(
        self: ParticularRecordingHost, particular: Any, *, by: User, version: int | None = None, **fields: Any
    ) -> Any:
        """Change these fields of one of them. Raises as `change`."""
        self.begin_change(by=by, version=version)
        return self._keep_particular(self.particulars.get(pk=particular.pk), by, "changed", **fields)

    @transaction.atomic
    def take_off_particular(
        self: ParticularRecordingHost, particular: Any, *, by: User, because: str, version: int | None = None
    ) -> None:
        """Take it off for one of TakenOff. The kept history still has it."""
        self.begin_change(by=by, version=version)
        particular = self.particulars.get(pk=particular.pk)
        particular.delete()
        self._known_anew(f"{particular.get_kind_display()} taken off: {TakenOff(because)}.", by)

    def _keep_particular(self: ParticularRecordingHost, particular: Any, by: User, done: str, **fields: Any) -> Any:
        for name, value in fields.items():
            setattr(particular, name, value)
        particular.match = match_of(particular.kind, particular.value)
        same = self.particulars.filter(kind=particular.kind, value=particular.value).exclude(pk=particular.pk)
        if problems := particular.problems():
            raise NotYet(*problems.values())
        if same.exists():
            raise NotYet("It is recorded already.")
        particular.save()
        self._known_anew(f"{particular.get_kind_display()} {done}.", by)
        return particular

    def _known_anew(self: ParticularRecordingHost, sentence: str, by: User) -> None:
        self.listen()
        self.save_next_version()
        self.add_entry(sentence, by=by)
