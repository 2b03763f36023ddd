"""Direct work on a case: its sessions, recording and reading one, and what is written about it later."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.files.uploads import Tray, accepts_files
from emerald.paging import page_of
from emerald.wording.models import Starter
from interventions.door import open_session
from interventions.notes.models.rules import why_not_record
from interventions.notes.models.struck_out import why_not_strike_out
from interventions.notes.views import later
from interventions.notes.views.striking_out import strike_out
from interventions.sessions.forms.later import SessionWordsForm
from interventions.sessions.forms.session import SessionWithFilesForm
from interventions.sessions.models.session import Session
from interventions.sessions.prompts import SESSION


@require_safe
@needs(Right.HEAR_OF_SESSIONS)
def sessions(request: SignedInRequest, reference: str) -> HttpResponse:
    """Everybody who hears of sessions sees that they took place; the words are for those who read them."""
    case = open_case(request, reference)
    reads = Right.READ_SESSIONS in case.rights
    waiting = case.sessions.with_next_step_open().for_a_list().by_next_step() if reads else []
    planned = case.planned_sessions.waiting().first_planned_first() if reads else []
    return case_page(
        request,
        case,
        "interventions/sessions.html",
        tab="case_sessions",
        page=page_of(case.sessions.for_a_list().newest_first(), request.GET),
        reads=reads,
        waiting=waiting,
        planned=planned,
        obstacles=why_not_record(case),
    )


@idempotent
@autosaved("Record a session")
@accepts_files
@needs(Right.RECORD_SESSION)
def record_session(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = SessionWithFilesForm(answers(request), case=case, tray=Tray(request))
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, form.done)
        request.autosave.change_at = reverse("change_session", args=[case.reference, form.outcome.pk])
        return redirect("case_sessions", case.reference)
    return case_page(
        request,
        case,
        "interventions/record_session.html",
        tab="case_sessions",
        form=form,
        obstacles=form.obstacles,
        starters=Starter.offered(SESSION),
    )


@require_safe
@needs(Right.READ_SESSIONS)
def session(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    found = open_session(request, reference, session)
    writes = Right.RECORD_SESSION in found.case.rights
    attached, left_behind = found.attached.here_and_elsewhere(found.case)
    return case_page(
        request,
        found.case,
        "interventions/session.html",
        tab="case_sessions",
        session=found,
        note=found,
        addenda=found.addenda.in_order(),
        writes=writes,
        attached=attached,
        left_behind=left_behind,
        moves=found.moves_shown_to(request.user),
        changes=writes and not found.why_not_change(request.user),
        strikes=not why_not_strike_out(found, request.user, found.case.rights),
        **_in_a_group(found, request.user, writes),
    )


def _in_a_group(session: Session, person: User, writes: bool) -> dict[str, Any]:
    """Of the others in a session with several children: how many, and those whose sessions this person may read."""
    if session.group is None:
        return {}
    return {
        "others": session.others_in_the_group(),
        "sessions_of_others": session.sessions_of_others(person),
        "changes_shared": writes and not session.group.why_not_change(person),
    }


@idempotent
@autosaved("Change a session")
@needs(Right.RECORD_SESSION)
def change_session(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    found = open_session(request, reference, session)
    return later.change_words(request, SessionWordsForm(answers(request), note=found, by=request.user))


@idempotent
@autosaved("Add to a session")
@needs(Right.RECORD_SESSION)
def add_to_session(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    return later.add(request, open_session(request, reference, session))


@idempotent
@autosaved("Finish a next step")
@needs(Right.RECORD_SESSION)
def finish_next_step(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    return later.finish_next_step(request, open_session(request, reference, session))


@idempotent
@autosaved("Mark a session as recorded in error")
@needs(Right.READ_SESSIONS)
def strike_out_session(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    return strike_out(request, open_session(request, reference, session))
