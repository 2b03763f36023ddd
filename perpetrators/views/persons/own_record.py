"""A person of concern who is a child too: which record is their own, for whoever may see that child."""

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_person
from perpetrators.forms.persons.own_record import OwnRecordForm, TakeBackOwnRecordForm
from perpetrators.presenters.person import PersonPresenter
from perpetrators.views.page import question_page


@idempotent
@needs(Right.RECORD_SUSPECTS)
def own_record(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    own = PersonPresenter(person, person.scope).own_record
    typed = answers(request)
    form = TakeBackOwnRecordForm(typed, own=own) if own else OwnRecordForm(typed, person=person)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/own_record.html",
        heading="Their own record as a child",
        done="It was taken back. That they are a child too stays as it is."
        if own
        else "Their own record was recorded.",
        own=own,
    )
