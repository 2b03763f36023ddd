"""One person of concern: who they are, whom and what they are linked to, and what stands against them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.comparing.notices import notify_of_matches
from perpetrators.door import open_person, require_register_keeper
from perpetrators.forms.persons.person import IdentityForm, LooksForm, NewPersonForm, OfficerForm, OriginForm
from perpetrators.presenters.person import PersonPresenter
from perpetrators.presenters.timeline import timeline as lines_of
from perpetrators.views.page import person_page, question_page


@require_safe
@needs(Right.READ_SUSPECTS)
def person(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    return person_page(
        request,
        person,
        "perpetrators/person.html",
        presented=PersonPresenter(person, person.scope),
        admissions=person.admissions_shown_to(request.user),
        may_record=Right.RECORD_SUSPECTS in person.rights,
        may_keep=Right.KEEP_MEASURES in person.rights,
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def timeline(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    presented = PersonPresenter(person, person.scope)
    return person_page(
        request,
        person,
        "perpetrators/person_timeline.html",
        tab="person_timeline",
        presented=presented,
        lines=lines_of(presented),
    )


@idempotent
@autosaved("Record a person of concern")
def record_person(request: SignedInRequest) -> HttpResponse:
    require_register_keeper(request)
    form = NewPersonForm(answers(request), by=request.user)

    def onwards(form: NewPersonForm) -> Any:
        notify_of_matches(request, form.outcome, form.outcome)
        return form.outcome

    return ask(
        request,
        form,
        done=lambda form: f"{form.outcome.reference} was recorded.",
        then=onwards,
        draw=lambda: render(request, "perpetrators/record_person.html", {"form": form}),
    )


@idempotent
@needs(Right.RECORD_SUSPECTS)
def change_identity(request: SignedInRequest, suspect: str) -> HttpResponse:
    return _change(request, suspect, IdentityForm, "Change who they are")


@idempotent
@needs(Right.RECORD_SUSPECTS)
def change_origin(request: SignedInRequest, suspect: str) -> HttpResponse:
    return _change(request, suspect, OriginForm, "Change ethnicity and nationality")


@idempotent
@autosaved("What a person of concern looks like")
@needs(Right.RECORD_SUSPECTS)
def change_looks(request: SignedInRequest, suspect: str) -> HttpResponse:
    return _change(request, suspect, LooksForm, "Change what they look like and their work")


@idempotent
@needs(Right.KEEP_MEASURES)
def appoint_officer(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = OfficerForm(answers(request), record=person)
    return question_page(
        request, person, form, heading="Officer for this record", done="The officer for the record was saved."
    )


def _change(request: SignedInRequest, suspect: str, form_class: type[Any], heading: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = form_class(answers(request), record=person)
    return question_page(request, person, form, heading=heading, done="What you changed was saved.")
