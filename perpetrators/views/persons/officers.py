"""The police liaison officers who are joined to a child through a person of concern, and who wait to be."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page
from cases.views.page import question_page as case_question
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import of_case, open_person
from perpetrators.forms.persons.admission import AskForm, DecideForm, EndAdmissionForm
from perpetrators.models import Admission
from perpetrators.views.page import question_page

TAB = "case_disruption"


@require_safe
@needs(Right.ANSWER_FOR_CHILD)
def officers(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    found = list(Admission.of_case(case))
    return case_page(
        request,
        case,
        "perpetrators/case_officers.html",
        tab=TAB,
        waiting=[one for one in found if one.is_waiting],
        joined=[one for one in found if one.is_agreed],
        others=[one for one in found if not (one.is_waiting or one.is_agreed)],
    )


@idempotent
@autosaved("Decide about a police liaison officer")
@needs(Right.ANSWER_FOR_CHILD)
def decide(request: SignedInRequest, reference: str, admission: int) -> HttpResponse:
    case = open_case(request, reference)
    found = of_case(request, case, Admission.of_case(case), admission)
    if not found.is_waiting:
        return redirect("case_officers", reference)
    form = DecideForm(answers(request), admission=found)
    return case_question(
        request,
        case,
        form,
        "perpetrators/decide_admission.html",
        tab=TAB,
        then="case_officers",
        done="Your decision was saved.",
        admission=found,
    )


@idempotent
@autosaved("End what joins a police liaison officer")
@needs(Right.ANSWER_FOR_CHILD)
def end(request: SignedInRequest, reference: str, admission: int) -> HttpResponse:
    case = open_case(request, reference)
    found = of_case(request, case, Admission.of_case(case), admission)
    if not found.is_agreed:
        return redirect("case_officers", reference)
    form = EndAdmissionForm(answers(request), admission=found)
    return case_question(
        request,
        case,
        form,
        "perpetrators/end_admission.html",
        tab=TAB,
        then="case_officers",
        done=f"{found.officer.name} is no longer joined through this person.",
        admission=found,
    )


@idempotent
@autosaved("Ask to be joined to children")
@needs(Right.KEEP_MEASURES)
def ask(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = AskForm(answers(request), record=person)
    return question_page(
        request,
        person,
        form,
        heading="Ask to be joined to the cases of linked children",
        done="The managers of the children’s teams were asked.",
    )
