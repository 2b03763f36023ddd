"""By what a person of concern is known: telephones, vehicles, addresses, other names."""

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import of_person, open_person
from perpetrators.forms.persons.particulars import ParticularForm, TakeOffParticularForm
from perpetrators.views.page import question_page


@idempotent
@autosaved("What a person of concern is known by")
@needs(Right.RECORD_SUSPECTS)
def add_particular(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = ParticularForm(answers(request), person=person, record=person.new_particular())
    return question_page(request, person, form, heading="What are they known by?", done="It was added.")


@idempotent
@autosaved("What a person of concern is known by")
@needs(Right.RECORD_SUSPECTS)
def change_particular(request: SignedInRequest, suspect: str, particular: int) -> HttpResponse:
    person = open_person(request, suspect)
    form = ParticularForm(answers(request), person=person, record=of_person(request, person, "particulars", particular))
    return question_page(request, person, form, heading="Change what they are known by", done="It was changed.")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def take_off_particular(request: SignedInRequest, suspect: str, particular: int) -> HttpResponse:
    person = open_person(request, suspect)
    record = of_person(request, person, "particulars", particular)
    form = TakeOffParticularForm(answers(request), person=person, record=record)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/take_off_particular.html",
        heading="Take it off",
        particular=record,
        done="It was taken off.",
    )
