"""What changes how somebody signs in, whoever does it: a password, a second step. As allauth and its rows announce it.

An entry names the account by its number and never by its address.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from emerald.audit.record import record, record_act


@receiver([password_changed, password_reset, password_set])
def new_password(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """By oneself, signed in or through a link: nobody else can."""
    record(request, "password set", subject="account", subject_id=user.pk, actor=user)


@receiver(post_save, sender=Authenticator)
def second_step_set_up(sender: Any, instance: Authenticator, created: bool, **_: Any) -> None:
    if created and instance.type == Authenticator.Type.TOTP:
        _written("second step set up", instance)


@receiver(post_delete, sender=Authenticator)
def second_step_removed(sender: Any, instance: Authenticator, **_: Any) -> None:
    if instance.type == Authenticator.Type.TOTP:
        _written("second step removed", instance)


def _written(verb: str, authenticator: Authenticator) -> None:
    """By whoever is signed in; where nobody is, by its owner."""
    request, facts = context.request, {"subject": "account", "subject_id": authenticator.user_id}
    if request is not None and request.user.is_authenticated:
        record(request, verb, **facts)
    else:
        record_act(authenticator.user, verb, **facts)
