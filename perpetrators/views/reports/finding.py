"""Finding a person of concern or a measure from anywhere in the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers
from perpetrators.forms.finding import FindInRegisterForm
from perpetrators.models.reports.search import RegisterSearch
from perpetrators.presenters.listing import MEASURE, PERSON, enter_register, note_shown


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_SUSPECTS)
def find_in_register(request: SignedInRequest) -> HttpResponse:
    """Among what the reader may see and nothing else; the log keeps which records were shown, not the words."""
    scope = enter_register(request)
    form, finding = FindInRegisterForm(answers(request)), None
    if form.is_valid():
        finding = RegisterSearch(form.cleaned_data["sought"], scope=scope)
        note_shown(request, PERSON, [one.record for one in finding.persons], verb="searched")
        if finding.measures:
            note_shown(request, MEASURE, [one.record for one in finding.measures], verb="searched")
    return render(request, "perpetrators/find.html", {"form": form, "finding": finding, "keeps": scope.keeps})
