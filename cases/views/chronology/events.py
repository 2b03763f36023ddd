"""Single entries of the chronology: pinning, adding an event from outside, taking one back."""

from typing import Any

from django.http import Http404, HttpResponse

from cases.door import open_case
from cases.forms.chronology.events import EventForm, PinForm, UnpinForm, WithdrawEventForm
from cases.views.page import question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import refuse
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@idempotent
@autosaved("Add a significant event")
@needs(Right.EDIT_CHILD)
def record_event(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = EventForm(answers(request), case=case)
    return question_page(
        request,
        case,
        form,
        "cases/record_event.html",
        tab="case_chronology",
        done="The event was added to the chronology.",
        obstacles=form.obstacles,
    )


@idempotent
@autosaved("Withdraw an event")
@needs(Right.EDIT_CHILD)
def withdraw_event(request: SignedInRequest, reference: str, entry: int) -> HttpResponse:
    return _about_an_entry(
        request, reference, entry, WithdrawEventForm, "cases/withdraw_event.html", "The event is marked as withdrawn."
    )


@idempotent
@needs(Right.PIN_ENTRIES)
def pin(request: SignedInRequest, reference: str, entry: int) -> HttpResponse:
    return _about_an_entry(request, reference, entry, PinForm, "cases/pin_entry.html", "Pinned.")


@idempotent
@needs(Right.PIN_ENTRIES)
def unpin(request: SignedInRequest, reference: str, entry: int) -> HttpResponse:
    return _about_an_entry(request, reference, entry, UnpinForm, "cases/unpin_entry.html", "The pin was taken off.")


def _about_an_entry(
    request: SignedInRequest, reference: str, key: int, form_class: type[Any], template: str, done: str
) -> HttpResponse:
    """For an entry the person may not read: 404, as if it did not exist."""
    case = open_case(request, reference)
    entry = case.entries.readable_with(case.rights).of_key(key)
    if entry is None:
        refuse(
            request,
            "refused",
            subject="case",
            subject_id=case.pk,
            reference=case.reference,
            why="No such entry in this chronology, or not theirs to read.",
        )
        raise Http404("This chronology has no such entry.")
    form = form_class(answers(request), case=case, entry=entry)
    return question_page(
        request, case, form, template, tab="case_chronology", done=done, entry=entry, obstacles=form.obstacles
    )
