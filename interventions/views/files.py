"""Adding files to a session that is recorded already."""

from django.contrib import messages
from django.shortcuts import redirect

from cases.views.page import case_page
from emerald.accounts.permissions import Right
from emerald.drafts.keeping import answers, keeps_drafts
from emerald.drafts.once import once
from emerald.files.taking import Tray, takes_files
from interventions.door import open_session
from interventions.forms.files import SessionFilesForm


@once
@keeps_drafts("Add files to a session")
@takes_files(Right.RECORD_SESSION)
def add_session_files(request, reference, session):
    session = open_session(request, reference, session, to=Right.RECORD_SESSION)
    case = session.case
    form = SessionFilesForm(answers(request), session=session, tray=Tray(request))
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, form.done)
        return redirect("session", case.reference, session.pk)
    return case_page(request, case, "interventions/add_session_files.html", tab="case_sessions", form=form,
                     session=session)
