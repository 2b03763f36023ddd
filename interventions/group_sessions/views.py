"""One session with several children: choosing them, recording it, and putting right what is written for all of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import list_cases, open_case, show
from cases.models import Case
from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.govuk.forms import DraftData
from emerald.wording.models import Starter
from interventions.door import open_planned, open_shared_part
from interventions.group_sessions.forms import SharedWordsForm, TogetherForm
from interventions.sessions.prompts import SESSION


def _others(request: SignedInRequest, case: Case) -> list[Case]:
    """The other open cases on which this person records, which leave their read entry."""
    cases = list_cases(request, to=Right.RECORD_SESSION).open().with_people().by_child()
    return show(request, [one for one in cases if one.pk != case.pk])


@require_safe
@needs(Right.RECORD_SESSION)
def choose_children(request: SignedInRequest, reference: str, planned: int | None = None) -> HttpResponse:
    """The first step: who was in it. It leads to the page on which to write."""
    case = open_case(request, reference)
    plan = open_planned(request, reference, planned) if planned else None
    form = TogetherForm(case=case, others=_others(request, case), planned=plan)
    return case_page(
        request,
        case,
        "interventions/choose_children.html",
        tab="case_sessions",
        form=form,
        planned=plan,
        obstacles=form.obstacles,
    )


@idempotent
@autosaved("Record a session with several children")
@needs(Right.RECORD_SESSION)
def record_together(request: SignedInRequest, reference: str, planned: int | None = None) -> HttpResponse:
    case = open_case(request, reference)
    plan = open_planned(request, reference, planned) if planned else None
    others = _others(request, case)
    said = answers(request)
    if "show" in request.POST:  # parts for the children ticked, and nothing judged yet
        said = DraftData(dict(request.POST.lists()))
    chosen = {one.reference for one in others} & set(request.GET.getlist("children"))
    form = TogetherForm(said, case=case, others=others, chosen=sorted(chosen), planned=plan)
    return ask(
        request,
        form,
        done=lambda form: f"Session recorded for {len(form.answered)} children.",
        then=("case_sessions", reference),
        draw=lambda: case_page(
            request,
            case,
            "interventions/record_together.html",
            tab="case_sessions",
            form=form,
            planned=plan,
            obstacles=form.obstacles,
            starters=Starter.offered(SESSION),
        ),
    )


@idempotent
@autosaved("Change what is written for all children of a session")
@needs(Right.RECORD_SESSION)
def change_shared(request: SignedInRequest, reference: str, session: int) -> HttpResponse:
    found = open_shared_part(request, reference, session)
    case = found.case
    form = SharedWordsForm(answers(request), note=found.group, by=request.user)
    return ask(
        request,
        form,
        done="The text was saved in the record of each child.",
        then=("session", case.reference, found.pk),
        draw=lambda: case_page(
            request,
            case,
            "interventions/change_shared.html",
            tab="case_sessions",
            form=form,
            note=found,
            obstacles=form.obstacles,
        ),
    )
