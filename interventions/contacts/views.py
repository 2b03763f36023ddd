"""Other contacts on a case: calls, messages and meetings that are no direct work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.paging import page_of
from emerald.wording.models import Starter
from interventions.contacts.forms import ContactWithFilesForm, ContactWordsForm
from interventions.contacts.prompts import CONTACT
from interventions.door import open_contact
from interventions.notes.models.rules import why_not_record
from interventions.notes.models.struck_out import why_not_strike_out
from interventions.notes.views import later
from interventions.notes.views.striking_out import strike_out


@require_safe
@needs(Right.HEAR_OF_SESSIONS)
def contacts(request: SignedInRequest, reference: str) -> HttpResponse:
    """Everybody who hears of direct work sees that there were contacts; the words are for those who read them."""
    case = open_case(request, reference)
    reads = Right.READ_SESSIONS in case.rights
    waiting = case.contacts.with_next_step_open().for_a_list().by_next_step() if reads else []
    advice = case.consultations.readable_with(case.rights, to=request.user).with_people().newest_first()
    return case_page(
        request,
        case,
        "interventions/contacts.html",
        tab="case_contacts",
        page=page_of(case.contacts.for_a_list().newest_first(), request.GET),
        reads=reads,
        waiting=waiting,
        advice=advice,
        obstacles=why_not_record(case, "a contact"),
    )


@idempotent
@autosaved("Record a contact")
@accepts_files
@needs(Right.RECORD_SESSION)
def record_contact(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = ContactWithFilesForm(answers(request), case=case, by=request.user, tray=Tray(request))
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, form.done)
        request.autosave.change_at = reverse("change_contact", args=[case.reference, form.outcome.pk])
        return redirect("case_contacts", case.reference)
    return case_page(
        request,
        case,
        "interventions/record_contact.html",
        tab="case_contacts",
        form=form,
        obstacles=form.obstacles,
        starters=Starter.offered(CONTACT),
    )


@require_safe
@needs(Right.READ_SESSIONS)
def contact(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    found = open_contact(request, reference, contact)
    case = found.case
    writes = Right.RECORD_SESSION in case.rights
    attached, left_behind = found.attached.here_and_elsewhere(case)
    return case_page(
        request,
        case,
        "interventions/contact.html",
        tab="case_contacts",
        note=found,
        contact=found,
        addenda=found.addenda.in_order(),
        writes=writes,
        moves=found.moves_shown_to(request.user),
        attached=attached,
        left_behind=left_behind,
        strikes=not why_not_strike_out(found, request.user, case.rights),
        changes=writes and not found.why_not_change(request.user),
    )


@idempotent
@autosaved("Change a contact")
@needs(Right.RECORD_SESSION)
def change_contact(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    found = open_contact(request, reference, contact)
    return later.change_words(request, ContactWordsForm(answers(request), note=found, by=request.user))


@idempotent
@autosaved("Add to a contact")
@needs(Right.RECORD_SESSION)
def add_to_contact(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    return later.add(request, open_contact(request, reference, contact))


@idempotent
@autosaved("Finish a next step")
@needs(Right.RECORD_SESSION)
def finish_contact_step(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    return later.finish_next_step(request, open_contact(request, reference, contact))


@idempotent
@autosaved("Mark a contact as recorded in error")
@needs(Right.READ_SESSIONS)
def strike_out_contact(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    return strike_out(request, open_contact(request, reference, contact))
