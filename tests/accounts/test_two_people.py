"""An administrator cannot make themself a colleague: what opens an account with content takes two people."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from cases.models import Allocation
from emerald.accounts.models import AccountChange, User
from emerald.accounts.roles import CONTENT_ROLES, ROLES
from emerald.audit.models import AccessEntry
from tests.accounts.conftest import Browser
from tests.factories.children import make_case
from tests.factories.people import PASSWORD, make_user

TODAY = timezone.localdate
OTHER = "other@emerald.example"
WHY = {"because": "She asked for it."}


def later(days=3650):
    return TODAY() + datetime.timedelta(days=days)


def boxes(name, date):
    return {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}


def particulars(user, **more):
    return {"name": user.name, "email": user.email, **WHY, **more}


# What an administrator does about somebody: (name of the page, what is posted).
ACTS = {
    "a new address": ("change_person", lambda user: particulars(user, email=OTHER)),
    "a new link": ("invite_person", lambda user: WHY),
    "no second step": ("remove_second_step", lambda user: WHY),
    "access back": ("give_access_back", lambda user: WHY),
    "a later last day": ("change_person", lambda user: particulars(user, **boxes("access_ends_on", later()))),
    "a later last day, as leaving": ("end_access", lambda user: {"when": "date"} | boxes("on", later())),
}


def subject_of(act, role="caseworker", **facts):
    ends = TODAY() + datetime.timedelta(days=10) if "last day" in act else None
    user = make_user(role=role, name="Cara Vale", access_ends_on=ends, **facts)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    if act == "access back":
        user.leave()
    return user


def of_account(user):
    """Everything an insider would need to be changed."""
    user = User.objects.get(pk=user.pk)
    return {
        "email": user.email,
        "in": user.may_enter(),
        "until": user.access_ends_on,
        "role": user.role,
        "password": user.password,
        "steps": Authenticator.objects.filter(user=user).count(),
    }


def act(desk, name, user):
    page, posted = ACTS[name]
    return desk.post(reverse(page, args=[user.pk]), posted(user), follow=True)


@pytest.mark.parametrize("role", sorted(CONTENT_ROLES))
@pytest.mark.parametrize("name", ACTS)
def test_one_administrator_changes_nothing_of_an_account_that_opens_content(at_work, ruth, sunita, mailbox, name, role):
    user = subject_of(name, role)
    before = of_account(user)
    page = act(at_work(ruth), name, user)
    assert of_account(user) == before
    assert "It waits for a service manager" in page.text or "already" in page.text
    assert not any("/key/" in one.body for one in mailbox)


@pytest.mark.parametrize("name", [name for name in ACTS if "leaving" not in name])
def test_a_second_person_makes_it_so_and_the_sessions_end(at_work, ruth, sunita, mailbox, name):
    user = subject_of(name)
    open_page = Browser()
    open_page.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    open_page.get("/account/")
    before = of_account(user)
    act(at_work(ruth), name, user)
    asked = AccountChange.objects.get()
    page = at_work(sunita).post(reverse("decide_change", args=[asked.pk]), {"decision": "approve"}, follow=True)
    assert page.status_code == 200
    assert of_account(user) != before or any("/key/" in one.body for one in mailbox)
    assert open_page.get("/account/").status_code == 302


@pytest.mark.parametrize("name", [name for name in ACTS if "leaving" not in name])
def test_what_is_declined_changes_nothing(at_work, ruth, sunita, mailbox, name):
    user = subject_of(name)
    before = of_account(user)
    act(at_work(ruth), name, user)
    at_work(sunita).post(reverse("decide_change", args=[AccountChange.objects.get().pk]), {"decision": "decline"})
    assert of_account(user) == before
    assert not any("/key/" in one.body for one in mailbox)


@pytest.mark.parametrize("name", ACTS)
def test_an_account_that_opens_nothing_is_in_one_administrators_hands(at_work, ruth, sunita, mailbox, name):
    user = subject_of(name, role=None)
    before = of_account(user)
    act(at_work(ruth), name, user)
    assert AccountChange.objects.count() == 0
    assert of_account(user) != before or any("/key/" in one.body for one in mailbox) or "leaving" in name


def test_the_old_address_and_the_service_managers_are_told_at_both_steps(at_work, ruth, sunita, hugh, priya, mailbox):
    old = priya.email
    act(at_work(ruth), "a new address", priya)
    assert {one.to[0] for one in mailbox} == {old, sunita.email, hugh.email}
    mailbox.clear()
    at_work(sunita).post(reverse("decide_change", args=[AccountChange.objects.get().pk]), {"decision": "approve"})
    assert {one.to[0] for one in mailbox} == {old, hugh.email}
    assert not any(OTHER in one.body for one in mailbox)


def test_whom_it_is_about_reads_of_it_in_emerald_and_it_is_counted_for_who_decides(at_work, ruth, sunita, priya):
    act(at_work(ruth), "a new link", priya)
    mine = at_work(priya)
    assert "Somebody asked for a change to your account" in mine.get("/").text
    assert "A link to choose a password" in mine.get("/account/").text
    theirs = at_work(sunita)
    assert "1 request about people waits for approval" in theirs.get("/").text
    assert "A link to choose a password" in theirs.get(reverse("roles_waiting")).text


def test_a_returner_starts_with_nothing(at_work, ruth, sunita, morag, team, mailbox):
    linked = make_user(role="camhs_practitioner", name="Cara Vale", teams=[team], access_ends_on=later(9))
    case = make_case(manager=morag)
    case.allocate(linked, part="linked", by=morag)
    TOTP.activate(linked, "JBSWY3DPEHPK3PXP")
    linked.leave()
    act(at_work(ruth), "access back", linked)
    AccountChange.objects.get().approve(by=sunita)
    back = User.objects.get(pk=linked.pk)
    assert back.may_enter()
    assert (back.role, back.teams.count(), back.groups.count(), back.has_usable_password()) == ("", 0, 0, False)
    assert not Authenticator.objects.filter(user=back).exists()
    assert not Allocation.objects.connecting().filter(user=back).exists()
    assert Browser().sign_in(back.email).status_code == 200
    back.take_up(ROLES["camhs_practitioner"], teams=[team])
    assert not type(case).objects.visible_to(back).exists()


def test_where_nobody_else_can_decide_a_sentence_says_what_to_do(at_work, ruth, sunita):
    page = act(at_work(ruth), "no second step", sunita)
    assert "appoint a second service manager first" in page.text


def test_a_change_of_account_requires_a_reason(at_work, ruth, sunita, priya):
    page = at_work(ruth).post(reverse("change_person", args=[priya.pk]), {"name": priya.name, "email": OTHER})
    assert "Say why: somebody else decides about it" in page.text


def test_one_change_of_a_kind_waits_at_a_time(at_work, ruth, sunita, priya):
    act(at_work(ruth), "a new link", priya)
    assert "is already waiting for approval" in act(at_work(ruth), "a new link", priya).text


def test_the_name_the_telephone_and_an_earlier_last_day_are_put_right_at_once(at_work, ruth, sunita, priya):
    at_work(ruth).post(
        reverse("change_person", args=[priya.pk]),
        particulars(priya, name="Priya Cole", phone="020 7946 0000", **boxes("access_ends_on", later(5))),
    )
    priya.refresh_from_db()
    assert (priya.name, priya.access_ends_on, AccountChange.objects.count()) == ("Priya Cole", later(5), 0)


def test_the_last_service_manager_is_not_ended_by_an_earlier_last_day(at_work, ruth, sunita):
    page = at_work(ruth).post(
        reverse("change_person", args=[sunita.pk]), particulars(sunita, **boxes("access_ends_on", later(5)))
    )
    assert "Nobody else can" in page.text


def test_the_access_log_says_what_changed_and_no_address(at_work, ruth, sunita, priya, mailbox):
    TOTP.activate(priya, "JBSWY3DPEHPK3PXP")
    act(at_work(ruth), "a new address", priya)
    act(at_work(ruth), "no second step", priya)
    for asked in AccountChange.objects.all():
        at_work(sunita).post(reverse("decide_change", args=[asked.pk]), {"decision": "approve"})
    told = AccessEntry.objects.filter(subject="account", subject_id=priya.pk).values_list("verb", "actor_id")
    assert {("address changed", sunita.pk), ("second step removed", sunita.pk)} <= set(told)
    assert not AccessEntry.objects.filter(detail__contains="@").exists()


def test_what_somebody_does_with_their_own_sign_in_is_in_the_access_log(desk, priya, mailbox):
    desk.sign_in(priya.email)
    new = "seventeen quiet otters"
    desk.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    TOTP.activate(priya, "JBSWY3DPEHPK3PXP")
    Authenticator.objects.get(user=priya).delete()
    told = AccessEntry.objects.filter(subject="account", subject_id=priya.pk, actor_id=priya.pk)
    assert [one.verb for one in told.order_by("pk")][1:] == [
        "password set",
        "second step set up",
        "second step removed",
    ]
