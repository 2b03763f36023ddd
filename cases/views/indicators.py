"""The questions of the risk assessment: the set the team keeps itself."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.forms.risk.indicators import AddForm, RetireForm, RewordForm
from cases.models.risk.indicators import Indicator, indicator_set, open_indicator
from emerald.accounts.door import SignedInRequest, require
from emerald.accounts.permissions import SiteRight
from emerald.asking import ask
from emerald.drafts.autosave import answers
from emerald.drafts.idempotency import idempotent


@require_safe
def indicators(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SET_INDICATORS)
    return render(request, "cases/risk/indicators.html", indicator_set())


@idempotent
def add(request: SignedInRequest) -> HttpResponse:
    require(request, SiteRight.SET_INDICATORS)
    return _change(request, AddForm(answers(request)), "cases/risk/add_indicator.html", "It is asked from now on.")


@idempotent
def reword(request: SignedInRequest, indicator: int) -> HttpResponse:
    require(request, SiteRight.SET_INDICATORS)
    found = _found(indicator)
    return _change(
        request,
        RewordForm(answers(request), indicator=found),
        "cases/risk/reword_indicator.html",
        "The new words are asked from now on. Older assessments keep the old ones.",
        indicator=found,
    )


@idempotent
def retire(request: SignedInRequest, indicator: int) -> HttpResponse:
    require(request, SiteRight.SET_INDICATORS)
    found = _found(indicator)
    return _change(
        request,
        RetireForm(answers(request), indicator=found),
        "cases/risk/retire_indicator.html",
        "It is no longer asked. Older assessments keep it.",
        indicator=found,
    )


def _found(key: int) -> Indicator:
    indicator = open_indicator(key)
    if indicator is None:
        raise Http404("No such question.")
    return indicator


def _change(request: SignedInRequest, form: BaseForm, template: str, done: str, **words: Any) -> HttpResponse:
    return ask(
        request, form, done=done, then="indicators", draw=lambda: render(request, template, {"form": form, **words})
    )
