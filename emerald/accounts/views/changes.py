"""What would let somebody else in through a colleague's account: asked for here, decided here by another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from emerald.accounts import account_mail, invitation, notifications
from emerald.accounts.door import SignedInRequest, own_account_stays, refused, require
from emerald.accounts.forms.people import ChangeForm, DecisionForm
from emerald.accounts.models import AccountChange, User
from emerald.accounts.models.account_change import Kind as Change
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.guards import NotYours, Refused
from emerald.mail.models import Kind
from emerald.mail.providers import mail_is_set_up

WAITS = "It waits for a service manager to approve it. Nothing has changed yet."


@proves_again
@idempotent
@autosaved("Ask for a link to choose a password")
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """A link to choose a password: mailed; where there is no mail, shown once."""
    return _ask_for(request, pk, Change.LINK, "accounts/invite_person.html")


@proves_again
@idempotent
@autosaved("Ask to remove a second step")
def remove_second_step(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask_for(request, pk, Change.SECOND_STEP, "accounts/remove_second_step.html")


@proves_again
@idempotent
@autosaved("Ask to give access back")
def give_access_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask_for(request, pk, Change.RETURN, "accounts/give_access_back.html")


@proves_again
@idempotent
def decide_change(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.APPROVE_PEOPLE)
    asked = get_object_or_404(AccountChange.objects.with_people(), pk=pk)
    form = DecisionForm(answers(request))
    address = asked.user.email
    if form.is_valid():
        try:
            {"approve": asked.approve, "decline": asked.decline}[form.cleaned_data["decision"]](by=request.user)
        except NotYours as why:
            refused(request, why)
        except Refused as why:
            form.refuse(*why.sentences)
        else:
            notifications.decided(asked, by=request.user, address=address)
            return _done(request, asked) if asked.done_at else redirect("roles_waiting")
    record(request, "opened", subject="change to an account", subject_id=pk)
    return render(request, "accounts/decide_change.html", {"form": form, "asked": asked, "by_mail": mail_is_set_up()})


def hand_out_link(request: SignedInRequest, someone: User, *, alone: bool = False) -> HttpResponse:
    """Mail the link to its owner; where there is no mail, show it once. Either is written to the access log."""
    by_mail = mail_is_set_up()
    record(request, "opened", subject="password link", subject_id=someone.pk, detail="sent" if by_mail else "shown")
    if by_mail:
        account_mail.tell(Kind.INVITATION, someone)
        messages.success(request, f"The link is on its way to {someone.email}. Below you see when it has gone.")
        return redirect("person", pk=someone.pk)
    if alone:
        someone.note_link_shown()
    return render(request, "accounts/invitation_link.html", {"someone": someone, "link": invitation.link(someone)})


def _ask_for(request: SignedInRequest, pk: int, kind: str, template: str) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    form = ChangeForm(answers(request), person=someone)
    asked = {"user": someone, "kind": kind, "by": request.user}
    if form.is_valid() and form.attempt(AccountChange.ask, because=form.cleaned_data.get("because", ""), **asked):
        if form.outcome:
            return waiting(request, [form.outcome])
        return _done(request, AccountChange(user=User.objects.get(pk=pk), kind=kind), alone=True)
    return render(request, template, {"form": form, "someone": someone, "by_mail": mail_is_set_up()})


def saved(request: SignedInRequest, someone: User, waits: list[AccountChange], *, address: str) -> HttpResponse:
    """After somebody's details were changed: what waits for a second person is told; what was done alone as well."""
    if waits:
        return waiting(request, waits)
    if someone.email != address:
        notifications.changed_alone(someone, by=request.user, address=address)
        messages.success(request, "The address was changed. They choose a new password: next, a link for them.")
    messages.success(request, "The details were saved.")
    return redirect("person", pk=someone.pk)


def waiting(request: SignedInRequest, asked: list[AccountChange]) -> HttpResponse:
    """Tell those concerned of what now waits, and go back to the person's page."""
    for one in asked:
        notifications.asked_for(one, by=request.user)
    messages.info(request, WAITS)
    return redirect("person", pk=asked[0].user_id)


def _done(request: SignedInRequest, change: AccountChange, *, alone: bool = False) -> HttpResponse:
    if change.gives_a_link:
        return hand_out_link(request, change.user, alone=alone)
    messages.success(
        request, f"{change.user.name}: {change.get_kind_display().lower()}. Done, and their sessions were ended."
    )
    return redirect("person", pk=change.user_id)
