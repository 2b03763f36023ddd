"""A leaver's cases, handed over together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.door import list_cases, show
from cases.forms.access.handing_over import HandOverForm
from cases.models.access.staffing import colleagues_of
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent


@idempotent
@autosaved("Hand over cases")
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request, SiteRight.HAND_OVER)
    leaver = get_object_or_404(User, pk=pk)
    cases = list_cases(request, to=Right.ALLOCATE).open().worked_by(leaver).with_people().newest_first()
    form = HandOverForm(answers(request), leaver=leaver, cases=cases, colleagues=colleagues_of(request.user, leaver))
    if form.is_valid() and form.save(by=request.user):
        messages.success(
            request,
            f"{form.outcome} case{'s' if form.outcome != 1 else ''} handed over to {form.cleaned_data['to'].name}.",
        )
        return redirect("hand_over", pk)
    return render(request, "cases/hand_over.html", {"form": form, "leaver": leaver, "cases": show(request, cases)})
