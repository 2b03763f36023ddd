"""The consultations behind their number on the caseload, and taking that list away. Never added to any other number."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.views.older import key_in, one_page
from emerald.accounts.door import require
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.oversight.exports import CONSULTATIONS
from emerald.oversight.forms import PeriodForm
from emerald.papers.sheets import ExportForm, take_away
from emerald.words import day_in_words
from interventions.models import Consultation

ON_A_PAGE = 25
TITLE = "Consultations given"


def given_in(period, user):
    """Those given in `period` that `user` may see: the number and the list are both this."""
    return Consultation.seen_by(user).given_within(period.since, period.on)


@require_safe
def consultation_rows(request):
    require(request, SiteRight.SEE_CASELOAD)
    form = PeriodForm.asked(request.GET)
    if form.period is None:
        return render(request, "oversight/consultations.html", {"form": form, "period": None})
    given, before = given_in(form.period, request.user), key_in(request.GET)
    shown, older = one_page(given.with_people().older_than(before).newest_first(), ON_A_PAGE)
    record(request, "listed", subject="consultation", subject_ids=[one.pk for one in shown])
    return render(
        request,
        "oversight/consultations.html",
        {
            "form": form,
            "period": form.period,
            "number": given.count(),
            "consultations": shown,
            "older": older,
            "before": before,
        },
    )


@proves_again
@require_http_methods(["GET", "POST"])
def consultation_export(request):
    require(request, SiteRight.SEE_CASELOAD)
    period = PeriodForm.asked(request.GET).period
    if period is None:
        raise Http404("These dates make no sense.")
    form = ExportForm(request.POST or None)
    if form.is_valid():
        return _file(request, period, **form.cleaned_data)
    return render(request, "oversight/consultations_export.html", {"form": form, "period": period, "title": TITLE})


def _file(request, period, *, kind, reason):
    when = f"from after {day_in_words(period.since)} to {day_in_words(period.on)}"
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
