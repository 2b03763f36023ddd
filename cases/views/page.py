"""How a page about one case is drawn: every one carries the same header and tabs, every form is answered alike."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from cases.models import Case
from cases.presenters.presence import presence_on
from cases.registries.tabs import tabs_of
from emerald.accounts.door import SignedInRequest
from emerald.asking import ask


def case_page(
    request: SignedInRequest, case: Case, template: str, *, tab: str, status: int = 200, **words: Any
) -> HttpResponse:
    """Render `cases/...` for `case` (from the door) with its tabs; `tab` is the URL name of the tab it belongs to.

    A page that changes something also says who else has the record open: one query more than a page to read.
    """
    return render(
        request,
        template,
        {"case": case, "tabs": tabs_of(case, tab), "here": presence_on(request, case), **words},
        status=status,
    )


def question_page(
    request: SignedInRequest,
    case: Case,
    form: BaseForm,
    template: str,
    *,
    tab: str,
    done: str | Callable[[Any], str],
    then: str | None = None,
    **words: Any,
) -> HttpResponse:
    """Ask `form`. Answered and saved, it says `done` and goes to the page `then` of this case (default: the tab's own);
    otherwise it is drawn again with what was typed. `done` is a sentence, or makes one of the saved form."""
    return ask(
        request,
        form,
        done=done,
        then=(then or tab, case.reference),
        draw=lambda: case_page(request, case, template, tab=tab, form=form, **words),
    )
