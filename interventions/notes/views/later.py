"""What is asked about a note after it was recorded: its words changed, something added, its next step finished.

The page of each kind opens the note through the kind's own door and says its right; the rest is the same for all.
"""

from django.http import HttpResponse

from cases.views.page import case_page
from emerald.accounts.door import SignedInRequest
from emerald.asking import ask
from emerald.drafts.autosave import answers
from interventions.notes.forms.later import AddendumForm, NextStepForm, WordsForm
from interventions.notes.models.locked import Locked
from interventions.notes.models.next_step import WithNextStep


def change_words(request: SignedInRequest, form: WordsForm) -> HttpResponse:
    """`form`: a WordsForm that asks for the words of such a note."""
    request.autosave.change_at = request.autosave.place
    return _ask_about(request, form, "change_note", done="The text was saved.", then=_page_of(form.note))


def add(request: SignedInRequest, note: Locked) -> HttpResponse:
    form = AddendumForm(answers(request), note=note)
    return _ask_about(request, form, "add_to_note", done="What you added is shown below the text.", then=_page_of(note))


def finish_next_step(request: SignedInRequest, note: WithNextStep) -> HttpResponse:
    form = NextStepForm(answers(request), note=note)
    return _ask_about(
        request, form, "finish_next_step", done="Next step finished.", then=(note.listed_on, note.case.reference)
    )


def _page_of(note: Locked) -> tuple[str, str, int]:
    return note.page, note.case.reference, note.pk


def _ask_about(
    request: SignedInRequest,
    form: AddendumForm | NextStepForm | WordsForm,
    template: str,
    *,
    done: str,
    then: tuple[str, str, int] | tuple[str, str],
) -> HttpResponse:
    note = form.note
    return ask(
        request,
        form,
        done=done,
        then=then,
        draw=lambda: case_page(
            request,
            note.case,
            f"interventions/{template}.html",
            tab=note.listed_on,
            form=form,
            note=note,
            obstacles=form.obstacles,
        ),
    )
