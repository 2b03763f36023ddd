"""Marking a note as recorded in error."""

from django.http import HttpResponse

from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.asking import ask
from emerald.drafts.autosave import answers
from interventions.notes.forms.striking_out import StrikeOutForm
from interventions.notes.models.locked import Locked


def strike_out(request: SignedInRequest, note: Locked) -> HttpResponse:
    """Its author or a manager; the others who read the note are told who can."""
    case = note.case
    form = StrikeOutForm(answers(request), note=note, by=request.user)
    return ask(
        request,
        form,
        done=f"The {note.called} is marked as recorded in error.",
        then=(note.page, case.reference, note.pk),
        draw=lambda: case_page(
            request,
            case,
            "interventions/strike_out.html",
            tab=note.listed_on,
            form=form,
            note=note,
            obstacles=form.obstacles,
        ),
    )
