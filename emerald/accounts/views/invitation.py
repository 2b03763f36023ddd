"""The first password, and the way back for somebody who lost the telephone their codes were on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from emerald.accounts import invitation, second_factor
from emerald.accounts.adapter import mail_is_set_up
from emerald.accounts.door import own_account_stays, require
from emerald.accounts.forms.sign_in import NothingToFill
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.audit.record import record
from emerald.drafts.once import once


@once
def invite(request, pk):
    """Send the link; where there is no mail, show it once. Either is written to the access log."""
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    words = {"someone": someone, "form": NothingToFill(), "by_mail": mail_is_set_up()}
    if request.method != "POST":
        return render(request, "accounts/invite_person.html", words)
    record(request, "opened", subject="password link", subject_id=pk, detail="sent" if words["by_mail"] else "shown")
    if words["by_mail"]:
        invitation.send(request, someone)
        messages.success(request, f"The link was sent to {someone.email}.")
        return redirect("person", pk=pk)
    return render(request, "accounts/invitation_link.html", words | {"link": invitation.link(request, someone)})


@once
def remove_second_step(request, pk):
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    if request.method == "POST":
        second_factor.remove(someone)
        record(request, "opened", subject="second step", subject_id=pk, detail="removed")
        messages.success(request, f"The second step of {someone.name} was removed and their sessions were ended.")
        return redirect("person", pk=pk)
    return render(request, "accounts/remove_second_step.html", {"someone": someone, "form": NothingToFill()})
