"""How many people are being disrupted, the people behind each number, and taking such a list away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.accounts.proof import proves_again
from emerald.audit.record import record
from emerald.drafts.autosave import answers
from emerald.paging import page_of
from emerald.papers.sheets import ExportForm, take_away
from perpetrators.forms.counting import DayForm
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import WHOLE, Disruption, Figure
from perpetrators.presenters.exports import PERSONS
from perpetrators.presenters.listing import PERSON, enter_register, note_shown, with_measures
from perpetrators.views.reports.register import BY_NAME


@require_safe
@needs(Right.READ_SUSPECTS)
def disruption(request: SignedInRequest) -> HttpResponse:
    """The numbers of a day. A day that makes no sense is answered with a sentence and no number."""
    scope = enter_register(request)
    form = DayForm.asked(request.GET)
    record(request, "opened", subject="disruption", detail=f"as at {form.in_words}" if form.day else "no such day")
    return render(
        request,
        "perpetrators/disruption.html",
        {"form": form, "whole": WHOLE, "disruption": Disruption(scope, form.day, form.known_on) if form.day else None},
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def disruption_rows(request: SignedInRequest, figure: str) -> HttpResponse:
    """Exactly the people a number counted, each with what stood against them."""
    scope = enter_register(request)
    form, numbers, found = _figure(request, scope, figure)
    rows = numbers.rows(found)
    page = page_of(
        rows.order_by(*BY_NAME),
        request.GET,
        ready=lambda persons: persons.with_people(),
        one="person of concern",
        many="persons of concern",
    )
    return render(
        request,
        "perpetrators/disruption_rows.html",
        {
            "figure": found,
            "form": form,
            "number": (number := numbers.people(found)),
            "hidden": number - rows.count(),
            "page": page,
            "day": form.day,
            "persons": note_shown(request, PERSON, page.rows),
            "behind": numbers.measures_behind(found, page.rows),
            "may_export": Right.KEEP_MEASURES in request.user.rights_on_a_case,
        },
    )


@proves_again
@require_http_methods(["GET", "POST"])
@needs(Right.KEEP_MEASURES)
def disruption_export(request: SignedInRequest, figure: str) -> HttpResponse:
    """The same people as a file, for a reason that is written down."""
    scope = enter_register(request)
    asked, numbers, found = _figure(request, scope, figure)
    rows, form = numbers.rows(found), ExportForm(answers(request))
    if form.is_valid():
        title = f"{found.title} on {asked.in_words}"
        return take_away(
            request,
            with_measures(rows, scope).order_by(*BY_NAME),
            sheet=PERSONS,
            subject=PERSON,
            name=f"{found.key.replace('.', '-')}-{asked.day}",
            title=title,
            detail=f"{found.key}, {asked.in_words}",
            **form.cleaned_data,
        )
    return render(
        request,
        "perpetrators/disruption_export.html",
        {"form": form, "figure": found, "asked": asked, "hidden": numbers.people(found) - rows.count()},
    )


def _figure(request: SignedInRequest, scope: Scope, key: str) -> tuple[DayForm, Disruption, Figure]:
    form = DayForm.asked(request.GET)
    if form.day is None:
        raise Http404("This day makes no sense.")
    numbers = Disruption(scope, form.day, form.known_on)
    if numbers.too_early:
        raise Http404("What was known on this day cannot be told.")
    try:
        return form, numbers, numbers.figure(key)
    except KeyError:
        raise Http404("There is no such figure.") from None
