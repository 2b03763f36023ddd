"""The photograph of a person of concern: shown through the door and nowhere else."""

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.guards import Refused
from perpetrators.door import open_person
from perpetrators.forms.persons.person import ConfirmForm, PhotographForm
from perpetrators.views.page import question_page


@require_safe
@needs(Right.READ_SUSPECTS)
def photograph(request: SignedInRequest, suspect: str) -> FileResponse:
    """Always drawn anew when it came (`emerald.files.pictures`), so a picture and nothing else."""
    person = open_person(request, suspect, verb="downloaded", detail="Photograph")
    if person.photograph is None:
        raise Http404("There is no photograph of this person.")
    try:
        stream = person.photograph.opened()
    except Refused as refusal:
        raise Http404(str(refusal)) from None
    response = FileResponse(stream, content_type=person.photograph.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@idempotent
@autosaved("Photograph of a person of concern")
@accepts_files
@needs(Right.RECORD_SUSPECTS)
def add_photograph(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = PhotographForm(answers(request), record=person, tray=Tray(request))
    return question_page(request, person, form, heading="Photograph", done="The photograph was saved.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def take_off_photograph(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = ConfirmForm(answers(request), verb=person.take_off_photograph)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/take_off_photograph.html",
        heading="Take the photograph off",
        done="The photograph was taken off.",
    )
