"""A link with which somebody chooses their password. It works once and for three days (PASSWORD_RESET_TIMEOUT)."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from emerald.accounts.models import User
from emerald.addresses import full_address


def link(user: User) -> str:
    """The whole link. Anybody who holds it can choose the password: it is for the person alone."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return full_address(reverse("account_reset_password_from_key", kwargs=parts))


def used(user: User) -> None:
    """The link reached its owner and was used: the address it went to is proven to be theirs."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
