"""The consultations behind their number on the caseload, and taking that list away. Never added to any other number."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from emerald.oversight.exports import CONSULTATIONS
from emerald.oversight.forms import PeriodForm
from emerald.oversight.periods import Period
from emerald.paging import page_of
from emerald.papers.sheets import ExportForm, take_away
from emerald.words import day_in_words
from interventions.consultations.models import ConsultationQuerySet
from interventions.models import Consultation

TITLE = "Consultations given"


def given_in(period: Period, user: User) -> ConsultationQuerySet:
    """Those given in `period` that `user` may see: the number and the list are both this."""
    return Consultation.seen_by(user).given_within(period.since, period.on).known_on(period.known_on)


@require_safe
def consultation_rows(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SEE_CASELOAD)
    form = PeriodForm.asked(request.GET)
    if form.period is None:
        return render(request, "oversight/consultations.html", {"form": form, "period": None})
    given = given_in(form.period, request.user)
    page = page_of(given.with_people().newest_first(), request.GET)
    record(request, "listed", subject="consultation", subject_ids=[one.pk for one in page.rows])
    return render(
        request,
        "oversight/consultations.html",
        {"form": form, "period": form.period, "number": given.count(), "page": page},
    )


@proves_again
@require_http_methods(["GET", "POST"])
def consultation_export(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SEE_CASELOAD)
    period = PeriodForm.asked(request.GET).period
    if period is None:
        raise Http404("These dates make no sense.")
    form = ExportForm(answers(request))
    if form.is_valid():
        return _file(request, period, **form.cleaned_data)
    return render(request, "oversight/consultations_export.html", {"form": form, "period": period, "title": TITLE})


def _file(request: SignedInRequest, period: Period, *, kind: str, reason: str) -> HttpResponse:
    known = f", recorded by {day_in_words(period.known_on)}" if period.known_on else ""
    when = f"from after {day_in_words(period.since)} to {day_in_words(period.on)}{known}"
    return take_away(
        request,
        given_in(period, request.user).with_people().newest_first(),
        sheet=CONSULTATIONS,
        subject="consultation",
        name=f"consultations-{period.on}",
        title=f"{TITLE}, {when}",
        detail=f"consultations, {when}",
        kind=kind,
        reason=reason,
    )
