"""E-mails that could not be delivered to people of one's teams, and sending them again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.audit.record import record
from emerald.guards import Refused
from emerald.mail.models import Mail

ON_A_PAGE = 100


@require_safe
def undeliverable(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    mails = list(Mail.undeliverable_for(request.user).prefetch_related("notices")[:ON_A_PAGE])
    record(request, "listed", subject="mail", subject_ids=[mail.pk for mail in mails])
    return render(request, "reminders/undeliverable.html", {"mails": mails})


@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    mail = Mail.undeliverable_for(request.user).of_key(pk)
    try:
        if mail is not None:
            mail.send_again(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is being sent again." if mail else "There is no such e-mail to send again.")
    return redirect("undeliverable")
