"""The state of the seals, for those who may read the access log."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from emerald.accounts.door import require
from emerald.accounts.permissions import SiteRight
from emerald.audit.models import AccessEntry, Seal, Verification
from emerald.audit.paging import page_before
from emerald.audit.record import record
from emerald.audit.seal import LATE

ON_A_PAGE = 50


@require_safe
def seals(request):
    require(request, SiteRight.READ_AUDIT)
    last = Seal.objects.last_one()
    waiting = AccessEntry.objects.oldest_from(last.upto if last else 0)
    shown, older = page_before(Seal.objects.latest_first(), request.GET, size=ON_A_PAGE, key="number")
    record(request, "listed", subject="audit log", detail="seals")
    return render(
        request,
        "audit/seals.html",
        {
            "last": last,
            "proved": Verification.objects.last_one(),
            "seals": shown,
            "older": older,
            "waiting_since": waiting.at if waiting and waiting.at < timezone.now() - LATE else None,
        },
    )
