"""Sign-in, one's own account, and the people who work here. Of django-allauth only what is listed is reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from emerald.accounts.views import account as own
from emerald.accounts.views import appointments, changes, people, sign_in, teams
from emerald.public import public

sign_up_is_closed = public(because="It only says that accounts are made by an administrator.")
second_step = public(because="The second half of signing in: the library asks for the first half itself.")
signing_out = public(because="Signing out twice is no error.")
access_ended = public(because="It tells somebody who may not sign in why.")
after_asking = public(because="Somebody who forgot their password cannot sign in first.")

urlpatterns = [
    # Signing in and out.
    path("account/login/", sign_in.sign_in, name="account_login"),
    path("account/logout/", signing_out(account.logout), name="account_logout"),
    path("account/inactive/", access_ended(account.account_inactive), name="account_inactive"),
    path("account/signup/", sign_up_is_closed(account.signup), name="account_signup"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("settings/", own.settings_there_are, name="settings"),
    # Passwords.
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/reset/", sign_in.forgotten_password, name="account_reset_password"),
    path("account/password/reset/done/", after_asking(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.choose_password,
        name="account_reset_password_from_key",
    ),
    # The second step.
    path("account/second-step/", mfa.index, name="mfa_index"),
    path("account/second-step/code/", second_step(mfa.authenticate), name="mfa_authenticate"),
    path("account/second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-step/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-step/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-step/recovery/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second-step/recovery/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second-step/recovery/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    # One's own account.
    path("account/", own.my_account, name="my_account"),
    path("account/sessions/", own.sessions, name="usersessions_list"),
    path("account/sessions/everywhere/", own.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("account/stay/", own.stay_signed_in, name="stay_signed_in"),
    path("account/carry-on/", own.carry_on, name="carry_on"),
    # People.
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/roles/", appointments.roles_waiting, name="roles_waiting"),
    path("people/roles/<int:pk>/", appointments.decide_role, name="decide_role"),
    path("people/changes/<int:pk>/", changes.decide_change, name="decide_change"),
    path("people/mail/<int:pk>/again/", people.send_account_mail_again, name="send_account_mail_again"),
    path("people/teams/", teams.teams, name="teams"),
    path("people/teams/<slug:slug>/", teams.rename_team, name="rename_team"),
    path("people/who-may-do-what/", own.who_may_do_what, name="who_may_do_what"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/change/", people.change_person, name="change_person"),
    path("people/<int:pk>/role/", appointments.ask_role, name="ask_role"),
    path("people/<int:pk>/leave/", people.end_access, name="end_access"),
    path("people/<int:pk>/return/", changes.give_access_back, name="give_access_back"),
    path("people/<int:pk>/invitation/", changes.invite, name="invite_person"),
    path("people/<int:pk>/second-step/", changes.remove_second_step, name="remove_second_step"),
]
