"""The steps of the law against a person of concern: recorded, and put right by a later entry."""

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from emerald.govuk.forms import GovukForm
from perpetrators.door import open_legal_event, open_person
from perpetrators.forms.persons.legal_events import CorrectLegalEventForm, LegalEventForm
from perpetrators.views.page import question_page

SAID = "Recorded as a possible mistake. It counts until a second person who keeps this record agrees."
# DOMAIN.md section 3.2b: a conviction may lead to an order at sentence.
ORDERS = "The court can also make a sexual harm prevention order or a criminal behaviour order: ask the police."


@idempotent
@needs(Right.KEEP_MEASURES)
def record_legal(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = LegalEventForm(answers(request), record=person)
    return question_page(request, person, form, heading="Record a police or court step", done=_saved)


@idempotent
@needs(Right.KEEP_MEASURES)
def correct_legal(request: SignedInRequest, suspect: str, event: int) -> HttpResponse:
    person, found = open_legal_event(request, suspect, event)
    form = CorrectLegalEventForm(answers(request), record=person, event=found)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/correct_legal.html",
        event=found,
        heading="Correct a police or court step",
        done=_corrected,
    )


def _corrected(form: CorrectLegalEventForm) -> str:
    return SAID if form.says_mistaken else "It was corrected. The earlier entry stays."


def _saved(form: GovukForm) -> str:
    return f"It was recorded. {ORDERS}" if form.cleaned_data["step"] == "conviction" else "It was recorded."
