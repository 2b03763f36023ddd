"""How Emerald runs, for the system administrator."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.audit.client_address import address_of
from emerald.reminders.operations import picture


@require_safe
def operations(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SEE_OPERATIONS)
    return render(request, "reminders/operations.html", picture() | {"seen_at": address_of(request)})
