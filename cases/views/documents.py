"""The documents of a case: listed, added, handed out, taken off. Each is reached through its case and no other way."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.document import DocumentsForm, TakeOffForm
from cases.models import Case
from cases.models.document import Document
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record, refuse
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.guards import Refused
from emerald.paging import page_of

ON_A_PAGE = 50


@require_safe
@needs(Right.KNOW_CHILD)
def documents(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    mine = case.documents.readable_with(case.rights, by=request.user)
    return case_page(
        request,
        case,
        "cases/documents.html",
        tab="case_documents",
        page=page_of(mine.with_files().newest_first(), request.GET, size=ON_A_PAGE),
        harmful=list(mine.harmful().with_files()),
    )


@idempotent
@autosaved("Add documents")
@accepts_files
@needs(Right.EDIT_CHILD)
def add_documents(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = DocumentsForm(answers(request), case=case, tray=Tray(request))
    return question_page(
        request, case, form, "cases/add_documents.html", tab="case_documents", done=lambda form: form.done
    )


@require_safe
@needs(Right.KNOW_CHILD)
def download_document(request: SignedInRequest, reference: str, document: int) -> HttpResponse | FileResponse:
    """Always as a file to save, never shown by the browser as part of this site."""
    case = open_case(request, reference)
    found = _of(request, case, document)
    try:
        stream = found.file.opened()
    except Refused as refusal:
        messages.error(request, f"“{found.name}”: {refusal}")
        return redirect("case_documents", case.reference)
    record(request, "downloaded", subject="document", subject_id=found.pk, reference=case.reference)
    response = FileResponse(stream, as_attachment=True, filename=found.name, content_type=found.file.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@idempotent
@autosaved("Take a document off")
@needs(Right.EDIT_CHILD)
def take_off_document(request: SignedInRequest, reference: str, document: int) -> HttpResponse:
    case = open_case(request, reference)
    found = _of(request, case, document)
    if found.is_off:
        messages.info(request, "This document was taken off already.")
        return redirect("case_documents", case.reference)
    form = TakeOffForm(answers(request), document=found)
    return question_page(
        request,
        case,
        form,
        "cases/take_off_document.html",
        tab="case_documents",
        done="The document was taken off. Its entry and the reason stay.",
        document=found,
    )


def _of(request: SignedInRequest, case: Case, key: int) -> Document:
    """The document with this key of this case, for whoever holds the right that opens it."""
    document = case.documents.of_key(key)
    if document is None:
        refuse(
            request,
            "refused",
            subject="case",
            subject_id=case.pk,
            reference=case.reference,
            why="No such document on this case.",
        )
        raise Http404("This case has no such document.")
    if case.documents.readable_with(case.rights, by=request.user).of_key(key) is None:
        sentence = f"You cannot open this document. {case.whom_to_ask()}"
        refuse(request, "refused", subject="document", subject_id=document.pk, reference=case.reference, why=sentence)
        raise PermissionDenied(sentence)
    return document
