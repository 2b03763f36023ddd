"""Asking for a role and deciding about it: always two people, never the person who gets it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest, own_account_stays, refused, require
from emerald.accounts.forms.people import DecisionForm, RoleForm
from emerald.accounts.models import AccountChange, Appointment, User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.accounts.roles import ROLES
from emerald.accounts.views.changes import hand_out_link
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.guards import NotYours, Refused


@proves_again
@idempotent
@autosaved("Ask for a role")
def ask_role(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    form = RoleForm(answers(request), initial={"role": someone.role, "teams": someone.teams})
    if form.is_valid():
        try:
            Appointment.ask(someone, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.refuse(*why.sentences)
        else:
            messages.success(request, "The role was asked for. A service manager decides about it.")
            return redirect("person", pk=pk)
    return render(request, "accounts/ask_role.html", {"form": form, "someone": someone})


@require_safe
def roles_waiting(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SEE_PEOPLE)
    waiting, changes = Appointment.objects.waiting(), AccountChange.objects.waiting()
    record(request, "listed", subject="role asked for", subject_ids=[one.pk for one in waiting])
    record(request, "listed", subject="change to an account", subject_ids=[one.pk for one in changes])
    return render(
        request,
        "accounts/roles_waiting.html",
        {"waiting": waiting, "changes": changes, "may_decide": request.user.has_site_right(SiteRight.APPROVE_PEOPLE)},
    )


@proves_again
@idempotent
def decide_role(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.APPROVE_PEOPLE)
    asked = get_object_or_404(Appointment.objects.with_people(), pk=pk)
    form, anew = DecisionForm(answers(request)), asked.needs_a_new_password
    if form.is_valid():
        try:
            {"approve": asked.approve, "decline": asked.decline}[form.cleaned_data["decision"]](by=request.user)
        except NotYours as why:
            refused(request, why)
        except Refused as why:
            form.refuse(*why.sentences)
        else:
            messages.success(request, f"{asked.user.name}: {asked.get_outcome_display().lower()}.")
            approved = form.cleaned_data["decision"] == "approve"
            return hand_out_link(request, asked.user) if anew and approved else redirect("roles_waiting")
    record(request, "opened", subject="role asked for", subject_id=pk)
    return render(request, "accounts/decide_role.html", {"form": form, "asked": asked, "role": ROLES[asked.role]})
