"""The access log, for those who may read it. Reading it leaves an entry too."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import require
from emerald.accounts.permissions import SiteRight
from emerald.audit.models import Verification
from emerald.audit.record import record
from emerald.oversight.evidence.forms import AccessLogFilter
from emerald.paging import page_of

ON_A_PAGE = 50


@require_safe
def access_log(request):
    """The whole log, narrowed by who, what, when and which case; `?after=` an entry for older ones."""
    require(request, SiteRight.READ_AUDIT)
    form = AccessLogFilter(request.GET or None)
    answers = form.answers()
    page = page_of(form.found(), request.GET, size=ON_A_PAGE)
    record(
        request,
        "searched" if answers else "listed",
        subject="audit log",
        reference=answers.get("reference", ""),
        detail=", ".join(f"{name}: {answer}" for name, answer in answers.items()),
    )
    return render(
        request, "audit/access_log.html", {"form": form, "page": page, "proved": Verification.objects.last_one()}
    )
