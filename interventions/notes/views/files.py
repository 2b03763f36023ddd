"""Adding files to a session or a contact that is recorded already."""

from django.http import HttpResponse

from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from interventions.door import open_contact, open_session
from interventions.notes.forms.files import NoteFilesForm
from interventions.notes.models.locked import Locked


@idempotent
@autosaved("Add files to a session")
@accepts_files
@needs(Right.RECORD_SESSION)
def add_session_files(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    return _add(request, open_session(request, reference, session))


@idempotent
@autosaved("Add files to a contact")
@accepts_files
@needs(Right.RECORD_SESSION)
def add_contact_files(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    return _add(request, open_contact(request, reference, contact))


def _add(request: SignedInRequest, note: Locked) -> HttpResponse:
    case = note.case
    form = NoteFilesForm(answers(request), note=note, tray=Tray(request))
    return ask(
        request,
        form,
        done=lambda form: form.done,
        then=(note.page, case.reference, note.pk),
        draw=lambda: case_page(
            request, case, "interventions/add_note_files.html", tab=note.listed_on, form=form, note=note
        ),
    )
