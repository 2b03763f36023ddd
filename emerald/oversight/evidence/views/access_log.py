"""The access log, for those who may read it. Reading it leaves an entry too, and so does taking it away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.audit.models import Verification
from emerald.audit.models.access_entry import AccessEntryQuerySet
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from emerald.oversight.evidence.forms import AccessLogFilter
from emerald.oversight.evidence.sheet import ACCESS_LOG, MOST_ROWS
from emerald.paging import page_of
from emerald.papers.sheets import ExportForm, take_away

ON_A_PAGE = 50


@require_safe
def access_log(request: SignedInRequest) -> HttpResponse:
    """The whole log, narrowed by who, what, when and which case; `?after=` an entry for older ones."""
    require(request, SiteRight.READ_AUDIT)
    form = AccessLogFilter(request.GET or None)
    asked = form.answers()
    page = page_of(form.found(), request.GET, size=ON_A_PAGE)
    record(
        request,
        "searched" if asked else "listed",
        subject="audit log",
        reference=asked.get("reference", ""),
        detail=form.in_words(),
    )
    return render(
        request,
        "audit/access_log.html",
        {"form": form, "page": page, "query": form.query(), "proved": Verification.objects.last_one()},
    )


@proves_again
@require_http_methods(["GET", "POST"])
def access_log_export(request: SignedInRequest) -> HttpResponse:
    """The entries that the page showed, all of them, as a file; more than MOST_ROWS have to be narrowed first."""
    require(request, SiteRight.READ_AUDIT)
    narrowed = AccessLogFilter(request.GET or None)
    found, form = narrowed.found(), ExportForm(answers(request))
    too_many = found[MOST_ROWS : MOST_ROWS + 1].exists()
    if form.is_valid() and not too_many:
        return _file(request, found, narrowed.in_words(), **form.cleaned_data)
    told = {"form": form, "narrowed": narrowed, "query": narrowed.query(), "too_many": too_many, "most": MOST_ROWS}
    return render(request, "audit/access_log_export.html", told)


def _file(request: SignedInRequest, found: AccessEntryQuerySet, which: str, *, kind: str, reason: str) -> HttpResponse:
    return take_away(
        request,
        found,
        sheet=ACCESS_LOG,
        subject="audit log",
        name="access-log",
        title=f"Access log, {which or 'all of it'}",
        detail=which or "all of it",
        kind=kind,
        reason=reason,
        each_is_kept=False,
    )
