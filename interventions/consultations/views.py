"""Advice to other professionals: listing, recording and reading it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may
from cases.views.older import key_in, one_page
from emerald.accounts.door import require
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.record import record
from emerald.drafts.keeping import answers, keeps_drafts
from emerald.drafts.once import once
from interventions.consultations.forms import ConsultationForm
from interventions.consultations.models import Consultation
from interventions.door import open_consultation
from interventions.notes.forms.later import AddendumForm

ON_A_PAGE = 25


@require_safe
@needs(Right.READ_SESSIONS)
def consultations(request):
    for_those_who_may(request)
    before = key_in(request.GET)
    given = Consultation.seen_by(request.user).with_people()
    shown, older = one_page(given.older_than(before).newest_first(), ON_A_PAGE)
    record(request, "listed", subject="consultation", subject_ids=[one.pk for one in shown])
    return render(
        request,
        "interventions/consultations.html",
        {
            "consultations": shown,
            "older": older,
            "before": before,
            "advises": request.user.has_site_right(SiteRight.ADVISE),
        },
    )


@once
@keeps_drafts("Record advice")
def give_consultation(request):
    require(request, SiteRight.ADVISE)
    form = ConsultationForm(answers(request), by=request.user)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Advice recorded.")
        return redirect("consultation", form.outcome.pk)
    return render(request, "interventions/give_consultation.html", {"form": form})


@require_safe
def consultation(request, consultation):
    found = open_consultation(request, consultation)
    return render(
        request,
        "interventions/consultation.html",
        {"consultation": found, "addenda": found.addenda.in_order(), "adds": found.given_by_id == request.user.pk},
    )


@once
@keeps_drafts("Add to advice")
def add_to_consultation(request, consultation):
    found = open_consultation(request, consultation, own=True)
    form = AddendumForm(answers(request), note=found)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "What you added stands below the advice.")
        return redirect("consultation", found.pk)
    return render(request, "interventions/add_to_consultation.html", {"form": form, "consultation": found})
