"""Who works here: the list, one person, adding, putting right, ending access."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from emerald.accounts.door import SignedInRequest, own_account_stays, require
from emerald.accounts.forms.people import LeavingForm, PeopleFilter, PersonForm
from emerald.accounts.models import AccountChange, User
from emerald.accounts.offboarding import notes_for
from emerald.accounts.permissions import SiteRight
from emerald.accounts.proof import proves_again
from emerald.accounts.roles import ROLES
from emerald.accounts.views.changes import saved
from emerald.audit.record import record
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from emerald.guards import Refused
from emerald.mail.models import Mail

ON_A_PAGE = 50
MAILS_SHOWN = 10


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SEE_PEOPLE)
    form = PeopleFilter(request.GET or None)
    page = Paginator(form.found(), ON_A_PAGE).get_page(request.GET.get("page"))
    record(request, "listed", subject="person", subject_ids=[one.pk for one in page])
    return render(
        request,
        "accounts/people.html",
        {
            "form": form,
            "page": page,
            "page_link": lambda number: reverse("people", query=request.GET.dict() | {"page": number}),
        },
    )


@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.SEE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    record(request, "opened", subject="person", subject_id=pk)
    return render(
        request,
        "accounts/person.html",
        {
            "someone": someone,
            "role": ROLES.get(someone.role),
            "appointments": someone.appointments.with_people(),
            "changes": someone.accountchanges.with_people(),
            "may_change": request.user.has_site_right(SiteRight.MANAGE_PEOPLE),
            "notes": notes_for(someone, read_by=request.user),
            "mails": Mail.objects.about_accounts().to(someone)[:MAILS_SHOWN],
        },
    )


@require_POST
def send_account_mail_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """What could not be delivered, to the same person; a link is made anew."""
    require(request, SiteRight.MANAGE_PEOPLE)
    mail = get_object_or_404(Mail.objects.about_accounts(), pk=pk)
    own_account_stays(request, mail.recipient)  # type: ignore[arg-type]  # mails to nobody are left out above
    try:
        mail.send_again(by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        record(request, "opened", subject="account mail", subject_id=mail.recipient_id, detail="sent again")
        messages.success(request, "It is being sent again.")
    return redirect("person", pk=mail.recipient_id)


@proves_again
@idempotent
def add_person(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    form = PersonForm(answers(request))
    if form.is_valid():
        someone = User.objects.invite(**form.cleaned_data)
        messages.success(request, f"{someone.name} was added. Next: a link for them, then a role.")
        return redirect("invite_person", pk=someone.pk)
    return render(request, "accounts/add_person.html", {"form": form})


@proves_again
@idempotent
@autosaved("Change a person’s details")
def change_person(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    now = {name: getattr(someone, name) for name in ("name", "email", "phone", "access_ends_on")}
    form = PersonForm(answers(request), initial=now, person=someone)
    if form.is_valid():
        try:
            waits = AccountChange.correct(someone, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(*refused.sentences)
        else:
            return saved(request, someone, waits, address=now["email"])
    return render(request, "accounts/change_person.html", {"form": form, "someone": someone})


@proves_again
@idempotent
def end_access(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.MANAGE_PEOPLE)
    someone = get_object_or_404(User, pk=pk)
    own_account_stays(request, someone)
    form = LeavingForm(answers(request))
    if form.is_valid():
        try:
            someone.leave(on=form.cleaned_data["on"])
        except Refused as refused:
            form.refuse(*refused.sentences)
        else:
            messages.success(request, f"The access of {someone.name} ends {someone.ends_in_words}.")
            return redirect("person", pk=pk)
    return render(
        request,
        "accounts/end_access.html",
        {"form": form, "someone": someone, "notes": notes_for(someone, read_by=request.user)},
    )
