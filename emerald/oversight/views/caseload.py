"""The caseload in numbers, the cases behind each number, and taking such a list away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.door import show
from cases.models.base.states import ClosureReason
from cases.models.children.snapshot import as_known_to
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from emerald.oversight.caseload import Caseload, name_those_then
from emerald.oversight.exports import CASES
from emerald.oversight.figures import LEAD, LEFT_OUT, MOVEMENT, REASONS, STATUS, SUPPORTED, Figure
from emerald.oversight.forms import PeriodForm
from emerald.oversight.periods import Period
from emerald.oversight.views.consultations import given_in
from emerald.paging import page_of
from emerald.papers.sheets import ExportForm, take_away


@require_safe
def caseload(request: SignedInRequest) -> HttpResponse:
    """The numbers of a day. Dates that make no sense are answered with a sentence and no number."""
    require(request, SiteRight.SEE_CASELOAD)
    form = PeriodForm.asked(request.GET)
    period = form.period
    record(request, "opened", subject="caseload", detail=_when(period))
    return render(
        request,
        "oversight/caseload.html",
        {
            "form": form,
            "period": period,
            "caseload": Caseload(request.user, period) if period else None,
            "supported": SUPPORTED,
            "status": STATUS,
            "lead": LEAD,
            "movement": MOVEMENT,
            "reasons": REASONS,
            "left_out": LEFT_OUT,
            "advice": given_in(period, request.user).count() if period else None,
        },
    )


@require_safe
def caseload_rows(request: SignedInRequest, figure: str) -> HttpResponse:
    """Exactly the cases a number counted."""
    require(request, SiteRight.SEE_CASELOAD)
    form = PeriodForm.asked(request.GET)
    if form.period is None:
        return render(request, "oversight/rows.html", {"form": form, "figure": None})
    found, numbers = _figure(request, figure, form.period)
    rows = numbers.rows(found)
    page = page_of(rows.newest_first(), request.GET, ready=rows.among)
    return render(
        request,
        "oversight/rows.html",
        {
            "form": form,
            "figure": found,
            "period": form.period,
            "number": rows.count(),
            "page": page,
            "day": numbers.day_of(found),
            "cases": show(request, name_those_then(page.rows)),
            "reasons": dict(ClosureReason.choices),
        },
    )


@proves_again
@require_http_methods(["GET", "POST"])
def caseload_export(request: SignedInRequest, figure: str) -> HttpResponse:
    """The same cases as a file, for a reason that is written down."""
    require(request, SiteRight.SEE_CASELOAD)
    period = PeriodForm.asked(request.GET).period
    if period is None:
        raise Http404("These dates make no sense.")
    found, numbers = _figure(request, figure, period)
    form = ExportForm(answers(request))
    if form.is_valid():
        return _file(request, found, numbers, **form.cleaned_data)
    return render(request, "oversight/export.html", {"form": form, "figure": found, "period": period})


def _file(request: SignedInRequest, figure: Figure, numbers: Caseload, *, kind: str, reason: str) -> HttpResponse:
    when = _when(numbers.period)
    cases = as_known_to(request.user, name_those_then(numbers.rows(figure).newest_first()))
    return take_away(
        request,
        cases,
        sheet=CASES,
        subject="case",
        name=f"{figure.key}-{numbers.period.on}",
        title=f"{figure.title}, {when}",
        detail=f"{figure.key}, {when}",
        kind=kind,
        reason=reason,
    )


def _figure(request: SignedInRequest, key: str, period: Period) -> tuple[Figure, Caseload]:
    numbers = Caseload(request.user, period)
    try:
        return numbers.figure(key), numbers
    except KeyError:
        raise Http404("There is no such figure.") from None


def _when(period: Period | None) -> str:
    return period.in_words if period else "dates that make no sense"
