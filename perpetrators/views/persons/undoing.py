"""A merge that is undone: asked for by one person, decided by a second."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_person
from perpetrators.forms.persons.undoing import AskUndoingForm, DecideUndoingForm
from perpetrators.models import Merge, Undoing
from perpetrators.models.persons.merging.undoing import last_day, why_not_asked
from perpetrators.presenters.merging import added_since
from perpetrators.views.page import question_page, there

NONE = "Nothing of the sort is there on this record."
ASKED = "You asked that the merge is undone. Nothing changes before a second person agrees."


@idempotent
@autosaved("Undo a merge")
@needs(Right.KEEP_MEASURES)
def ask_undoing(request: SignedInRequest, suspect: str, merge: int) -> HttpResponse:
    person = open_person(request, suspect)
    found = there(Merge.of_key(merge, person), NONE)
    form = AskUndoingForm(answers(request), merge=found)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/ask_undoing.html",
        heading=f"Undo the merge of {found.gone.reference}",
        done=ASKED,
        then=reverse("alike_persons", args=[person.reference]),
        merge=found,
        last_day=last_day(found),
        obstacles=[] if form.is_bound else why_not_asked(found),
        since=added_since(found, person.scope),
    )


@idempotent
@autosaved("Decide whether a merge is undone")
@needs(Right.KEEP_MEASURES)
def decide_undoing(request: SignedInRequest, suspect: str, undoing: int) -> HttpResponse:
    person = open_person(request, suspect)
    found = there(Undoing.of_key(undoing, person), NONE)
    if not found.is_waiting:
        return redirect("alike_persons", person.reference)
    form = DecideUndoingForm(answers(request), undoing=found)
    return question_page(
        request,
        person,
        form,
        template="perpetrators/decide_undoing.html",
        heading="Are they two people?",
        done="Your decision was saved.",
        then=reverse("alike_persons", args=[person.reference]),
        undoing=found,
        obstacles=found.why_not_decided_by(request.user),
        since=added_since(found.merge, person.scope),
    )
