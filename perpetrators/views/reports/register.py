"""The register of disruption as lists: the page police liaison begins the day with, persons, and measures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.accounts.proof import proves_again
from emerald.drafts.autosave import answers
from emerald.paging import page_of
from emerald.papers.sheets import ExportForm, Sheet, take_away
from perpetrators.forms.filters import MeasureFilter, PersonFilter
from perpetrators.forms.finding import FindInRegisterForm
from perpetrators.models.reports.counting import Disruption
from perpetrators.models.reports.lists import Which, how_many
from perpetrators.presenters.exports import MEASURES, PERSONS
from perpetrators.presenters.listing import (
    MEASURE,
    PERSON,
    enter_register,
    measures_of,
    note_shown,
    persons_of,
    with_children,
    with_measures,
)

SHOWN = 10
BY_NAME = ("family_name__in_order", "given_names__in_order", "pk")


@require_safe
@needs(Right.READ_SUSPECTS)
def register(request: SignedInRequest) -> HttpResponse:
    """What stands, what ends soon and what was not served, as far as it is the reader's to see."""
    scope = enter_register(request)
    measures = measures_of(scope)
    ending = with_children(Which.EXPIRING.among(measures), scope).order_by(*Which.EXPIRING.order)[:SHOWN]
    return render(
        request,
        "perpetrators/register.html",
        {
            "form": FindInRegisterForm(),
            "numbers": how_many(measures),
            "ending": note_shown(request, MEASURE, ending),
            "disruption": Disruption(scope, timezone.localdate()),
            "keeps": scope.keeps,
            "may_serve": Right.KEEP_MEASURES in request.user.rights_on_a_case,
        },
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def persons(request: SignedInRequest) -> HttpResponse:
    scope = enter_register(request)
    narrowed = PersonFilter(request.GET, queryset=persons_of(scope), request=request)
    page = page_of(
        narrowed.qs.order_by(*BY_NAME),
        request.GET,
        ready=lambda rows: with_measures(rows, scope),
        one="person of concern",
        many="persons of concern",
    )
    return render(
        request,
        "perpetrators/persons.html",
        {
            "form": narrowed.form,
            "page": page,
            "persons": note_shown(request, PERSON, page.rows),
            "may_export": _may_export(request),
        },
    )


@require_safe
@needs(Right.READ_SUSPECTS)
def measures(request: SignedInRequest) -> HttpResponse:
    scope = enter_register(request)
    narrowed = MeasureFilter(request.GET, queryset=measures_of(scope), request=request)
    page = page_of(
        narrowed.qs.order_by(*narrowed.chosen.order),
        request.GET,
        ready=lambda rows: with_children(rows, scope),
        one="measure",
        many="measures",
    )
    return render(
        request,
        "perpetrators/measures.html",
        {
            "form": narrowed.form,
            "page": page,
            "measures": note_shown(request, MEASURE, page.rows),
            "which": narrowed.chosen,
            "may_export": _may_export(request),
        },
    )


@proves_again
@require_http_methods(["GET", "POST"])
@needs(Right.KEEP_MEASURES)
def export_persons(request: SignedInRequest) -> HttpResponse:
    """The list as it was narrowed, as a file, for a reason that is written down."""
    scope = enter_register(request)
    narrowed = PersonFilter(request.GET, queryset=persons_of(scope), request=request)
    rows = with_measures(narrowed.qs, scope).order_by(*BY_NAME)
    return _export(request, rows, narrowed, sheet=PERSONS, subject=PERSON, back="persons_of_concern")


@proves_again
@require_http_methods(["GET", "POST"])
@needs(Right.KEEP_MEASURES)
def export_measures(request: SignedInRequest) -> HttpResponse:
    scope = enter_register(request)
    narrowed = MeasureFilter(request.GET, queryset=measures_of(scope), request=request)
    rows = with_children(narrowed.qs, scope).order_by(*narrowed.chosen.order)
    return _export(request, rows, narrowed, sheet=MEASURES, subject=MEASURE, back="measures")


def _export(
    request: SignedInRequest,
    rows: Any,
    narrowed: PersonFilter | MeasureFilter,
    *,
    sheet: Sheet,
    subject: str,
    back: str,
) -> HttpResponse:
    form = ExportForm(answers(request))
    if form.is_valid():
        return take_away(
            request,
            rows,
            sheet=sheet,
            subject=subject,
            name=f"{back}-{timezone.localdate()}".replace("_", "-"),
            title=sheet.title,
            detail=f"{sheet.title.lower()} {narrowed.in_words}".strip()[:80],
            **form.cleaned_data,
        )
    return render(
        request,
        "perpetrators/export.html",
        {"form": form, "title": sheet.title, "number": rows.count(), "back": back, "asked": request.GET.dict()},
    )


def _may_export(request: SignedInRequest) -> bool:
    return Right.KEEP_MEASURES in request.user.rights_on_a_case
