"""Advice to other professionals: listing, recording and reading it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.door import for_those_who_may
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.asking import ask
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.paging import page_of
from interventions.consultations.forms import ConsultationForm
from interventions.consultations.models import Consultation
from interventions.door import open_consultation
from interventions.notes.forms.later import AddendumForm


@require_safe
@needs(Right.READ_SESSIONS)
def consultations(request: SignedInRequest) -> HttpResponse:
    for_those_who_may(request)
    page = page_of(Consultation.seen_by(request.user).with_people().newest_first(), request.GET)
    record(request, "listed", subject="consultation", subject_ids=[one.pk for one in page.rows])
    return render(
        request,
        "interventions/consultations.html",
        {"page": page, "advises": request.user.has_site_right(SiteRight.ADVISE)},
    )


@idempotent
@autosaved("Record advice")
def give_consultation(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.ADVISE)
    form = ConsultationForm(answers(request), by=request.user)
    return ask(
        request,
        form,
        done="Advice recorded.",
        then=lambda form: ("consultation", form.outcome.pk),
        draw=lambda: render(request, "interventions/give_consultation.html", {"form": form}),
    )


@require_safe
def consultation(request: SignedInRequest, consultation: int) -> HttpResponse:
    found = open_consultation(request, consultation)
    return render(
        request,
        "interventions/consultation.html",
        {"consultation": found, "addenda": found.addenda.in_order(), "adds": found.given_by_id == request.user.pk},
    )


@idempotent
@autosaved("Add to advice")
def add_to_consultation(request: SignedInRequest, consultation: int) -> HttpResponse:
    found = open_consultation(request, consultation, own=True)
    form = AddendumForm(answers(request), note=found)
    return ask(
        request,
        form,
        done="What you added is shown below the advice.",
        then=("consultation", found.pk),
        draw=lambda: render(request, "interventions/add_to_consultation.html", {"form": form, "consultation": found}),
    )
