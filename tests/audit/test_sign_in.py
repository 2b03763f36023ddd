"""Sign-ins, failures and sign-outs are in the access log; what was typed into the boxes is not."""

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.urls import path, reverse

from emerald.audit.models import AccessEntry
from emerald.public import public
from tests.factories.people import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public(because="One signs in here.")
def signs_in(request):
    user = authenticate(request, email=request.POST["email"], password=request.POST["password"])
    if user:
        login(request, user)
    return HttpResponse("tried")


def signs_out(request):
    logout(request)
    return HttpResponse("out")


urlpatterns = [path("in/", signs_in, name="account_login"), path("out/", signs_out, name="account_logout")]


@pytest.fixture
def priya():
    return make_user(name="Priya Nair")


def tell(entry):
    return (entry.verb, entry.outcome, entry.actor_id, entry.subject, entry.subject_id)


def test_a_sign_in_and_a_sign_out_each_leave_a_row(client, priya):
    client.post("/in/", {"email": priya.email, "password": PASSWORD})
    client.get("/out/")
    assert [tell(entry) for entry in AccessEntry.objects.newest_first()] == [
        ("signed out", "allowed", priya.pk, "account", priya.pk),
        ("signed in", "allowed", priya.pk, "account", priya.pk),
    ]


def test_a_failed_sign_in_is_nobodys_act_about_the_account_it_tried(client, priya):
    client.post("/in/", {"email": priya.email, "password": "wrong"}, REMOTE_ADDR="192.0.2.5")
    (entry,) = AccessEntry.objects.filter(verb="sign-in failed")
    assert tell(entry) == ("sign-in failed", "refused", None, "account", priya.pk)
    assert entry.client == "192.0.2.5"


def test_what_was_typed_is_not_kept_when_it_is_nobodys_address(client):
    client.post("/in/", {"email": "my-password-by-mistake", "password": "wrong"})
    (entry,) = AccessEntry.objects.filter(verb="sign-in failed")
    assert entry.subject_id is None
    assert "mistake" not in str(vars(entry))


@pytest.mark.urls("emerald.urls")
def test_the_sign_in_page_itself_leaves_these_rows(client, priya):
    page = reverse("account_login")
    client.post(page, {"login": priya.email, "password": "wrong"})
    client.post(page, {"login": priya.email, "password": PASSWORD})
    assert [tell(entry) for entry in AccessEntry.objects.order_by("id")] == [
        ("sign-in failed", "refused", None, "account", priya.pk),
        ("signed in", "allowed", priya.pk, "account", priya.pk),
    ]


@pytest.mark.urls("emerald.urls")
def test_a_lock_out_leaves_a_row(client, priya):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(reverse("account_login"), {"login": priya.email, "password": "wrong"})
    assert AccessEntry.objects.filter(verb="locked out", subject_id=priya.pk, outcome="refused").count() == 1
