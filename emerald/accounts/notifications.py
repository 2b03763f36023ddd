"""Who is told by mail what is done to an account: its owner, at the address they had, and the service managers.

Nobody's new address stands in the mail.
"""

from allauth.account.adapter import get_adapter
from django.urls import reverse

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.addresses import full_address


def asked_for(request, change):
    """A change waits for a second person."""
    _tell(request, "account/email/change_asked", change.user.email, change)


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
    words = {"change": change, "user": change.user, "by": request.user, "page": full_address(reverse("roles_waiting"))}
    for each in (address, *managers):
        get_adapter(request).send_mail(template, each, words)
