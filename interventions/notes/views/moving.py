"""Moving a wrongly filed note to the right case, and what was moved away from a case or to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from emerald.database.identity import acting_as_emerald
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.paging import page_of
from interventions.door import open_contact, open_session
from interventions.notes.forms.moving import MoveForm
from interventions.notes.models.moved import Movable, Move


@idempotent
@autosaved("Move a session")
@needs(Right.MOVE_NOTE)
def move_session(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    return _move(request, open_session(request, reference, session))


@idempotent
@autosaved("Move a contact")
@needs(Right.MOVE_NOTE)
def move_contact(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    return _move(request, open_contact(request, reference, contact))


def _move(request: SignedInRequest, note: Movable) -> HttpResponse:
    case = note.case
    form = MoveForm(answers(request), note=note, by=request.user)
    if form.is_valid() and form.save(by=request.user):
        move = form.outcome
        record(
            request,
            "moved",
            subject="case",
            subject_id=move.to_case_id,
            reference=move.to_case.reference,
            subject_ids=[move.from_case_id, move.to_case_id],
            detail=f"{note.called} {note.pk}",
        )
        messages.success(request, f"The {note.called} was moved to {move.to_case.reference}.")
        return redirect("moved_notes", case.reference)
    return case_page(request, case, "interventions/move_note.html", tab=note.listed_on, form=form, note=note)


@require_safe
@needs(Right.MOVE_NOTE)
def moved_notes(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    with acting_as_emerald("moved note"):  # what of the two cases is shown is decided in `shown_to`
        page = page_of(Move.of_case(case), request.GET)
    return case_page(
        request,
        case,
        "interventions/moved_notes.html",
        tab="case_chronology",
        moves=Move.shown_to(request.user, page.rows),
        page=page,
    )
