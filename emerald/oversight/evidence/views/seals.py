"""The state of the seals, for those who may read the access log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.audit.models import AccessEntry, Seal, Verification
from emerald.audit.record import record
from emerald.audit.seal import LATE
from emerald.paging import page_of

ON_A_PAGE = 50


@require_safe
def seals(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.READ_AUDIT)
    last = Seal.objects.last_one()
    waiting = AccessEntry.objects.oldest_from(last.upto if last else 0)
    page = page_of(Seal.objects.latest_first(), request.GET, size=ON_A_PAGE)
    record(request, "listed", subject="audit log", detail="seals")
    return render(
        request,
        "audit/seals.html",
        {
            "last": last,
            "proved": Verification.objects.last_one(),
            "page": page,
            "waiting_since": waiting.at if waiting and waiting.at < timezone.now() - LATE else None,
        },
    )
