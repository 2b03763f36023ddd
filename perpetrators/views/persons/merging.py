"""Finding the same person recorded twice, and making the two records one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_person
from perpetrators.forms.persons.merging import MergeForm, NameOtherForm
from perpetrators.models import Merge
from perpetrators.models.connections.duplicates import alike
from perpetrators.presenters.comparison import compared
from perpetrators.presenters.merging import ShownMerge, rests_on
from perpetrators.timescales import UNDO_MERGE_WITHIN
from perpetrators.views.page import person_page


@require_safe
@needs(Right.READ_SUSPECTS)
def alike_persons(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    found = alike(person, person.scope)
    record(request, "listed", subject="person of concern", subject_ids=[one.person.pk for one in found])
    return person_page(
        request,
        person,
        "perpetrators/alike_persons.html",
        tab="alike_persons",
        found=found,
        merges=[ShownMerge(one, person) for one in Merge.of(person)],
        keeps=Right.KEEP_MEASURES in person.rights,
    )


@idempotent
@needs(Right.KEEP_MEASURES)
def name_other(request: SignedInRequest, suspect: str) -> HttpResponse:
    person = open_person(request, suspect)
    form = NameOtherForm(answers(request), person=person)
    if form.is_valid():
        return redirect("merge_persons", person.reference, form.cleaned_data["reference"])
    return person_page(request, person, "perpetrators/name_same_person.html", tab="alike_persons", form=form)


@idempotent
@autosaved("Merge two records of one person")
@needs(Right.KEEP_MEASURES)
def merge(request: SignedInRequest, suspect: str, other: str) -> HttpResponse:
    person = open_person(request, suspect)
    found = open_person(request, other)
    if person == found:
        return redirect(person)
    form = MergeForm(answers(request), person=person, other=found)
    if form.is_valid() and form.save(by=request.user):
        kept = form.outcome.kept
        messages.success(request, f"The two records are one now: {kept.reference}.")
        return redirect(kept)
    return person_page(
        request,
        person,
        "perpetrators/merge_persons.html",
        tab="alike_persons",
        form=form,
        other=found,
        rows=compared(person, found),
        rests=zip(rests_on(person, person.scope), rests_on(found, person.scope), strict=True),
        days=UNDO_MERGE_WITHIN,
        obstacles=person.why_not_merge(found),
        cancel_url=reverse("alike_persons", args=[person.reference]),
    )
