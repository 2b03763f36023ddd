"""What joins a person of concern to children, to other people and to places."""

from django.http import HttpResponse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_link, open_person
from perpetrators.forms.persons.links import AddLinkForm, ChangeLinkForm, TakeBackLinkForm
from perpetrators.views.page import question_page


@idempotent
@autosaved("Link a person of concern")
@needs(Right.RECORD_SUSPECTS)
def add_link(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = AddLinkForm(answers(request), record=person)
    return question_page(request, person, form, heading="Add a link", done="The link was added.")


@idempotent
@autosaved("Change a link of a person of concern")
@needs(Right.RECORD_SUSPECTS)
def change_link(request: SignedInRequest, suspect: str, link: int) -> HttpResponse:
    person, seen = open_link(request, suspect, link)
    form = ChangeLinkForm(answers(request), record=seen.link, keeps=person.scope.keeps)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/change_link.html",
        seen=seen,
        heading="Change the link",
        done="The link was changed.",
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def take_back_link(request: SignedInRequest, suspect: str, link: int) -> HttpResponse:
    person, seen = open_link(request, suspect, link)
    form = TakeBackLinkForm(answers(request), record=seen.link)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/take_back_link.html",
        seen=seen,
        heading="Take the link back",
        done=_taken_back,
    )


def _taken_back(form: TakeBackLinkForm) -> str:
    if form.cleaned_data["mistaken"]:
        return "The link was taken back and opens nothing any more. A second person decides whether it was a mistake."
    return "The link was taken back. It stays to be read."
