"""Whatever one administrator does about an account that opens content, in whatever order: it stays its owner's."""

import datetime
import random

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.roles import CONTENT_ROLES
from tests.factories.people import make_user

WHY = {"because": "It is needed."}
TRIES = 10


def boxes(name, days):
    day = timezone.localdate() + datetime.timedelta(days=days)
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


STEPS = {
    "name": lambda user: ("change_person", {"name": "Bea Lock", "email": user.email}),
    "address": lambda user: ("change_person", {"name": user.name, "email": "mine@emerald.example", **WHY}),
    "later": lambda user: (
        "change_person",
        {"name": user.name, "email": user.email, **WHY, **boxes("access_ends_on", 3650)},
    ),
    "no last day": lambda user: ("change_person", {"name": user.name, "email": user.email, **WHY}),
    "earlier": lambda user: (
        "change_person",
        {"name": user.name, "email": user.email, **WHY, **boxes("access_ends_on", 2)},
    ),
    "link": lambda user: ("invite_person", WHY),
    "second step": lambda user: ("remove_second_step", WHY),
    "end now": lambda user: ("end_access", {"when": "now"}),
    "end later": lambda user: ("end_access", {"when": "date", **boxes("on", 3000)}),
    "back": lambda user: ("give_access_back", WHY),
    "another role": lambda user: ("ask_role", {"role": "system_administrator", **WHY}),
    "their role": lambda user: ("ask_role", {"role": user.role or "caseworker", **WHY}),
    "same address again": lambda user: ("add_person", {"name": user.name, "email": user.email}),
}


def opens(user):
    """What would let somebody else in, or in for longer."""
    user = User.objects.get(pk=user.pk)
    last = user.access_ends_on or datetime.date.max
    steps = list(Authenticator.objects.filter(user=user).order_by("pk").values_list("pk", flat=True))
    return (user.email, user.password, user.role, steps), (user.may_enter(), last)


@pytest.mark.parametrize("mail", ["locmem", "dummy"])
@pytest.mark.parametrize("seed", range(TRIES))
def test_no_series_of_steps_by_one_administrator_opens_a_case(
    at_work, ruth, sunita, hugh, mailbox, settings, seed, mail
):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{mail}.EmailBackend"
    chance = random.Random(seed)
    user = make_user(
        role=chance.choice(sorted(CONTENT_ROLES)),
        name="Cara Vale",
        access_ends_on=timezone.localdate() + datetime.timedelta(days=30),
    )
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    desk, (kept, (was_in, until)) = at_work(ruth), opens(user)
    walk = [chance.choice(sorted(STEPS)) for _ in range(10)]
    for step in walk:
        name, posted = STEPS[step](User.objects.get(pk=user.pk))
        page = desk.post(reverse(name, args=[] if name == "add_person" else [user.pk]), posted, follow=True)
        now, (is_in, ends) = opens(user)
        assert page.status_code == 200, walk
        assert now == kept, walk
        assert (is_in, ends) <= (was_in, until), walk
        assert "/account/password/reset/key/" not in page.text, walk
        was_in, until = is_in, ends
    assert not any("/key/" in one.body for one in mailbox), walk
