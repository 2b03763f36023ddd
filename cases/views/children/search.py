"""Finding a child from anywhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cases.door import for_those_who_may
from cases.forms.children.search import ChildSearchForm
from cases.models.children.search import ChildSearch
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from emerald.drafts.autosave import answers


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_CHILD)
def find_child(request: SignedInRequest) -> HttpResponse:
    """Among the children one may read and no others; the log keeps which cases were shown, not the words."""
    for_those_who_may(request)
    form, finding = ChildSearchForm(answers(request)), None
    if form.is_valid():
        finding = ChildSearch(form.typed, by=request.user)
        record(request, "searched", subject="case", subject_ids=[case.pk for case in finding.shown])
    return render(request, "cases/find_child.html", {"form": form, "finding": finding})
