"""Files of a session or a contact: brought while it is recorded, or later."""

from collections.abc import Sequence
from typing import Any

from cases.forms.document import what_came_of
from cases.models import Document
from emerald.accounts.models import User
from emerald.files.forms import FilesField, WithFiles
from interventions.notes.models.document import attach
from interventions.notes.models.locked import Locked


class BringsFiles(WithFiles):
    """To a form that records one note: what was made in the session, or the letter or the minutes themselves."""

    documents: Sequence[Document] = ()

    def save(self, *, by: User) -> bool:
        files = self.cleaned_data.pop("files")
        if not super().save(by=by):  # type: ignore[misc]  # of the form it is brought to
            return False
        if files:
            self.documents = attach(self.outcome, by=by, files=files)
        return True

    @property
    def done(self) -> str:
        return " ".join(filter(None, [f"{self.outcome.called.capitalize()} recorded.", what_came_of(self.documents)]))


class NoteFilesForm(WithFiles):
    files = FilesField("Which files?", required="Add at least one file")

    def __init__(self, *args: Any, note: Locked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by: User) -> bool:
        return self.attempt(attach, note=self.note, by=by, **self.cleaned_data)

    @property
    def done(self) -> str:
        return what_came_of(self.outcome)
