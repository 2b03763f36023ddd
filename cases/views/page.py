"""How a page about one case is drawn: every one carries the same header and tabs, every form is answered alike."""

from django.shortcuts import render

from cases.presenters.presence import presence_on
from cases.registries.tabs import tabs_of
from emerald.asking import ask


def case_page(request, case, template, *, tab, status=200, **words):
    """Render `cases/...` for `case` (from the door) with its tabs; `tab` is the URL name of the tab it belongs to.

    A page that changes something also says who else has the record open: one query more than a page to read.
    """
    return render(
        request,
        template,
        {"case": case, "tabs": tabs_of(case, tab), "here": presence_on(request, case), **words},
        status=status,
    )


def question_page(request, case, form, template, *, tab, done, then=None, **words):
    """Ask `form`. Answered and saved, it says `done` and goes to the page `then` of this case (default: the tab's own);
    otherwise it is drawn again with what was typed. `done` is a sentence, or makes one of the saved form."""
    return ask(
        request,
        form,
        done=done,
        then=(then or tab, case.reference),
        draw=lambda: case_page(request, case, template, tab=tab, form=form, **words),
    )
