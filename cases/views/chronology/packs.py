"""Packs: the check, the file, and the list of what was taken away."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.door import open_case
from cases.forms.chronology.filters import ChronologyFilter
from cases.forms.chronology.packs import pack_form
from cases.models import Case
from cases.models.chronology.packs import Pack, PackKind
from cases.packs.files import FilesAsked
from cases.packs.packing import Contents, obstacles_to
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from emerald.paging import page_of

ON_A_PAGE = 50
CONTENT_TYPES: dict[str, str] = {
    PackKind.PDF: "application/pdf",
    PackKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@needs(Right.MAKE_PACKS)
def packs(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    page = page_of(case.packs.newest_first(), request.GET, size=ON_A_PAGE)
    return case_page(request, case, "cases/packs.html", tab="case_chronology", page=page)


@proves_again
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MAKE_PACKS)
def make_pack(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    asked = ChronologyFilter(request.GET, readable=case.entries.readable_with(case.rights))
    files = FilesAsked(case, by=request.user, data=request.GET)
    contents = Contents(case, by=request.user, asked=asked, files=files)
    if files.chosen:
        keys = [one.pk for one in files.chosen]
        record(request, "opened", subject="document", subject_ids=keys, reference=case.reference)
    form = None if contents.obstacles else pack_form(contents)(answers(request), contents=contents)
    if form and form.is_valid() and form.save():
        return _handed_out(request, case, *form.outcome)
    return case_page(
        request,
        case,
        "cases/make_pack.html",
        tab="case_chronology",
        form=form,
        asked=asked,
        contents=contents,
        no_pdf=obstacles_to(PackKind.PDF),
    )


def _handed_out(request: SignedInRequest, case: Case, pack: Pack, made: bytes) -> HttpResponse:
    record(
        request,
        "exported",
        subject="case",
        subject_id=case.pk,
        reference=case.reference,
        detail=f"Pack of {pack.entries} entries, {pack.kind}, sha256 {pack.sha256}: for {pack.recipient}: "
        f"{pack.purpose}",
    )
    response = HttpResponse(made, content_type=CONTENT_TYPES[pack.kind])
    name = f"{case.reference}-chronology-{timezone.localdate()}.{pack.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
