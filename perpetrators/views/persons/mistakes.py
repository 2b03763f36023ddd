"""What was recorded by mistake of a person of concern: said by one person where it stands, decided here by a second."""

from django.http import HttpResponse
from django.shortcuts import redirect

from cases.door import open_case
from cases.views.page import question_page as case_question
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import of_case, open_person
from perpetrators.forms.persons.mistakes import DecidePersonMistakeForm
from perpetrators.models import PersonMistake
from perpetrators.views.page import question_page, there

TAB = "case_disruption"
HEADING, DONE = "Was it recorded by mistake?", "Your decision was saved."


@idempotent
@autosaved("Decide whether it was recorded by mistake")
@needs(Right.KEEP_MEASURES)
def decide_of_person(request: SignedInRequest, suspect: str, mistake: int) -> HttpResponse:
    """About a step of the law, and a link to somebody or a place."""
    person = open_person(request, suspect)
    found = there(PersonMistake.of_person(person).of_key(mistake))
    if not found.is_waiting:
        return redirect(person)
    return question_page(
        request,
        person,
        DecidePersonMistakeForm(answers(request), mistake=found),
        template="perpetrators/decide_person_mistake.html",
        mistake=found,
        obstacles=found.why_not_decided_by(request.user),
        heading=HEADING,
        done=DONE,
    )


@idempotent
@autosaved("Decide whether a link was recorded by mistake")
@needs(Right.ANSWER_FOR_CHILD)
def decide_of_case(request: SignedInRequest, reference: str, mistake: int) -> HttpResponse:
    """About a link to the child of this case."""
    case = open_case(request, reference)
    found = of_case(request, case, PersonMistake.of_case(case), mistake)
    if not found.is_waiting:
        return redirect(TAB, reference)
    return case_question(
        request,
        case,
        DecidePersonMistakeForm(answers(request), mistake=found),
        "perpetrators/decide_link_mistake.html",
        tab=TAB,
        mistake=found,
        obstacles=found.why_not_decided_by(request.user),
        done=DONE,
    )
