"""How a page about one case is drawn: every one carries the same header and tabs."""

from django.shortcuts import render

from cases.tabs import tabs_of


def case_page(request, case, template, *, tab, status=200, **words):
    """Render `cases/...` for `case` (from the door) with its tabs; `tab` is the URL name of the tab it belongs to."""
    return render(request, template, {"case": case, "tabs": tabs_of(case, tab), **words}, status=status)
