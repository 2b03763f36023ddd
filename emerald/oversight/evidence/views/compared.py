"""What people entered that was compared with other records, by person and day, for those who may read the access log;
and looking into a day on which it was much."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.audit.models import AccessEntry, ManyComparisons
from emerald.audit.record import record, refuse
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.oversight.evidence.forms import LookIntoForm

ON_A_PAGE = 100


@require_safe
def compared(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.READ_AUDIT)
    record(request, "listed", subject="audit log", detail="what was compared")
    days = list(AccessEntry.objects.comparisons_by_person_and_day()[:ON_A_PAGE])
    return render(
        request,
        "audit/compared.html",
        {
            "days": days,
            "noticed": list(ManyComparisons.objects.latest_first()[:ON_A_PAGE]),
            "most": ON_A_PAGE,
            "hits": settings.HITS_A_DAY,
            "looks": settings.LOOKS_A_DAY,
            "may_look_into": request.user.has_site_right(SiteRight.LOOK_INTO_COMPARISONS),
        },
    )


@idempotent
@autosaved("Look into what was compared")
def look_into(request: SignedInRequest, day: str, pk: int) -> HttpResponse:
    require(request, SiteRight.LOOK_INTO_COMPARISONS)
    found = ManyComparisons.objects.of_key(pk)
    if found is None or str(found.day) != day:
        refuse(request, "refused", subject="day of comparisons", reference=day, why="No such day.")
        raise Http404("No such day to look into.")
    record(request, "opened", subject="day of comparisons", subject_id=found.pk, reference=day)
    form = None if found.looked_into_at else LookIntoForm(answers(request), day=found)
    return ask(
        request,
        form,
        done="What you found was saved.",
        then="audit_compared",
        draw=lambda: render(request, "audit/look_into.html", {"one": found, "form": form}),
    )
