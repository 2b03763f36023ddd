"""Who is told by mail what is done to an account: its owner, at the address they had, and the service managers.

Nobody's new address stands in the mail.
"""

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight

log = logging.getLogger(__name__)


def asked_for(request, change):
    """A change waits for a second person."""
    _tell(request, "account/email/change_asked", change.user.email, change)


def asked_for_from_the_server(change):
    """The same for what whoever runs the server asked for: there is no request. Returns how many were told."""
    words = {
        "change": change,
        "user": change.user,
        "by": {"name": change.asked_by_name},
        "page": f"{settings.SITE_ADDRESS}{reverse('roles_waiting')}",
    }
    managers = User.objects.with_site_right(SiteRight.APPROVE_PEOPLE).exclude(pk=change.user_id)
    addresses = [change.user.email, *managers.values_list("email", flat=True)]
    return sum(bool(_sent("account/email/change_asked", each, words)) for each in addresses)


def _sent(template, address, words):
    try:
        return get_adapter().render_mail(template, address, words).send()
    except (OSError, SMTPException):
        log.exception("The mail '%s' could not be sent.", template)
        return 0


def decided(request, change, *, address):
    """It was approved or declined. `address`: the owner's before anything changed."""
    _tell(request, "account/email/change_decided", address, change)


def changed_alone(request, user, *, address):
    """One administrator changed an address by themself, of an account that opens no content."""
    get_adapter(request).send_mail("account/email/address_changed", address, {"user": user, "by": request.user})


def _tell(request, template, address, change):
    """The owner, and every service manager but the one who did it. Each reads the same."""
    managers = (
        User.objects.with_site_right(SiteRight.APPROVE_PEOPLE)
        .exclude(pk__in=[request.user.pk, change.user_id])
        .values_list("email", flat=True)
    )
    words = {
        "change": change,
        "user": change.user,
        "by": request.user,
        "page": request.build_absolute_uri(reverse("roles_waiting")),
    }
    for each in (address, *managers):
        get_adapter(request).send_mail(template, each, words)
