"""The few sign-in pages that need a word of ours around the library's view."""

from allauth.account import views as library
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from emerald.accounts import devices, invitation
from emerald.accounts.session_endings import sentence
from emerald.mail.providers import mail_is_set_up
from emerald.public import public


@public(because="This is where one signs in.")
def sign_in(request: HttpRequest) -> HttpResponse:
    return library.LoginView.as_view(extra_context={"ended": sentence(request.GET.get("ended"))})(request)


@public(because="Somebody who forgot their password cannot sign in first.")
def forgotten_password(request: HttpRequest) -> HttpResponse:
    if not mail_is_set_up():
        return render(request, "account/password_reset_by_phone.html")
    return library.password_reset(request)


@public(because="The link in the mail is the proof of who one is.")
def choose_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """A new password through a link that works once. The browser becomes known: strangers cannot lock it out."""
    response = library.password_reset_from_key(request, uidb36=uidb36, key=key)
    if request.method == "POST" and response.status_code == 302:
        user = get_user_model().objects.get(pk=url_str_to_user_pk(uidb36))
        invitation.used(user)
        devices.remember(request, response, user.email)
    return response
