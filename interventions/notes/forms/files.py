"""Files of a session or a contact: brought while it is recorded, or later."""

from cases.forms.document import what_came_of
from emerald.files.forms import FilesField, WithFiles
from interventions.contacts.forms import ContactForm
from interventions.notes.models.document import attach
from interventions.planned.forms import PlannedForm
from interventions.sessions.forms.session import SessionForm


class BringsFiles(WithFiles):
    """To a form that records one note: what was made in the session, or the letter or the minutes themselves."""

    documents = ()

    def save(self, *, by):
        files = self.cleaned_data.pop("files")
        if not super().save(by=by):
            return False
        if files:
            self.documents = attach(self.outcome, by=by, files=files)
        return True

    @property
    def done(self):
        return " ".join(filter(None, [f"{self.outcome.called.capitalize()} recorded.", what_came_of(self.documents)]))


class SessionWithFilesForm(BringsFiles, SessionForm):
    """A session nobody had planned here."""


class PlannedWithFilesForm(BringsFiles, PlannedForm):
    """What became of a planned session."""


class ContactWithFilesForm(BringsFiles, ContactForm):
    """A call, a letter, a meeting with its minutes."""


class NoteFilesForm(WithFiles):
    files = FilesField("Which files?", required="Add at least one file")

    def __init__(self, *args, note, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by):
        return self.attempt(attach, note=self.note, by=by, **self.cleaned_data)

    @property
    def done(self):
        return what_came_of(self.outcome)
