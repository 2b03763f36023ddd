"""The tab "Disruption" of a case, and recording there who is of concern to the child."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.views.page import case_page, question_page
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.govuk.forms import GovukForm
from perpetrators.comparing.notices import notify_of_matches
from perpetrators.forms.persons.links import LinkOfCaseForm, PersonOfCaseForm
from perpetrators.presenters.on_a_case import OnACase

TAB = "case_disruption"
SAVED = 302  # it leads away from the form only once it was saved


@require_safe
@needs(Right.HEAR_OF_MEASURES)
def disruption(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    keeps = request.user.has_site_right(SiteRight.KEEP_REGISTER)
    return case_page(request, case, "perpetrators/case_disruption.html", tab=TAB, found=OnACase(case, keeps=keeps))


@idempotent
@autosaved("Record a person of concern")
@needs(Right.RECORD_SUSPECTS)
def record_person(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = PersonOfCaseForm(answers(request), case=case, by=request.user)
    answer = question_page(request, case, form, "perpetrators/record_person_of_case.html", tab=TAB, done=_saved)
    if answer.status_code == SAVED:
        notify_of_matches(request, form.outcome, form.outcome)
    return answer


@idempotent
@autosaved("Link a person of concern")
@needs(Right.RECORD_SUSPECTS)
def link_person(request: SignedInRequest, reference: str) -> HttpResponse:
    case = open_case(request, reference)
    form = LinkOfCaseForm(answers(request), case=case, by=request.user)
    return question_page(
        request, case, form, "perpetrators/link_person_of_case.html", tab=TAB, done="The person of concern was linked."
    )


def _saved(form: GovukForm) -> str:
    return f"{form.outcome.reference} was recorded. {form.outcome.whom_to_ask()[:-1]} to take the record on."
