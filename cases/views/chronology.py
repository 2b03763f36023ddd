"""The chronology of a case: what happened, each event in one sentence by the app that owns it."""

from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.models.chronology import Kind
from cases.pages import may_open
from cases.views.older import key_in, one_page
from cases.views.page import case_page

ON_A_PAGE = 50


@require_safe
def chronology(request, reference):
    case = open_case(request, reference)
    readable = case.entries.readable_with(case.rights)
    kind = request.GET.get("kind") if request.GET.get("kind") in Kind.values else ""
    found = readable.of_kind(kind) if kind else readable
    before = key_in(request.GET)
    entries, older = one_page(found.older_than(before).select_related("told_by").newest_first(), ON_A_PAGE)
    kinds = readable.kinds() | {kind}
    return case_page(request, case, "cases/chronology.html", tab="case_chronology", entries=entries, older=older,
                     before=before, kind=kind, kinds=[one for one in Kind if one in kinds],
                     may_open=lambda entry: may_open(entry.page, case.rights))
