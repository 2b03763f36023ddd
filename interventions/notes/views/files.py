"""Adding files to a session or a contact that is recorded already."""

from cases.views.page import case_page
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.keeping import answers, keeps_drafts
from emerald.drafts.once import once
from emerald.files.taking import Tray, takes_files
from interventions.door import open_contact, open_session
from interventions.notes.forms.files import NoteFilesForm


@once
@keeps_drafts("Add files to a session")
@takes_files
@needs(Right.RECORD_SESSION)
def add_session_files(request, reference, session):
    return _add(request, open_session(request, reference, session), tab="case_sessions")


@once
@keeps_drafts("Add files to a contact")
@takes_files
@needs(Right.RECORD_SESSION)
def add_contact_files(request, reference, contact):
    return _add(request, open_contact(request, reference, contact), tab="case_contacts")


def _add(request, note, *, tab):
    case = note.case
    form = NoteFilesForm(answers(request), note=note, tray=Tray(request))
    return ask(
        request,
        form,
        done=lambda form: form.done,
        then=(note.page, case.reference, note.pk),
        draw=lambda: case_page(request, case, "interventions/add_note_files.html", tab=tab, form=form, note=note),
    )
